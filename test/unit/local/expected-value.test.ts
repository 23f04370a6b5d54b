import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { schemasOf } from '../../../src/local/emulator/schema/schemas.ts';
import { expectedOf } from '../../../src/local/first-pact/expected-value.ts';

function expected(schema: JsonObject, value: Json, isWritten = false) {
  const components = { schemas: { It: schema, Node: NODE } };
  const raw = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, components };
  const schemas = schemasOf(openDocument(raw, sha256), 'response');
  return expectedOf(schemas.at('#/components/schemas/It'), value, { schemas, isWritten });
}

const NODE = {
  type: 'object',
  required: ['next'],
  properties: { next: { $ref: '#/components/schemas/Node' } },
};
const TEXT = { type: 'string' };
const object = (properties: JsonObject, required: string[] = Object.keys(properties)) => ({
  type: 'object',
  required,
  properties,
});
const members = (made: ReturnType<typeof expected>) =>
  made?.kind === 'object' ? Object.keys(made.members) : made;

describe('what a first pact asks of a value', () => {
  it('asks for what is required, by its type', () => {
    const schema = object({ a: TEXT, b: { type: 'integer' }, c: { type: 'number' }, d: TEXT }, [
      'a',
      'b',
      'c',
    ]);
    expect(expected(schema, { a: 'x', b: 2, c: 2, d: 'y' })).toEqual({
      kind: 'object',
      members: {
        a: { kind: 'type', example: 'x' },
        b: { kind: 'integer', example: 2 },
        c: { kind: 'type', example: 2 },
      },
    });
  });

  it('asks for what a written example has, where nothing is required', () => {
    const schema = object({ a: TEXT, b: TEXT }, []);
    expect(members(expected(schema, { a: 'x', other: 1 }, true))).toEqual(['a']);
    expect(members(expected(schema, { a: 'x' }))).toEqual([]);
  });

  it.each<[string, JsonObject, Json]>([
    ['null', { type: ['string', 'null'] }, 'x'],
    ['null, in other words', { anyOf: [TEXT, { type: 'null' }] }, 'x'],
    ['a number as well', { type: ['string', 'integer'] }, 'x'],
    ['an object as well', { oneOf: [TEXT, object({ id: TEXT })] }, 'x'],
    ['anything', {}, 'x'],
    ['values of several types', { enum: ['x', 1] }, 'x'],
  ])('asks nothing of what may be %s', (_, schema, value) => {
    expect(members(expected(object({ it: schema }), { it: value }))).toEqual([]);
  });

  it.each<[string, JsonObject, Json]>([
    ['alternatives of one type', { oneOf: [{ const: 'x' }, { const: 'y' }] }, 'x'],
    ['listed values', { enum: ['x', 'y'] }, 'x'],
    ['parts', { allOf: [TEXT, { minLength: 1 }] }, 'x'],
  ])('asks for the type of %s', (_, schema, value) => {
    expect(members(expected(object({ it: schema }), { it: value }))).toEqual(['it']);
  });

  it('asks for no member of several objects', () => {
    const schema = { oneOf: [object({ a: TEXT }), object({ b: TEXT })] };
    expect(expected(schema, { a: 'x' })).toEqual({ kind: 'object', members: {} });
  });

  it('lets a list be empty', () => {
    const schema = { type: 'array', items: object({ a: TEXT }) };
    expect(expected(schema, [{ a: 'x' }])).toEqual({
      kind: 'list',
      element: { kind: 'object', members: { a: { kind: 'type', example: 'x' } } },
    });
    expect(expected(schema, [])).toEqual({ kind: 'type', example: [] });
  });

  it('comes to an end', () => {
    let value: Json = {};
    for (let depth = 0; depth < 30; depth++) value = { next: value };
    expect(JSON.stringify(expected({ $ref: '#/components/schemas/Node' }, value)).length).toBeLessThan(1_000);
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`p${at}`, TEXT]));
    const values = Object.fromEntries(Object.keys(wide).map((name) => [name, 'x']));
    expect(members(expected(object(wide), values))).toHaveLength(40);
  });
});
