import { expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const MANY = 3_000;
const many = (entry: (index: number) => [string, JsonObject]): JsonObject =>
  Object.fromEntries(Array.from({ length: MANY }, (_, index) => entry(index)));

const open = (operation: JsonObject) =>
  openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Orders', version: '1' },
      paths: { '/orders': { post: { responses: {}, ...operation } } },
    },
    sha256,
  );

const content = (name: string) => many((index) => [`application/${name}${index}+json`, {}]);
const parameters = (place: string) =>
  Array.from({ length: MANY }, (_, index) => ({ name: `p${index}`, in: place }));

const LISTS: [string, JsonObject, JsonObject][] = [
  [
    'media types that are sent',
    { requestBody: { content: content('a') } },
    { requestBody: { content: content('b') } },
  ],
  [
    'media types that are answered',
    { responses: { 200: { description: '', content: content('a') } } },
    { responses: { 200: { description: '', content: content('b') } } },
  ],
  ['parameters that move', { parameters: parameters('query') }, { parameters: parameters('header') }],
  [
    'statuses',
    { responses: many((index) => [`${index}`, { description: '' }]) },
    { responses: many((index) => [`${index + MANY}`, { description: '' }]) },
  ],
];

// Each meeting each would be nine million meetings, and longer than a test may take.
it.each(LISTS)('compares long lists of %s without each meeting each', (_, before, after) => {
  expect(diffDocuments(open(before), open(after)).length).toBeGreaterThanOrEqual(MANY);
});
