import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { type Settling, settleWitness } from '../../../src/app/settle-witness.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { createProver } from '../../../src/core/openapi/witness/prove.ts';

const answer = {
  description: 'ok',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
};
const api = (maxLength: number): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: { '/a': { get: { responses: { 200: answer } } }, '/b': { get: { responses: { 200: answer } } } },
  components: {
    schemas: {
      Order: { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength } } },
    },
  },
});
const documents = { baseline: openDocument(api(5), sha256), observed: openDocument(api(9), sha256) };
const found = diffDocuments(documents.baseline, documents.observed, {
  prove: createProver(documents.baseline, documents.observed),
});
const settled = (more: Partial<Settling> = {}) =>
  found.map(settleWitness({ ...documents, most: 10, ...more }));
const inner = { instance: expect.any(String), at: '/id' };
const whole = { instance: { id: expect.any(String) } };

describe('settling witnesses', () => {
  it('makes the first place of a fact whole, and places the others', () => {
    expect(settled().map(({ witness }) => witness)).toMatchObject([whole, inner]);
    expect(settled()[0]?.witness?.at).toBeUndefined();
  });

  it('makes what is used whole too, and no more than it may', () => {
    expect(settled({ used: new Set(['GET /b']) }).map(({ witness }) => witness)).toMatchObject([
      whole,
      whole,
    ]);
    expect(settled({ most: 0 }).map(({ witness }) => witness)).toMatchObject([inner, inner]);
  });

  it('takes back everywhere what the other judge denies, and nothing where it cannot say', () => {
    const asked: unknown[] = [];
    const denied = settled({ confirm: (_, witness) => asked.push(witness.instance) < 0 });
    expect(denied.map(({ proof, witness }) => [proof, witness])).toEqual([
      ['undecided', undefined],
      ['undecided', undefined],
    ]);
    expect(asked).toHaveLength(1);
    expect(settled({ confirm: () => null }).map(({ proof }) => proof)).toEqual(['witness', 'witness']);
  });
});
