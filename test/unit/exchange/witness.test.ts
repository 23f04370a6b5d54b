import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

function differences(properties: JsonObject, answer: JsonObject, required: string[] = []) {
  const schema = { type: 'object', properties, required };
  const content = { 'application/json': { schema } };
  const document = openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: { '/orders': { get: { responses: { 200: { description: '', content } } } } },
    },
    sha256,
  );
  const exchange = exchangeOf({ response: { body: answer } });
  return createConformance(document, createAjvValidators(document)).conform(exchange).response;
}

describe('the witness of a live difference', () => {
  it.each<[string, JsonObject, Json, Json]>([
    ['type', { type: 'integer' }, 'Jane Doe', ''],
    ['type', { type: 'string' }, null, null],
    ['enum', { enum: ['open'] }, 'lost', ''],
    ['const', { const: 'a' }, 'b', ''],
    ['maximum', { type: 'integer', maximum: 9 }, 4_111_111, 10],
    ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, -5.5, 0],
    ['maxLength', { type: 'string', maxLength: 3 }, 'Jane Doe', 'xxxx'],
    ['minItems', { type: 'array', minItems: 1 }, [], []],
  ])('is a plain value that the judge refuses: %s', (because, schema, value, instance) => {
    const [difference] = differences({ a: schema }, { a: value });

    expect(difference).toMatchObject({
      proof: 'witness',
      witness: { instance, acceptedBy: 'observed', refusedBy: 'baseline', because },
    });
  });

  it('is an object without the missing property', () => {
    const [difference] = differences({ a: {} }, {}, ['a']);
    expect(difference).toMatchObject({ proof: 'witness', witness: { instance: {}, because: 'required' } });
  });

  it('is none where the plain value is refused for another reason, or fits', () => {
    const proofs = (schema: JsonObject, value: Json) =>
      differences({ a: schema }, { a: value }).map(({ proof }) => proof);
    expect(proofs({ type: 'string', enum: ['open', ''] }, 'Jane Doe')).toEqual(['structural']);
    expect(proofs({ type: 'string', pattern: '^x$' }, 'y')).toEqual(['structural']);
    expect(proofs({ type: 'string', maxLength: 5_000 }, 'y'.repeat(5_001))).toEqual(['structural']);
  });
});
