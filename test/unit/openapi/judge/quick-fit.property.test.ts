import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import type { Json } from '../../../../src/core/json.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import { createJudge, type JudgeReading } from '../../../../src/core/openapi/judge/judge.ts';
import { edited } from '../witness/sampled-pairs.ts';

const limits = fc.record(
  {
    oneOf: fc.tuple(
      edited.map(([one]) => one),
      edited.map(([one]) => one),
    ),
    not: edited.map(([one]) => one),
    if: edited.map(([one]) => one),
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
    then: edited.map(([one]) => one),
    else: edited.map(([one]) => one),
    propertyNames: fc.constantFrom({ maxLength: 2 }, { pattern: '^k' }),
    patternProperties: fc.constantFrom({ '^n': { type: 'string' }, d$: { type: 'number' } }),
    prefixItems: fc.constantFrom([{ type: 'string' }], [{}, { type: 'null' }]),
    contains: fc.constantFrom({ type: 'string' }, { const: 1 }),
    minContains: fc.nat(2),
    maxContains: fc.nat(2),
    dependentRequired: fc.constantFrom({ id: ['note'] }),
    dependentSchemas: fc.constantFrom({ id: { required: ['kind'] } }),
    unevaluatedProperties: fc.boolean(),
    unevaluatedItems: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Json>;

const scalar = fc.constantFrom('a', 'b', 'abxx', '', 1, 2, 1.5, 7, null, true);
const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('id', 'note', 'kind', 'nod'), tie('value'), { noNullPrototype: true }),
  ),
})).value as fc.Arbitrary<Json>;

it('the quick answer is that of the interpreter', () => {
  let known = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        edited.map(([one]) => one),
        limits,
      ),
      fc.array(value, { minLength: 4, maxLength: 8 }),
      fc.constantFrom<JudgeReading>('request', 'response', 'parameter'),
      (schema, values, reading) => {
        const document = openDocument({ openapi: '3.1.0', info: {}, paths: {}, components: {} }, sha256);
        const judge = createJudge();
        const schemas = judge.read(document, [{ value: schema, pointer: '#' }], reading);
        for (const each of values) {
          const { fits } = judge.judge(schemas, each, reading);
          expect(judge.fits(schemas, each, reading), JSON.stringify([schema, each])).toBe(fits);
          if (fits !== null) known++;
        }
      },
    ),
    { numRuns: 400, seed: 20_261_122 },
  );
  expect(known).toBeGreaterThan(1_000);
});
