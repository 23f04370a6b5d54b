import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

interface Written {
  openapi?: string;
  components?: JsonObject;
}

const open = (paths: JsonObject, { openapi = '3.1.0', components = {} }: Written = {}) =>
  openDocument({ openapi, info: { title: 'Orders', version: '1' }, paths, components }, sha256);

const both = (schema: Json, written: Written = {}) =>
  open(
    {
      '/orders': {
        post: {
          parameters: [{ name: 'filter', in: 'query', schema }],
          requestBody: { content: { 'application/json': { schema } } },
          responses: { 200: { description: '', content: { 'application/json': { schema } } } },
        },
      },
    },
    written,
  );

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const string = { type: 'string' };
const order = { type: 'object', properties: { id: string, total: { type: 'integer' } }, required: ['id'] };

describe('the same meaning gives no difference', () => {
  const three = (schema: Json) => both(schema, { openapi: '3.0.3' });
  it.each([
    [
      'inline and by reference',
      both(order),
      both(ref('Order'), { components: { schemas: { Order: order } } }),
    ],
    [
      'a component by another name',
      both({ type: 'array', items: ref('Order') }, { components: { schemas: { Order: order } } }),
      both({ type: 'array', items: ref('Sale') }, { components: { schemas: { Sale: order } } }),
    ],
    ['null in 3.0 and 3.1', three({ ...string, nullable: true }), both({ type: ['string', 'null'] })],
    [
      'null by a type and by anyOf',
      both({ type: ['string', 'null'] }),
      both({ anyOf: [string, { type: 'null' }] }),
    ],
    [
      'null beside a reference (3.0) and by oneOf (3.1)',
      both(
        { allOf: [ref('O')], nullable: true },
        { openapi: '3.0.3', components: { schemas: { O: order } } },
      ),
      both({ oneOf: [ref('O'), { type: 'null' }] }, { components: { schemas: { O: order } } }),
    ],
    [
      'exclusive bounds of 3.0 and 3.1',
      three({ type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }),
      both({ type: 'number', exclusiveMinimum: 1, maximum: 9 }),
    ],
    [
      'integers above 4 and from 5',
      both({ type: 'integer', exclusiveMinimum: 4 }),
      both({ type: 'integer', minimum: 5 }),
    ],
    [
      'allOf and what it merges to',
      both({
        allOf: [
          { type: 'object', properties: { id: string }, required: ['id'] },
          { properties: { total: { type: 'integer' } } },
        ],
      }),
      both(order),
    ],
    ['an enum of one and a const', both({ ...string, enum: ['a'] }), both({ ...string, const: 'a' })],
    ['an enum in another order', both({ enum: ['a', 'b'] }), both({ type: 'string', enum: ['b', 'a'] })],
    [
      'a type that other keywords imply',
      both({ properties: { id: string } }),
      both({ type: 'object', properties: { id: string } }),
    ],
    ['a minimum length of 0', both({ ...string, minLength: 0 }), both(string)],
    ['a bound on a type that cannot be', both({ ...string, maximum: 5, maxItems: 3 }), both(string)],
    [
      'required in another order, words and examples',
      both({ ...order, required: ['id', 'total'], title: 'a' }),
      both({ ...order, required: ['total', 'id'], example: {} }),
    ],
    ['alternatives in another order', both({ oneOf: [string, order] }), both({ oneOf: [order, string] })],
    ['oneOf of one', both({ oneOf: [order] }), both(order)],
    [
      'readOnly in requests and writeOnly in responses that change',
      open({
        '/a': {
          post: {
            requestBody: {
              content: {
                'a/b': {
                  schema: {
                    type: 'object',
                    properties: { id: { type: 'string', readOnly: true } },
                    required: ['id'],
                  },
                },
              },
            },
            responses: {},
          },
        },
      }),
      open({
        '/a': {
          post: {
            requestBody: {
              content: {
                'a/b': {
                  schema: { type: 'object', properties: { id: { type: 'integer', readOnly: true } } },
                },
              },
            },
            responses: {},
          },
        },
      }),
    ],
    [
      'path parameters by another name',
      open({
        '/orders/{id}/lines/{line}': {
          get: {
            parameters: [
              { name: 'line', in: 'path', schema: { type: 'integer' } },
              { name: 'id', in: 'path', schema: string },
            ],
            responses: {},
          },
        },
      }),
      open({
        '/orders/{order}/lines/{n}': {
          get: {
            parameters: [
              { name: 'order', in: 'path', schema: string },
              { name: 'n', in: 'path', schema: { type: 'integer' } },
            ],
            responses: {},
          },
        },
      }),
    ],
    [
      'header names in another case',
      open({
        '/a': { get: { parameters: [{ name: 'X-Trace', in: 'header', schema: string }], responses: {} } },
      }),
      open({
        '/a': { get: { parameters: [{ name: 'x-trace', in: 'header', schema: string }], responses: {} } },
      }),
    ],
    [
      'a parameter of the path item and of its operation',
      open({ '/a': { parameters: [{ name: 'q', in: 'query', schema: string }], get: { responses: {} } } }),
      open({ '/a': { get: { parameters: [{ name: 'q', in: 'query', schema: string }], responses: {} } } }),
    ],
  ])('%s', (_, a, b) => {
    expect(diffDocuments(a, b)).toEqual([]);
    expect(diffDocuments(b, a)).toEqual([]);
  });
});

