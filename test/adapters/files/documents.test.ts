import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../../src/adapters/files/load-document.ts';
import type { LoadOptions } from '../../../src/adapters/files/load-options.ts';
import { parseDocument } from '../../../src/adapters/files/parse-document.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { resolveReference } from '../../../src/core/openapi/document/reference.ts';

describe('parseDocument', () => {
  it.each([
    ['JSON', '{"openapi": "3.1.0", "paths": {}}'],
    ['JSON with a byte order mark', '\uFEFF{"openapi": "3.1.0", "paths": {}}'],
    ['YAML', 'openapi: 3.1.0\npaths: {}\n'],
    ['JSON with comments, as YAML allows', '{"openapi": "3.1.0", # why\n "paths": {},}'],
  ])('reads %s', (_, text) => {
    expect(parseDocument(text, 'api.yaml')).toEqual({ openapi: '3.1.0', paths: {} });
  });

  it('makes strings of response codes, keeps dates as text and follows merge keys', () => {
    const text = 'base: &base { a: 1 }\ncopy: { <<: *base, b: 2 }\nresponses: { 200: {} }\non: 2026-01-01\n';
    expect(parseDocument(text, 'api.yaml')).toEqual({
      base: { a: 1 },
      copy: { a: 1, b: 2 },
      responses: { '200': {} },
      on: '2026-01-01',
    });
  });

  it('makes text of what JSON cannot hold', () => {
    expect(parseDocument('a: .inf\nb: .nan\n', 'api.yaml')).toEqual({ a: 'Infinity', b: 'NaN' });
    expect(parseDocument('{"a": "\\ud800"}', 'api.json')).toEqual({ a: '\uFFFD' });
  });
});

