import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { contentHash, contentKey, contentOutline } from '../../../src/core/openapi/document/content-key.ts';

const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.record(
    {
      type: fc.uniqueArray(fc.constantFrom('string', 'object', 'null', 'array'), { minLength: 1 }),
      enum: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
      required: fc.uniqueArray(fc.constantFrom('id', 'note')),
      properties: fc.dictionary(fc.constantFrom('id', 'note', 'x-kind'), tie('schema'), {
        noNullPrototype: true,
        maxKeys: 2,
      }),
      anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [], noNullPrototype: true },
  ) as fc.Arbitrary<Json>,
}));

/** The same content in another order, with words beside it. */
const rewritten = (value: Json, name = ''): Json => {
  if (Array.isArray(value)) {
    const items = value.map((item) => rewritten(item));
    return ['type', 'enum', 'required', 'anyOf'].includes(name) ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, rewritten(member, key)]);
  const words: [string, Json][] = name === 'properties' ? [] : [['description', 'in other words']];
  return Object.fromEntries([...words, ...members.reverse()]);
};

const at = (value: Json) => ({ value, pointer: '#/components/schemas/One' });

describe('the content of a schema', () => {
  it('is the same in another order and in other words, and so is its outline', () => {
    fc.assert(
      fc.property(schema, (one) => {
        const other = rewritten(one);
        expect(contentKey({}, at(other))).toBe(contentKey({}, at(one)));
        expect(contentHash({}, at(other))).toBe(contentHash({}, at(one)));
        expect(contentOutline({}, at(other))).toBe(contentOutline({}, at(one)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is that of what a reference names, once', () => {
    const raw: JsonObject = {
      components: { schemas: { Two: { type: 'string', maxLength: 3 }, One: { type: 'object' } } },
    };
    const [named, written] = [{ $ref: '#/components/schemas/Two' }, { maxLength: 3, type: 'string' }];
    for (const say of [contentKey, contentHash, contentOutline]) {
      expect(say(raw, at(named))).toBe(say(raw, at(written)));
      expect(say(raw, at(named))).not.toBe(say(raw, { value: { type: 'object' }, pointer: '' }));
    }
  });

  it('differs where a value does, which its outline does not tell', () => {
    const [one, other] = [at({ enum: ['a'] }), at({ enum: ['b'] })];
    expect(contentHash({}, one)).not.toBe(contentHash({}, other));
    expect(contentOutline({}, one)).toBe(contentOutline({}, other));
  });
});
