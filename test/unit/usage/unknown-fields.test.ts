import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { unknownFields } from '../../../src/core/usage/unknown-fields.ts';

const ORDER = {
  type: 'object',
  properties: { id: { type: 'string' }, total: { type: 'integer' }, created_at: { type: 'string' } },
};
const LIST = { type: 'object', properties: { data: { type: 'array', items: ORDER } } };

/** What is told of these fields where the answer is of this schema. */
function told(
  schema: JsonObject,
  fields: string[],
  more: { components?: JsonObject; body?: JsonObject } = {},
) {
  const content = (of: JsonObject) => ({ 'application/json': { schema: of } });
  const document = openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Orders', version: '1' },
      paths: {
        '/orders': {
          post: {
            operationId: 'makeOrder',
            ...(more.body && { requestBody: { content: content(more.body) } }),
            responses: { 200: { description: 'ok', content: content(schema) }, 204: { description: 'none' } },
          },
        },
      },
      ...(more.components && { components: { schemas: more.components } }),
    },
    (text) => text,
  );
  return unknownFields(document, [{ operation: 'makeOrder', with: {}, fields }]);
}

describe('fields under `uses` that the agreed document does not have', () => {
  it('are told with their place and the nearest name that it has', () => {
    expect(told(ORDER, ['id', 'totl', 'createdAt'])).toEqual([
      {
        at: { use: 0, field: 1 },
        operation: 'makeOrder',
        field: 'totl',
        near: 'total',
        why: 'not-there',
        known: ['id', 'total', 'created_at'],
      },
      expect.objectContaining({ at: { use: 0, field: 2 }, near: 'created_at' }),
    ]);
  });

  it('are found in arrays, written or not, and a namesake elsewhere is named first', () => {
    expect(told(LIST, ['data[].id', 'data.id', '/data/*/total', 'data', '$.data[0].id'])).toEqual([]);
    expect(told(LIST, ['id'])).toMatchObject([{ near: 'data[].id' }]);
    expect(told(LIST, ['/data/0/id'])).toMatchObject([{ near: 'data[].id' }]);
    expect(told({ type: 'array', items: ORDER }, ['id', '/*/id', 'ident'])).toMatchObject([
      { field: 'ident' },
    ]);
    expect(told({ type: 'array', items: { type: 'array', items: ORDER } }, ['id'])).toEqual([]);
  });

  it('are not told where they may come all the same', () => {
    const open: [string, JsonObject][] = [
      ['other names are allowed', { ...ORDER, additionalProperties: true }],
      ['other names have a schema', { ...ORDER, additionalProperties: { type: 'string' } }],
      ['names by pattern', { ...ORDER, patternProperties: { '^x-': {} } }],
      ['an object without properties', { type: 'object' }],
      ['anything', {}],
      ['an alternative without properties', { oneOf: [ORDER, { type: 'object' }] }],
      ['a reference that leads nowhere', { allOf: [ORDER, { $ref: '#/components/schemas/Gone' }] }],
      ['a reference to another document', { $ref: 'other.yaml#/Order' }],
    ];
    for (const [why, schema] of open) expect(told(schema, ['extra']), why).toEqual([]);
  });

  it('are looked for in each alternative, in what is joined, and in subtypes', () => {
    const card = { type: 'object', properties: { brand: {} } };
    const base = { type: 'object', properties: { kind: {} }, discriminator: { propertyName: 'kind' } };
    const components: JsonObject = {
      Base: base,
      Cat: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { purrs: { type: 'boolean' } } }] },
    };
    expect(told({ oneOf: [ORDER, card] }, ['brand', 'total', 'brnd'])).toMatchObject([{ near: 'brand' }]);
    expect(told({ allOf: [ORDER, card], required: ['id'] }, ['brand', 'cents'])).toMatchObject([
      { field: 'cents' },
    ]);
    expect(told({ ...ORDER, anyOf: [{ required: ['id'] }] }, ['totals'])).toMatchObject([{ near: 'total' }]);
    expect(told({ ...ORDER, if: {}, else: { properties: { late: {} } } }, ['late'])).toEqual([]);
    expect(told({ $ref: '#/components/schemas/Base' }, ['purrs', 'barks'], { components })).toMatchObject([
      { field: 'barks' },
    ]);
    expect(
      told({ $ref: '#/components/schemas/Base', properties: { own: {} } }, ['own'], { components }),
    ).toEqual([]);
  });

  it('are told below a value that has no members, and where an object allows no others', () => {
    expect(told(ORDER, ['total.cents'])).toMatchObject([{ field: 'total.cents' }]);
    expect(told({ type: 'object', additionalProperties: false }, ['id'])).toMatchObject([{ near: null }]);
  });

  it('take values of maps by {*}', () => {
    const map = { type: 'object', properties: { marks: { type: 'object', additionalProperties: ORDER } } };
    expect(told(map, ['marks.{*}.total', 'marks.any.total', 'marks.{*}.sum'])).toMatchObject([
      { field: 'marks.{*}.sum' },
    ]);
  });

  it('say where it is a field of what we send, and where no answer has a body', () => {
    expect(told(ORDER, ['coupon'], { body: { properties: { coupon: {} } } })).toMatchObject([
      { why: 'not-answered' },
    ]);
    expect(told(ORDER, ['coupon'], { body: { type: 'object' } })).toMatchObject([{ why: 'not-there' }]);
    const document = openDocument(
      {
        openapi: '3.0.3',
        info: { title: 'Orders', version: '1' },
        paths: { '/orders': { get: { responses: { 200: { description: 'ok' } } } } },
      },
      (text) => text,
    );
    const uses = [
      { operation: 'GET /orders', with: {}, fields: ['id'] },
      { operation: 'GET /gone', with: {}, fields: ['id'] },
      { operation: 'GET /orders', with: {}, fields: [] },
    ];
    expect(unknownFields(document, uses)).toMatchObject([{ field: 'id', why: 'no-body', near: null }]);
  });

  it('end on schemas that hold themselves', () => {
    const components: JsonObject = {
      Node: {
        properties: {
          next: { $ref: '#/components/schemas/Node' },
          all: { items: { $ref: '#/components/schemas/Node' } },
        },
      },
      Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] },
    };
    const node = { $ref: '#/components/schemas/Node' };
    expect(told(node, ['next.next.all[].next', 'next.prev'], { components })).toMatchObject([
      { field: 'next.prev' },
    ]);
    expect(told({ $ref: '#/components/schemas/Loop' }, ['id'], { components })).toEqual([]);
  });
});
