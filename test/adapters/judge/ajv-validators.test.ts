import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import type { Reading } from '../../../src/core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function faults(schemas: JsonObject, value: Json, more: { version?: string; reading?: Reading } = {}) {
  const document = openDocument(
    {
      openapi: more.version ?? '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: {},
      components: { schemas },
    },
    sha256,
  );
  const schema = { value: schemas.Root as Json, pointer: '#/components/schemas/Root' };
  return createAjvValidators(document)(schema, more.reading ?? 'response')(value);
}

const keywords = (...args: Parameters<typeof faults>) => faults(...args).map(({ keyword }) => keyword);

describe('the judge', () => {
  it('says where in the value and where in the schema, through references', () => {
    const schemas = {
      Root: {
        type: 'object',
        properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } },
      },
      Line: { allOf: [{ type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } }] },
    };

    expect(faults(schemas, { lines: [{ sku: 'a' }, { sku: 1 }, {}] })).toEqual([
      {
        keyword: 'type',
        instancePath: ['lines', '1', 'sku'],
        schemaPath: ['properties', 'lines', 'items', '$ref', 'allOf', '0', 'properties', 'sku'],
        params: { type: ['string'] },
      },
      {
        keyword: 'required',
        instancePath: ['lines', '2'],
        schemaPath: ['properties', 'lines', 'items', '$ref', 'allOf', '0'],
        params: { missingProperty: 'sku' },
      },
    ]);
  });

  it('reads requests as written and answers with open eyes', () => {
    const Root = {
      type: 'object',
      additionalProperties: false,
      required: ['id', 'secret'],
      properties: { id: { type: 'string', readOnly: true }, secret: { type: 'string', writeOnly: true } },
    };

    expect(keywords({ Root }, { id: 'a', more: 1 })).toEqual([]);
    expect(keywords({ Root }, { secret: 'a' }, { reading: 'request' })).toEqual([]);
    expect(keywords({ Root }, { secret: 'a', more: 1 }, { reading: 'request' })).toEqual([
      'additionalProperties',
    ]);
  });

  it('leaves hidden properties out of what other members require', () => {
    const schemas = {
      Root: { allOf: [{ $ref: '#/components/schemas/Named' }, { $ref: '#/components/schemas/Must' }] },
      Named: { properties: { id: { $ref: '#/components/schemas/Id' } } },
      Id: { type: 'string', readOnly: true },
      Must: { required: ['id', 'total'] },
    };

    expect(faults(schemas, {}, { reading: 'request' }).map(({ params }) => params)).toEqual([
      { missingProperty: 'total' },
    ]);
  });

  it('reads 3.0: nullable, exclusive flags, references alone', () => {
    const schemas = {
      Root: {
        type: 'object',
        properties: {
          price: { type: 'number', minimum: 0, exclusiveMinimum: true, nullable: true },
          owner: { $ref: '#/components/schemas/Owner', nullable: true },
          same: { $ref: '#/components/schemas/Owner', type: 'integer' },
        },
      },
      Owner: { type: 'object' },
    };

    expect(keywords(schemas, { price: null, owner: null, same: {} }, { version: '3.0.3' })).toEqual([]);
    expect(keywords(schemas, { price: 0 }, { version: '3.0.3' })).toEqual(['exclusiveMinimum']);
    expect(keywords(schemas, { same: null }, { version: '3.0.3' })).toEqual(['type']);
  });

  it('sees what `unevaluatedProperties` sees through references', () => {
    const schemas = {
      Root: {
        allOf: [{ $ref: '#/components/schemas/Base' }],
        properties: { b: {} },
        unevaluatedProperties: false,
      },
      Base: { properties: { a: {} } },
    };

    expect(keywords(schemas, { a: 1, b: 1 }, { reading: 'request' })).toEqual([]);
    expect(keywords(schemas, { a: 1, b: 1, c: 1 }, { reading: 'request' })).toEqual([
      'unevaluatedProperties',
    ]);
  });

  it('reads `not` and `if` as written', () => {
    const Root = {
      not: { type: 'object', additionalProperties: false, properties: { a: {} } },
      if: { additionalProperties: false, properties: { b: {} } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['c'] },
    };

    expect(keywords({ Root }, { z: 1 })).toEqual([]);
    expect(keywords({ Root }, { a: 1 })).toContain('not');
  });
});

