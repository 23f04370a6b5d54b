import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { liftWitness } from '../../../../src/core/openapi/witness/lift.ts';
import { createProver } from '../../../../src/core/openapi/witness/prove.ts';
import { documentOf, type Placed } from './proofs.ts';

const text = { type: 'string' };

function liftedAt(placed: Placed, before: Json, after: Json) {
  const documents = { baseline: documentOf(placed, before), observed: documentOf(placed, after) };
  const differences = diffDocuments(documents.baseline, documents.observed, {
    prove: createProver(documents.baseline, documents.observed),
  });
  const shown = differences.find(({ witness }) => witness) ?? differences[0];
  if (!shown) throw new Error('nothing differs');
  return { shown, lifted: liftWitness(documents, shown) };
}

const order = (total: Json): JsonObject => ({
  type: 'object',
  properties: {
    id: text,
    lines: {
      type: 'array',
      items: { type: 'object', properties: { total, note: text }, required: ['note'] },
    },
  },
  required: ['id'],
});

describe('a witness inside a body', () => {
  it('is built into the whole, with the least around it', () => {
    const { lifted } = liftedAt(
      'request',
      order({ type: 'integer', maximum: 9 }),
      order({ type: 'integer', maximum: 4 }),
    );
    expect(lifted).toEqual({
      instance: { id: 'text', lines: [{ note: 'text', total: 5 }] },
      acceptedBy: 'baseline',
      refusedBy: 'observed',
      because: '/lines/0/total must be at most 4, and is 5.',
    });
  });

  it('stands in map values and in the alternative that it is of', () => {
    const map = (most: number): Json => ({
      type: 'object',
      additionalProperties: { type: 'string', maxLength: most },
    });
    expect(liftedAt('request', map(9), map(3)).lifted).toMatchObject({ instance: { key: 'text' } });
    const pet = (kind: string, age: Json): Json => ({
      type: 'object',
      properties: { kind: { const: kind }, age },
      required: ['kind'],
    });
    const choice = (age: Json): Json => ({ oneOf: [pet('cat', {}), pet('dog', age)] });
    const { lifted } = liftedAt('response', choice({ type: 'integer' }), choice({ type: 'number' }));
    expect(lifted).toMatchObject({ instance: { kind: 'dog', age: 0.5 } });
    expect(lifted?.at).toBeUndefined();
  });

  it('is the object for a property that must be there', () => {
    const outer = (inner: JsonObject): Json => ({ type: 'object', properties: { buyer: inner } });
    const { lifted } = liftedAt(
      'request',
      outer({ type: 'object', properties: { name: text } }),
      outer({ type: 'object', properties: { name: text }, required: ['name'] }),
    );
    expect(lifted).toMatchObject({
      instance: { buyer: {} },
      because: '/buyer/name must be there, and is not.',
    });
  });

  it('is none where another alternative takes the whole', () => {
    const choice = (age: Json): Json => ({
      anyOf: [
        { type: 'object', properties: { kind: { const: 'cat' }, age } },
        { type: 'object', properties: { kind: text, size: text } },
      ],
    });
    const { shown, lifted } = liftedAt(
      'request',
      choice({ type: 'integer' }),
      choice({ type: 'integer', maximum: 3 }),
    );
    expect([shown.proof, lifted]).toEqual(['undecided', null]);
  });

  it('needs nothing around it where it is the whole', () => {
    const { shown, lifted } = liftedAt('parameter', { type: 'string' }, { type: 'string', maxLength: 2 });
    expect(lifted).toEqual(shown.witness);
  });
});
