import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { unchangedOf } from '../../../src/core/openapi/diff/unchanged/unchanged.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const opened = (schemas: JsonObject, more: JsonObject = {}) =>
  openDocument(
    { openapi: '3.1.0', info: { title: 'Any', version: '1' }, paths: {}, components: { schemas }, ...more },
    sha256,
  );

const toRef = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Whether a schema that both documents write alike is unchanged, with these components in each. */
function isUnchanged(
  schema: Json,
  before: JsonObject,
  after: JsonObject,
  versions: [JsonObject, JsonObject] = [{}, {}],
): boolean {
  const made = () => unchangedOf(opened(before, versions[0]), opened(after, versions[1]));
  const same = made().value(schema, structuredClone(schema));
  // Two versions may share what they write alike.
  expect(made().value(schema, schema)).toBe(same);
  return same;
}

describe('what need not be compared', () => {
  const text = { type: 'string' };
  const number = { type: 'number' };

  it('is what is written alike and refers to what is written alike', () => {
    const schemas = { A: { properties: { b: toRef('B') } }, B: text };
    expect(isUnchanged(toRef('A'), schemas, structuredClone(schemas))).toBe(true);
    expect(isUnchanged({ items: toRef('A') }, schemas, { B: text, A: schemas.A })).toBe(true);
  });

  it('is not what leads to a change, however far away', () => {
    const before = { A: { properties: { b: toRef('B') } }, B: { items: toRef('C') }, C: text };
    const after = { ...before, C: number };
    for (const name of ['A', 'B', 'C']) expect(isUnchanged(toRef(name), before, after)).toBe(false);
    expect(isUnchanged({ properties: { c: { anyOf: [text, toRef('A')] } } }, before, after)).toBe(false);
  });

  it('is closed over circles', () => {
    const circle = { A: { properties: { b: toRef('B') } }, B: { properties: { a: toRef('A') } } };
    expect(isUnchanged(toRef('A'), circle, structuredClone(circle))).toBe(true);
    const leading = { ...circle, B: { properties: { a: toRef('A'), c: toRef('C') } } };
    const [before, after] = [
      { ...leading, C: text },
      { ...leading, C: number },
    ];
    expect(isUnchanged(toRef('A'), before, after)).toBe(false);
    expect(isUnchanged(toRef('B'), before, after)).toBe(false);
  });

  it('knows what it met before it met a change', () => {
    const schemas = { A: { items: toRef('B') }, B: text, C: { allOf: [toRef('B'), toRef('D')] }, D: text };
    const unchanged = unchangedOf(opened(schemas), opened({ ...schemas, D: number }));
    expect(unchanged.value(toRef('A'), toRef('A'))).toBe(true);
    expect(unchanged.value(toRef('C'), toRef('C'))).toBe(false);
    expect(unchanged.value(toRef('A'), toRef('A'))).toBe(true);
  });

  it('counts a reference that leads nowhere in both as the same, and one that does in one as changed', () => {
    expect(isUnchanged(toRef('Gone'), {}, {})).toBe(true);
    expect(isUnchanged(toRef('Gone'), { Gone: text }, {})).toBe(false);
  });

  it('follows what a discriminator names', () => {
    const choice = {
      oneOf: [toRef('A')],
      discriminator: { propertyName: 'kind', mapping: { a: 'B', c: '#/components/schemas/C' } },
    };
    const schemas = { A: text, B: text, C: text };
    expect(isUnchanged(choice, schemas, structuredClone(schemas))).toBe(true);
    expect(isUnchanged(choice, schemas, { ...schemas, B: number })).toBe(false);
    expect(isUnchanged(choice, schemas, { ...schemas, C: number })).toBe(false);
  });

  it('is nothing in documents of different versions or dialects', () => {
    const versions: [JsonObject, JsonObject] = [{ openapi: '3.0.3' }, { openapi: '3.1.0' }];
    expect(isUnchanged(text, {}, {}, versions)).toBe(false);
    expect(isUnchanged(text, {}, {}, [{}, { jsonSchemaDialect: 'https://dialect.example' }])).toBe(false);
    expect(isUnchanged(text, {}, {}, [{ openapi: '3.1.0' }, { openapi: '3.1.1' }])).toBe(true);
  });

  it.each<JsonObject>([{ $id: 'https://schemas.example/a' }, { $dynamicRef: '#node' }, { $ref: '#anchor' }])(
    'is not %j, which is found by other means than its place',
    (schema) => expect(isUnchanged(schema, {}, {})).toBe(false),
  );

  const pairs: [string, boolean, Json, Json][] = [
    ['the order of members', true, { type: 'object', required: ['a'] }, { required: ['a'], type: 'object' }],
    ['a description', true, { description: 'old', type: 'string' }, { type: 'string', description: 'new' }],
    ['a description more', true, { items: {} }, { items: { description: 'new' } }],
    ['a property description', false, { properties: { description: {} } }, { properties: {} }],
    ['a description in a value', false, { const: { description: 'a' } }, { const: { description: 'b' } }],
    ['a title', false, { title: 'a' }, { title: 'b' }],
    ['the order of a list', false, { enum: ['a', 'b'] }, { enum: ['b', 'a'] }],
    ['a member less', false, { enum: ['a'], type: 'string' }, { enum: ['a'] }],
    ['null', false, { default: null }, { default: {} }],
    ['a list for an object', false, { default: [] }, { default: {} }],
    ['0 for -0', true, { default: 0 }, { default: -0 }],
  ];
  it.each(pairs)('and %s makes it %s', (_, same, before, after) => {
    const unchanged = unchangedOf(opened({}), opened({}));
    expect(unchanged.value(before, after)).toBe(same);
    expect(unchanged.value(after, before)).toBe(same);
  });

  it('is not misled by names that every object has', () => {
    const odd: Json = JSON.parse('{ "properties": { "__proto__": {}, "a": {} } }');
    const plain: Json = { properties: { a: {}, b: {} } };
    const unchanged = unchangedOf(opened({}), opened({}));
    expect(unchanged.value(odd, plain)).toBe(false);
    expect(unchanged.value({ properties: { constructor: {} } }, { properties: { a: {} } })).toBe(false);
    expect(unchanged.value(odd, structuredClone(odd))).toBe(true);
  });
});
