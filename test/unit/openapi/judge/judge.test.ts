import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import { createJudge, type JudgeReading } from '../../../../src/core/openapi/judge/judge.ts';

/** What the judge says of a value: true, false, or null where it cannot say. */
function fits(
  schema: Json,
  value: Json,
  more: { reading?: JudgeReading; openapi?: string; schemas?: JsonObject } = {},
): boolean | null {
  const document = openDocument(
    { openapi: more.openapi ?? '3.1.0', info: {}, paths: {}, components: { schemas: more.schemas ?? {} } },
    sha256,
  );
  const judge = createJudge();
  const reading = more.reading ?? 'request';
  return judge.judge(judge.read(document, [{ value: schema, pointer: '#' }], reading), value, reading).fits;
}

describe('the judge of values', () => {
  it('reads 3.0 as it is written: nullable, exclusive bounds as flags, nothing else beside a reference', () => {
    const old = { openapi: '3.0.3', schemas: { Text: { type: 'string' } } };
    expect(fits({ type: 'string', nullable: true }, null, old)).toBe(true);
    expect(fits({ allOf: [{ type: 'string' }], nullable: true }, null, old)).toBe(true);
    expect(fits({ maximum: 5, exclusiveMaximum: true }, 5, old)).toBe(false);
    expect(fits({ $ref: '#/components/schemas/Text', maxLength: 1 }, 'long', old)).toBe(true);
    expect(
      fits({ $ref: '#/components/schemas/Text', maxLength: 1 }, 'long', { ...old, openapi: '3.1.0' }),
    ).toBe(false);
    expect(fits({ type: 'string', nullable: true }, null)).toBe(false);
  });

  it('takes read-only properties out of requests and write-only ones out of responses, wherever they are required', () => {
    const schema: Json = {
      allOf: [
        {
          type: 'object',
          properties: { id: { type: 'string', readOnly: true }, pin: { type: 'string', writeOnly: true } },
        },
        { required: ['id', 'pin'] },
      ],
    };
    expect(fits(schema, { pin: '1' })).toBe(true);
    expect(fits(schema, { id: '1' })).toBe(false);
    expect(fits(schema, { id: '1' }, { reading: 'response' })).toBe(true);
  });

  it('reads responses in an open world, but not what is under not', () => {
    const closed: Json = { type: 'object', properties: { a: {} }, additionalProperties: false };
    expect([fits(closed, { b: 1 }), fits(closed, { b: 1 }, { reading: 'response' })]).toEqual([false, true]);
    expect(fits({ not: closed }, { b: 1 }, { reading: 'response' })).toBe(true);
    const both: Json = { oneOf: [{ type: 'object' }, closed] };
    expect([fits(both, {}), fits(both, {}, { reading: 'response' })]).toEqual([false, true]);
  });

  it('reads parameters as the text that they are written as', () => {
    expect(fits({ type: 'string' }, 5, { reading: 'parameter' })).toBe(true);
    expect(fits({ type: 'integer' }, '5', { reading: 'parameter' })).toBe(true);
    expect(fits({ type: 'integer' }, 'five', { reading: 'parameter' })).toBe(false);
    expect(fits({ type: 'string' }, 5)).toBe(false);
  });

  it('asserts neither formats nor contents', () => {
    expect(fits({ type: 'string', format: 'date' }, 'soon')).toBe(true);
    expect(fits({ contentMediaType: 'application/json', contentSchema: false }, 'x')).toBe(true);
  });

  it('says where and by what a value is refused', () => {
    const judge = createJudge();
    const document = openDocument({ openapi: '3.1.0', info: {}, paths: {} }, sha256);
    const value = { type: 'object', properties: { 'a/b': { items: { maxLength: 2 } } } };
    const schemas = judge.read(document, [{ value, pointer: '#' }], 'request');
    expect(judge.judge(schemas, { 'a/b': ['x', 'long'] }, 'request')).toMatchObject({
      fits: false,
      refusals: [{ keyword: 'maxLength', at: '/a~1b/1', among: false }],
    });
  });

  it('follows circular schemas', () => {
    const schemas = {
      Tree: {
        type: 'object',
        properties: { next: { $ref: '#/components/schemas/Tree' }, size: { maximum: 3 } },
      },
    };
    const tree = { $ref: '#/components/schemas/Tree' };
    expect(fits(tree, { next: { next: { size: 3 } } }, { schemas })).toBe(true);
    expect(fits(tree, { next: { next: { size: 4 } } }, { schemas })).toBe(false);
  });
});

describe('the judge, before hostile documents', () => {
  it('runs patterns in linear time, those of property names too', () => {
    const long = `${'a'.repeat(20_000)}!`;
    const started = performance.now();
    expect(fits({ pattern: '^(a+)+$' }, long)).toBe(false);
    expect(fits({ patternProperties: { '^(a+)+$': false } }, { [long]: 1 })).toBe(true);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('applies each pattern to the names that it finds, two to one name', () => {
    const schema: Json = { patternProperties: { '^x-': { type: 'string' }, y$: { maxLength: 2 } } };
    expect(fits(schema, { 'x-y': 'ab', 'x.y': 1 })).toBe(true);
    expect(fits(schema, { 'x-y': 'abc' })).toBe(false);
    expect(fits(schema, { 'x-z': 1 })).toBe(false);
  });

  it.each<[string, Json, JsonObject]>([
    ['a pattern that the linear engine cannot express', { pattern: '(a)\\1' }, {}],
    ['a reference that leads nowhere', { $ref: '#/components/schemas/Gone' }, {}],
    ['a dynamic reference', { $dynamicRef: '#node' }, {}],
    [
      'a schema that is nothing but itself',
      { $ref: '#/components/schemas/Loop' },
      { Loop: { $ref: '#/components/schemas/Loop' } },
    ],
  ])('cannot say where %s decides', (_, schema, schemas) => {
    expect(fits(schema, 'a', { schemas })).toBeNull();
  });

  it('gives up on schemas that multiply the work at each step', () => {
    const level = (index: number): Json =>
      index === 0
        ? { type: 'integer' }
        : { anyOf: [1, 2, 3].map(() => ({ $ref: `#/components/schemas/L${index - 1}` })) };
    const schemas = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`L${index}`, level(index)]));
    const started = performance.now();
    expect(fits({ $ref: '#/components/schemas/L29' }, 'x', { schemas })).toBeNull();
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
