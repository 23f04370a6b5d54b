import { describe, expect, it } from 'vitest';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { SMALL, type Small, VERSIONS, written } from './four-versions.ts';

const DIRECTIONS = VERSIONS.flatMap((from) => VERSIONS.map((to) => [from, to] as const));

const MUTATIONS: [string, Partial<Small>, string[]][] = [
  ['another base path', { base: '/v2' }, ['api-server-removed', 'api-server-added']],
  ['a key that moved', { key: ['query', 'X-Key'] }, ['api-security-component-in-changed']],
  ['a key by another name', { key: ['header', 'Api-Key'] }, ['api-security-component-name-changed']],
  ['a header in another case', { key: ['header', 'x-key'] }, []],
  ['a scope less', { oauthScopes: ['read'] }, ['api-security-component-oauth-scope-removed']],
  [
    'another token URL',
    { tokenUrl: 'https://id.shop.example/token' },
    ['api-security-component-oauth-token-url-changed'],
  ],
  ['lists by another separator', { list: 'ssv' }, ['request-parameter-style-changed']],
  ['lists by pipes', { list: 'pipes' }, ['request-parameter-style-changed']],
  ['lists by repetition', { list: 'multi' }, ['request-parameter-explode-changed']],
  ['a parameter that must be sent', { listRequired: true }, ['request-parameter-became-required']],
  ['a lower limit', { limitMax: 20 }, ['request-parameter-max-decreased', 'request-parameter-max-decreased']],
  [
    'a status more',
    { statuses: ['open', 'paid', 'lost'] },
    [
      'request-property-enum-value-added',
      'response-property-enum-value-added',
      'response-property-enum-value-added',
    ],
  ],
  [
    'no null',
    { noteNullable: false },
    [
      'request-property-became-not-nullable',
      'response-property-became-not-nullable',
      'response-property-became-not-nullable',
    ],
  ],
  [
    'another media type',
    { media: ['application/json', 'application/xml'] },
    ['request-body-media-type-added', 'response-media-type-added', 'response-media-type-added'],
  ],
  ['a form with a field less', { formFields: { picture: 'file' } }, ['request-property-removed']],
  [
    'a header of another type',
    { headerType: 'string' },
    ['response-header-type-changed', 'response-header-type-changed'],
  ],
  ['an operation less', { hasDelete: false }, ['api-removed-without-deprecation']],
];

const idsBetween = (from: (typeof DIRECTIONS)[number][0], to: typeof from, change: Partial<Small> = {}) =>
  diffDocuments(written(SMALL, from), written({ ...SMALL, ...change }, to))
    .map(({ rule }) => rule)
    .sort();

describe('one API in every version of the specification', () => {
  it.each(DIRECTIONS)('%s and %s are the same', (from, to) => {
    expect(idsBetween(from, to)).toEqual([]);
  });

  it.each(MUTATIONS)('%s is told alike in all directions', (_, change, ids) => {
    const told = DIRECTIONS.map(([from, to]) => [from, to, idsBetween(from, to, change)]);
    expect(told).toEqual(DIRECTIONS.map(([from, to]) => [from, to, ids.toSorted()]));
  });
});