describe('loadDocument', () => {
  let folder: string;
  const fetched: string[] = [];
  const load = (location: string, options: Partial<LoadOptions> = {}) =>
    loadDocument(location, {
      cwd: folder,
      fetchText: async (url) => {
        fetched.push(url);
        return PAGES[url] ?? '';
      },
      ...options,
    });
  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-load-')));
    fetched.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const PAGES: Record<string, string> = {
    'https://api.shop.example/v1/openapi.yaml':
      'openapi: 3.1.0\npaths: { /a: { $ref: "parts/a.yaml" } }\nx: { $ref: https://schemas.example/x.json }\n',
    'https://api.shop.example/v1/parts/a.yaml': 'get: { responses: {} }\n',
    'https://schemas.example/x.json': '{}',
  };
  const ENTRY = `openapi: 3.1.0
paths:
  /orders:
    $ref: paths/orders.yaml
components:
  schemas:
    Id: { type: string }
    Pay:
      oneOf: [{ $ref: models/card.yaml }]
      discriminator: { propertyName: kind, mapping: { card: models/card.yaml } }
`;
  const ORDERS = `get:
  responses:
    200:
      description: ''
      content:
        application/json:
          schema: { $ref: '../models/order.yaml#/Order' }
          example: { $ref: nowhere.yaml }
`;
  const ORDER = `Order:
  type: object
  properties:
    id: { $ref: '../api.yaml#/components/schemas/Id' }
    next: { $ref: '#/Order' }
    'a%b': { $ref: 'we%20ird.yaml' }
`;
  const parts = {
    'api.yaml': ENTRY,
    'paths/orders.yaml': ORDERS,
    'models/order.yaml': ORDER,
    'models/card.yaml': 'type: object\n',
    'models/we ird.yaml': 'type: integer\n',
  };

  it('puts the files of a document into one, circles and all', async () => {
    write(parts);
    const raw = await load('api.yaml');
    const document = openDocument(raw, sha256);
    const schema = document.byKey.get('GET /orders')?.responses[0]?.content[0]?.schema;
    const order = resolveReference(document, schema as NonNullable<typeof schema>);
    const at = (name: string) =>
      resolveReference(document, {
        value: ((order.value as JsonObject).properties as JsonObject)[name] as JsonObject,
        pointer: '#',
      }).value;
    expect(order.pointer).toBe('#/x-forewarn-parts/models~1order.yaml/Order');
    expect(at('id')).toEqual({ type: 'string' });
    expect(at('next')).toBe(order.value);
    expect(at('a%b')).toEqual({ type: 'integer' });
    expect(raw).toMatchObject({
      components: {
        schemas: { Pay: { discriminator: { mapping: { card: '#/x-forewarn-parts/models~1card.yaml' } } } },
      },
    });
  });

  it('reads nothing outside its own folder, or outside --ref-root', async () => {
    write({
      ...parts,
      'docs/api.yaml': 'openapi: 3.1.0\npaths: { /a: { $ref: ../outside.yaml } }\n',
      'outside.yaml': 'get: {}\n',
    });
    symlinkSync(join(folder, 'outside.yaml'), join(folder, 'docs/link.yaml'));
    write({ 'docs/linked.yaml': 'openapi: 3.1.0\npaths: { /a: { $ref: link.yaml } }\n' });
    await expect(load('docs/api.yaml')).rejects.toMatchObject({
      code: 'input',
      fix: expect.stringContaining('--ref-root'),
    });
    await expect(load('docs/linked.yaml')).rejects.toMatchObject({ code: 'input' });
    await expect(load('docs/api.yaml', { refRoot: 'docs' })).rejects.toMatchObject({ code: 'input' });
    await expect(load('docs/api.yaml', { refRoot: '.' })).resolves.toHaveProperty('openapi');
  });

  it('says which file is missing', async () => {
    write({ 'api.yaml': ENTRY });
    await expect(load('none.yaml')).rejects.toMatchObject({
      code: 'not-found',
      place: { file: 'none.yaml' },
    });
    await expect(load('api.yaml')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/card|orders/),
    });
  });

  it('reads a URL and parts of its origin, others only where their origin is named', async () => {
    const location = 'https://api.shop.example/v1/openapi.yaml';
    await expect(load(location)).rejects.toMatchObject({
      code: 'input',
      fix: expect.stringContaining('https://schemas.example'),
    });
    const raw = await load(location, { externalRefs: ['https://schemas.example'] });
    expect(openDocument(raw, sha256).byKey.has('GET /a')).toBe(true);
    expect(fetched).toContain('https://schemas.example/x.json');
    write({ 'api.yaml': 'openapi: 3.1.0\npaths: { /a: { $ref: https://schemas.example/x.json } }\n' });
    await expect(load('api.yaml')).rejects.toMatchObject({ code: 'input' });
    await expect(load('api.yaml', { externalRefs: ['https://schemas.example'] })).resolves.toHaveProperty(
      'openapi',
    );
  });

  it('reads a revision of git, with its parts', async () => {
    write(parts);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@shop.example', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    write({ 'models/order.yaml': 'Order: { type: string }\n' });
    const raw = await load('git:HEAD:api.yaml');
    expect(JSON.stringify(raw)).toContain('"next"');
    await expect(load('git:HEAD:none.yaml')).rejects.toMatchObject({ code: 'not-found' });
    await expect(load('git:nothere:api.yaml')).rejects.toMatchObject({ code: 'not-found' });
    await expect(load('git:--output=x:api.yaml')).rejects.toMatchObject({ code: 'usage' });
  });

  it('converts Swagger 2.0', async () => {
    write({
      'api.json': JSON.stringify({
        swagger: '2.0',
        info: { title: 'Old', version: '1' },
        host: 'api.shop.example',
        basePath: '/v1',
        paths: {
          '/a': {
            get: {
              produces: ['application/json'],
              responses: { 200: { description: '', schema: { $ref: '#/definitions/A' } } },
            },
          },
        },
        definitions: { A: { type: 'string' } },
      }),
    });
    const document = openDocument(await load('api.json'), sha256);
    expect(document.version).toBe('3.0');
    expect(document.servers[0]).toContain('api.shop.example/v1');
    expect(document.operations[0]?.responses[0]?.content[0]?.media).toBe('application/json');
  });
});
