import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

function conform(schemas: JsonObject, body: Json) {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Root' } } };
  const document = openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: { '/orders': { get: { responses: { 200: { description: '', content } } } } },
      components: { schemas },
    },
    sha256,
  );
  return createConformance(document, createAjvValidators(document)).conform(
    exchangeOf({ response: { body } }),
  );
}

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 0; level < depth; level++) value = { next: value };
  return value;
}

describe('conformance before hostile documents and answers', () => {
  it('keeps at most 200 differences and counts the rest', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`p${index}`, { type: 'string' }]),
    );
    const body = Object.fromEntries(Object.keys(properties).map((name) => [name, 1]));

    const result = conform({ Root: { type: 'object', properties } }, body);

    expect(result.response).toHaveLength(200);
    expect(result.more).toBe(300);
  });

  it('says of a place that is too hard that it is undecided, and goes on', () => {
    const again = { type: 'object', properties: { next: { $ref: '#/components/schemas/Root' } } };
    const Root = { anyOf: [again, { ...again, title: 'b' }, { ...again, title: 'c' }] };
    const started = performance.now();

    const result = conform({ Root }, nested(60));

    expect(result.response).toEqual([]);
    expect(result.undecided.map(({ failure }) => failure.class)).toEqual(['document-too-hard']);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('is quick with choices inside choices in a long list', () => {
    const again = {
      type: 'object',
      required: ['kind'],
      properties: { next: { $ref: '#/components/schemas/Node' } },
    };
    const Node = { oneOf: [again, { type: 'integer' }] };
    const Root = { type: 'array', items: { $ref: '#/components/schemas/Node' } };
    const element = (): Json => ({ kind: 'a', next: { kind: 'b', next: { kind: 'c', next: 1, extra: 1 } } });
    const started = performance.now();

    const result = conform({ Root, Node }, Array.from({ length: 5_000 }, element));

    expect(result.response.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['response-property-undocumented']),
    );
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('tells a name that nobody documented once, and of names without end so many', () => {
    const Root = { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' } } } };
    const element = (): Json => ({ id: 1, extra: 1, more: 1 });
    const twice = conform({ Root }, Array.from({ length: 400 }, element));
    expect(twice.response.map(({ args }) => args.property)).toEqual(['extra', 'more']);
    expect(twice.more).toBe(0);

    const named = (at: number) =>
      `name${[...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
    const endless = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [named(at), at]));
    const told = conform({ Root }, [endless]);
    expect(told.response).toHaveLength(200);
    expect(told.more).toBe(1_800);
  });

  it('never tells values or odd names of an answer', () => {
    const secret = 'jane.doe@shop.example';
    const Root = {
      type: 'object',
      additionalProperties: false,
      properties: {
        id: { type: 'integer' },
        state: { enum: ['open'] },
        kind: { const: 'a' },
        code: { pattern: '^x$' },
        map: { type: 'object', additionalProperties: { type: 'integer' } },
      },
    };
    const body = {
      id: secret,
      state: secret,
      kind: secret,
      code: secret,
      map: { [secret]: secret },
      [secret]: secret,
    };

    const { response, undecided, request } = conform({ Root }, body);

    expect(response.length).toBeGreaterThan(3);
    expect(JSON.stringify([response, undecided, request])).not.toContain('jane');
  });
});