describe('the judge, before hostile documents and answers', () => {
  const undecided = [{ keyword: 'undecided', instancePath: [], schemaPath: [], params: {} }];

  it.each<[string, JsonObject, Json]>([
    ['a reference to itself', { Root: { $ref: '#/components/schemas/Root' } }, 1],
    ['members in a circle', { Root: { allOf: [{ $ref: '#/components/schemas/Root' }] } }, 1],
    ['a reference out of the document', { Root: { $ref: 'https://shop.example/schema.json' } }, 1],
    ['a reference to nowhere', { Root: { $ref: '#/components/schemas/Gone' } }, 1],
  ])('leaves it undecided: %s', (_, schemas, value) => {
    expect(faults(schemas, value).map(({ keyword }) => keyword)).toEqual(['undecided']);
  });

  it('leaves a schema of endless depth undecided', () => {
    let Root: JsonObject = { type: 'string' };
    for (let depth = 0; depth < 500; depth++) Root = { allOf: [Root] };
    expect(faults({ Root }, { a: 1 })).toEqual(undecided);
  });

  it('leaves a schema undecided that multiplies the work at each level', () => {
    const again = { properties: { next: { $ref: '#/components/schemas/Root' } }, type: 'object' };
    const Root = { anyOf: [again, { ...again, title: 'b' }, { ...again, title: 'c' }] };
    let value: Json = 1;
    for (let depth = 0; depth < 60; depth++) value = { next: value };
    expect(faults({ Root }, value)).toEqual(undecided);
  });

  it('runs patterns in linear time and says nothing by those it cannot express', () => {
    const Root = {
      type: 'object',
      properties: { a: { pattern: '^(a+)+$' }, b: { pattern: 'x(?=x)y' }, c: { pattern: '[' } },
    };
    const started = performance.now();
    expect(keywords({ Root }, { a: `${'a'.repeat(50_000)}!`, b: 'z', c: 'z' })).toEqual(['pattern']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('keeps patterns apart, under `not` too', () => {
    const Root = {
      properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } },
      not: { properties: { c: { pattern: '(?!x)' } }, required: ['c'] },
      patternProperties: { 'n(?!x)': { type: 'integer' } },
      additionalProperties: { type: 'integer' },
    };
    expect(
      faults({ Root }, { a: 'b', b: 'b', c: 'c', n: 'x' }).map(({ instancePath }) => instancePath),
    ).toEqual([['a']]);
  });

  it('tells equal faults of many elements once, and stops at some', () => {
    const Root = { type: 'array', uniqueItems: true, items: { type: 'string' } };
    const same = faults({ Root }, Array(50_000).fill(true));
    expect(same.map(({ keyword }) => keyword).sort()).toEqual(['type', 'uniqueItems']);

    const different = faults(
      { Root: { type: 'array', items: { enum: ['a'] } } },
      Array.from({ length: 50_000 }, (_, index) => index),
    );
    expect(different.length).toBe(100);
  });

  it('takes names of JavaScript for names', () => {
    const Root = {
      type: 'object',
      required: ['constructor', 'toString'],
      properties: { ['__proto__']: { type: 'string' } },
    };
    expect(keywords({ Root }, JSON.parse('{"__proto__": 1}') as Json).sort()).toEqual([
      'required',
      'required',
      'type',
    ]);
  });

  it('does not run what a schema says as code', () => {
    const name = `a'];globalThis.broken=true;//`;
    const Root = {
      type: 'object',
      properties: { [name]: { type: 'string', const: '`' } },
      required: [name],
      pattern: '`',
    };
    expect(keywords({ Root }, { [name]: 1 })).toContain('type');
    expect(globalThis).not.toHaveProperty('broken');
  });
});