describe('references that lead nowhere', () => {
  const broken = (name: string) =>
    both({ type: 'object', properties: { a: ref(name), b: { oneOf: [ref(name), string] } } });

  it('are the same as themselves, and undecided where they change', () => {
    const known = both(
      { type: 'object', properties: { a: ref('One'), b: { oneOf: [ref('One'), string] } } },
      { components: { schemas: { One: order } } },
    );
    expect(diffDocuments(broken('One'), broken('One'))).toEqual([]);
    const told = diffDocuments(broken('One'), known);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ rule, proof }) => rule.endsWith('-schema-undecided') && proof === 'undecided')).toBe(
      true,
    );
    const circle = both(ref('A'), { components: { schemas: { A: ref('B'), B: ref('A') } } });
    expect(diffDocuments(circle, circle)).toEqual([]);
  });
});

describe('places', () => {
  const told = (a: ReturnType<typeof open>, b: ReturnType<typeof open>) =>
    diffDocuments(a, b).map((one) => `${one.rule} ${formatSubject(one.subject)}`);
  const answering = (schema: Json, components: JsonObject = {}) =>
    open(
      {
        '/orders': {
          get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } },
        },
      },
      { components },
    );

  it('follows arrays, maps and alternatives, by discriminator value or by content', () => {
    const card = (type: string) => ({ type: 'object', properties: { kind: string, limit: { type } } });
    const schema = {
      type: 'object',
      properties: {
        items: { type: 'array', items: { type: 'object', additionalProperties: ref('Card') } },
        pay: {
          oneOf: [ref('Card'), ref('Cash')],
          discriminator: { propertyName: 'kind', mapping: { 'a/card': ref('Card').$ref } },
        },
        any: { anyOf: [ref('Card'), string] },
      },
    };
    const with_ = (type: string) => ({ schemas: { Card: card(type), Cash: order } });
    expect(told(answering(schema, with_('integer')), answering(schema, with_('string')))).toEqual([
      'response-property-type-changed GET /orders response 200 application/json /pay/<a~1card>/limit',
      expect.stringMatching(
        /^response-property-type-changed GET \/orders response 200 application\/json \/any\/<[0-9a-f]{8}>\/limit$/,
      ),
      'response-property-type-changed GET /orders response 200 application/json /items/*/{*}/limit',
    ]);
  });

  it('tells a change in a circular schema once on each way that is not a circle', () => {
    const node = (type: string) => ({
      Node: {
        type: 'object',
        properties: { value: { type }, next: ref('Node'), all: { type: 'array', items: ref('Node') } },
      },
    });
    expect(
      told(
        answering(ref('Node'), { schemas: node('integer') }),
        answering(ref('Node'), { schemas: node('string') }),
      ),
    ).toEqual(['response-property-type-changed GET /orders response 200 application/json /value']);
  });

  it('tells a shared schema at each place that has it', () => {
    const address = (more: JsonObject) => ({
      schemas: { Address: { type: 'object', properties: { street: string, ...more } } },
    });
    const schema = { type: 'object', properties: { billing: ref('Address'), shipping: ref('Address') } };
    expect(told(answering(schema, address({ zip: string })), answering(schema, address({})))).toEqual([
      'response-optional-property-removed GET /orders response 200 application/json /billing/zip',
      'response-optional-property-removed GET /orders response 200 application/json /shipping/zip',
    ]);
  });

  it('counts what a widely shared schema reaches beyond the nearest places, and tells used operations in full', () => {
    const paths = (fields: JsonObject) =>
      Object.fromEntries(
        Array.from({ length: 130 }, (_, index) => [
          `/things/${index}`,
          {
            get: {
              responses: {
                200: {
                  description: '',
                  content: { 'a/b': { schema: { type: 'object', properties: fields } } },
                },
              },
            },
          },
        ]),
      );
    const document = (fields: JsonObject) =>
      open(paths({ shared: ref('Shared') }), {
        components: { schemas: { Shared: { type: 'object', properties: fields } } },
      });
    const before = document({ gone: string });
    const after = document({});
    const all = diffDocuments(before, after);
    expect(all).toHaveLength(10);
    expect(all.map((one) => one.alsoAt).filter((count) => count !== undefined)).toEqual([120]);
    expect(all[0]?.reaches?.map(({ key }) => key)).toEqual(
      Array.from({ length: 130 }, (_, index) => `GET /things/${index}`),
    );
    const used = diffDocuments(before, after, { used: new Set(['GET /things/129']) });
    expect(used.filter((one) => one.subject.path === '/things/129')).toHaveLength(1);
  });
});
