import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const GET = { get: { responses: {} } };

const at = (servers: Json[] | null, paths: JsonObject = { '/orders': GET }) =>
  openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Orders', version: '1' },
      ...(servers && { servers: servers.map((one) => (typeof one === 'string' ? { url: one } : one)) }),
      paths,
    },
    sha256,
  );

const told = (before: ReturnType<typeof at>, after: ReturnType<typeof at>) =>
  diffDocuments(before, after).map(({ rule, args }) => `${rule} ${args.server ?? ''}`.trim());

const region = (values: string[] | null, value = 'eu') => ({
  url: 'https://{region}.shop.example/v1',
  variables: { region: { default: value, ...(values && { enum: values }) } },
});

describe('the same address gives no difference', () => {
  it.each<[string, Json[], Json[]]>([
    ['with a slash at the end', ['https://shop.example/v1'], ['https://shop.example/v1/']],
    ['in another case, with the default port', ['https://shop.example'], ['HTTPS://Shop.Example:443/']],
    ['described', ['/v1'], [{ url: '/v1', description: 'here' }]],
    [
      'with variables spelled out',
      [region(['eu', 'us'])],
      ['https://us.shop.example/v1', 'https://eu.shop.example/v1'],
    ],
    [
      'by a variable of another name',
      [{ url: 'https://{a}.shop.example' }],
      [{ url: 'https://{b}.shop.example' }],
    ],
    ['relative, and on any host', ['/v1'], ['https://shop.example/v1']],
    ['a default that is all there is', [region(null)], ['https://eu.shop.example/v1']],
  ])('%s', (_, before, after) => {
    expect(told(at(before), at(after)).filter((one) => !one.startsWith('api-server-added'))).toEqual([]);
  });
});

describe('addresses that came or went', () => {
  it('are told one by one, with what a variable may no longer be', () => {
    expect(told(at([region(['eu', 'us'])]), at([region(['eu'])]))).toEqual([
      'api-server-removed https://us.shop.example/v1',
    ]);
    expect(told(at(['https://shop.example/v1']), at(['https://shop.example/v2']))).toEqual([
      'api-server-removed https://shop.example/v1',
      'api-server-added https://shop.example/v2',
    ]);
    expect(told(at(['http://shop.example']), at(['https://shop.example']))).toContain(
      'api-server-removed http://shop.example',
    );
    expect(told(at(null), at(['https://shop.example']))).toEqual(['api-server-added https://shop.example']);
  });

  it('are told at the operations that have servers of their own', () => {
    const files = (url: string) => at(['/'], { '/files': { ...GET, servers: [{ url }] }, '/orders': GET });
    const found = diffDocuments(files('https://a.example'), files('https://b.example'));
    expect(found.map(({ rule, subject }) => `${rule} ${formatSubject(subject)}`)).toEqual([
      'operation-server-removed GET /files operation server:https://a.example',
      'operation-server-added GET /files operation server:https://b.example',
    ]);
  });

  it('does not tell a copy of the document’s servers, nor those that no operation goes by', () => {
    const own = (url: string) => ({ '/orders': { ...GET, servers: [{ url }] } });
    expect(told(at(['/v1']), at(['/v1'], own('/v1/')))).toEqual([]);
    expect(told(at(['/v1'], own('/a')), at(['/v2'], own('/a')))).toEqual([]);
  });
});

describe('a base path that moved into the paths', () => {
  it('changes no operation, and what changed in them is told', () => {
    const before = at(['https://shop.example/v1'], { '/orders': GET, '/carts/{id}': GET });
    const after = at(['https://shop.example'], {
      '/v1/orders': GET,
      '/v1/carts/{cart}': { get: { deprecated: true, responses: {} } },
    });
    expect(told(before, after)).toEqual(['endpoint-deprecated']);
    expect(told(after, before)).toEqual(['endpoint-reactivated']);
  });

  it('is not assumed where more operations keep their path', () => {
    const before = at(['/v1'], { '/orders': GET, '/carts': GET });
    const after = at(['/'], { '/v1/orders': GET, '/carts': GET, '/orders': GET });
    expect(told(before, after)).toEqual(['api-server-removed /v1', 'api-server-added /', 'endpoint-added']);
  });
});
