import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

interface Secured {
  /** The document's security, and that of the one operation. */
  all?: JsonObject[];
  own?: JsonObject[];
  schemes?: JsonObject;
}

const KEY = { type: 'apiKey', in: 'header', name: 'X-Key' };
const BEARER = { type: 'http', scheme: 'bearer' };
const LOGIN = {
  type: 'oauth2',
  flows: { clientCredentials: { tokenUrl: 'https://login.example/token', scopes: { read: '', write: '' } } },
};
const SCHEMES = { key: KEY, bearer: BEARER, login: LOGIN };

const secured = ({ all, own, schemes = SCHEMES }: Secured) =>
  openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Orders', version: '1' },
      ...(all && { security: all }),
      paths: { '/orders': { get: { ...(own && { security: own }), responses: {} } } },
      components: { securitySchemes: schemes },
    },
    sha256,
  );

const told = (before: Secured, after: Secured) =>
  diffDocuments(secured(before), secured(after)).map(({ rule }) => rule);

describe('the same credentials give no difference', () => {
  it.each<[string, Secured, Secured]>([
    ['of the document and copied to the operation', { all: [{ key: [] }] }, { own: [{ key: [] }] }],
    [
      'alternatives in another order',
      { all: [{ key: [] }, { bearer: [] }] },
      { all: [{ bearer: [] }, { key: [] }] },
    ],
    [
      'schemes needed together in another order',
      { own: [{ key: [], bearer: [] }] },
      { own: [{ bearer: [], key: [] }] },
    ],
    [
      'scopes in another order',
      { own: [{ login: ['read', 'write'] }] },
      { own: [{ login: ['write', 'read'] }] },
    ],
    ['none said and none needed', {}, { own: [] }],
    ['an empty list and the empty alternative', { own: [] }, { own: [{}] }],
    ['an override with nothing and a document with nothing', { all: [{ key: [] }], own: [] }, {}],
    [
      'a scheme by another name',
      { all: [{ key: [] }], schemes: { key: KEY } },
      { all: [{ apiKey: [] }], schemes: { apiKey: { ...KEY, name: 'x-key', description: 'from us' } } },
    ],
    [
      'the scheme of a header in another case',
      { schemes: { a: BEARER } },
      { schemes: { a: { ...BEARER, scheme: 'Bearer' } } },
    ],
  ])('%s', (_, before, after) => {
    expect(told(before, after)).toEqual([]);
    expect(told(after, before)).toEqual([]);
  });
});

describe('what becomes of a caller', () => {
  it.each<[string, Secured, Secured, string[]]>([
    [
      'asked for the same by another name',
      { all: [{ key: [] }], schemes: { key: KEY, again: KEY } },
      { all: [{ again: [] }], schemes: { key: KEY, again: KEY } },
      ['api-global-security-removed', 'api-global-security-added'],
    ],
    [
      'asked for one more of the kind that he sends',
      { all: [{ key: [] }], schemes: { key: KEY, again: KEY } },
      { all: [{ key: [], again: [] }], schemes: { key: KEY, again: KEY } },
      ['api-global-security-removed', 'api-global-security-added', 'api-global-security-replaced'],
    ],
    [
      'asked for what he never sent',
      {},
      { own: [{ key: [] }] },
      ['api-security-added', 'api-security-became-required'],
    ],
    ['may still call without', { own: [{}] }, { own: [{}, { key: [] }] }, ['api-security-added']],
    [
      'no longer without',
      { own: [{}, { key: [] }] },
      { own: [{ key: [] }] },
      ['api-security-became-required'],
    ],
    ['let in without', { own: [{ key: [] }] }, { own: [] }, ['api-security-removed']],
    [
      'has one way of two left',
      { own: [{ key: [] }, { bearer: [] }] },
      { own: [{ key: [] }] },
      ['api-security-removed'],
    ],
    [
      'has no way left',
      { own: [{ key: [] }] },
      { own: [{ bearer: [] }] },
      ['api-security-removed', 'api-security-added', 'api-security-replaced'],
    ],
    [
      'must send more than before',
      { own: [{ key: [] }] },
      { own: [{ key: [], bearer: [] }] },
      ['api-security-removed', 'api-security-added', 'api-security-replaced'],
    ],
    [
      'sends more than is asked for',
      { own: [{ key: [], bearer: [] }] },
      { own: [{ key: [] }] },
      ['api-security-removed', 'api-security-added'],
    ],
    [
      'needs one scope more',
      { own: [{ login: ['read'] }] },
      { own: [{ login: ['read', 'write'] }] },
      ['api-security-scope-added'],
    ],
    [
      'of the document, told once',
      { all: [{ key: [] }] },
      { all: [{ bearer: [] }] },
      ['api-global-security-removed', 'api-global-security-added', 'api-global-security-replaced'],
    ],
    [
      'of the document where no operation goes by it',
      { all: [{ key: [] }], own: [] },
      { all: [{ bearer: [] }], own: [] },
      [],
    ],
  ])('%s', (_, before, after, rules) => {
    expect(told(before, after)).toEqual(rules);
  });

  it('tells two alternatives of one scheme with other scopes apart', () => {
    const before = { own: [{ login: ['read'] }, { login: ['write'] }] };
    expect(told(before, { own: [{ login: ['read'] }] })).toEqual(['api-security-removed']);
    expect(told(before, { own: [{ login: ['write'] }, { login: ['read'] }] })).toEqual([]);
  });

  it('keeps a scheme the same one where only its wire changed', () => {
    const moved = { ...SCHEMES, key: { ...KEY, in: 'query' } };
    expect(told({ all: [{ key: [] }] }, { all: [{ key: [] }], schemes: moved })).toEqual([
      'api-security-component-in-changed',
    ]);
  });
});
