import { describe, expect, it } from 'vitest';
import { comparePact, createPactComparison } from '../../../src/adapters/pact/compare-pact.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';

const charge: JsonObject = {
  type: 'object',
  required: ['id', 'amount'],
  properties: {
    id: { type: 'string', pattern: '^ch_' },
    amount: { type: 'integer' },
    status: { type: 'string', enum: ['paid', 'open'] },
    'odd.name': { type: 'object', properties: { a: { type: 'string' } } },
  },
};
const wanted: JsonObject = {
  type: 'object',
  required: ['amount'],
  properties: {
    amount: { type: 'integer', maximum: 5000 },
    currency: { type: 'string', enum: ['EUR', 'USD'] },
  },
};

function documentWith(change: {
  charge?: JsonObject;
  wanted?: JsonObject;
  operation?: JsonObject;
  paths?: JsonObject;
}) {
  return openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Acme', version: '1', 'x-opc-config-base-path': '/trap' },
      servers: [{ url: 'https://acme.example/v1' }],
      security: [{ token: [] }],
      paths: change.paths ?? {
        '/charges': {
          parameters: [{ name: 'X-Trace', in: 'header', schema: { type: 'string' } }],
          post: {
            operationId: 'createCharge',
            parameters: [{ name: 'expand', in: 'query', schema: { type: 'string' } }],
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Wanted' } } },
            },
            responses: {
              '201': {
                description: 'made',
                headers: { 'X-Rate': { schema: { type: 'integer' } } },
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Charge' } } },
              },
            },
            ...change.operation,
          },
        },
      },
      components: {
        schemas: { Charge: { ...charge, ...change.charge }, Wanted: { ...wanted, ...change.wanted } },
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      },
    },
    (text) => text,
  );
}

const pact = readPact(
  {
    consumer: { name: 'shop' },
    provider: { name: 'acme' },
    interactions: [
      {
        description: 'a charge is made',
        request: {
          method: 'POST',
          path: '/v1/charges',
          headers: { 'Content-Type': 'application/json' },
          query: { expand: ['card&x'] },
          body: { amount: 1200, currency: 'EUR' },
        },
        response: {
          status: 201,
          headers: { 'Content-Type': 'application/json', 'X-Rate': '9' },
          body: { id: 'ch_1', amount: 1200, status: 'paid', 'odd.name': { a: 'x' } },
          matchingRules: { body: { '$.status': { matchers: [{ match: 'type' }] } } },
        },
      },
    ],
    metadata: { pactSpecification: { version: '3.0.0' } },
  },
  'p.json',
);
const agreed = documentWith({});

async function misfits(document: typeof agreed, namedBy?: typeof agreed) {
  const [fit] = await comparePact(document, pact, namedBy);
  if (!fit) throw new Error('no interaction was compared');
  return {
    undecided: fit.undecided,
    found: fit.differences.map(
      (one) => `${one.rule} ${one.level} ${one.facet} ${formatSubject(one.subject)}`,
    ),
  };
}

const ASKED = 'POST /charges request';
const ANSWER = 'POST /charges response 201';

describe('comparePact', () => {
  it('finds nothing where the pact fits, credentials and base path left to the proxy', async () => {
    const fits = await comparePact(agreed, pact);
    expect(fits).toEqual([
      { pact: 'shop--acme', interaction: 'a charge is made', index: 0, differences: [], undecided: false },
    ]);
  });

  it.each<[string, Parameters<typeof documentWith>[0], string]>([
    [
      'a field that we read is not documented any more',
      { charge: { required: ['id'], properties: { id: {}, status: {}, 'odd.name': { type: 'object' } } } },
      `response-required-property-removed breaking property ${ANSWER} application/json /amount`,
    ],
    [
      'a field below a name with a dot',
      {
        charge: {
          properties: {
            ...(charge.properties as JsonObject),
            'odd.name': { type: 'object', properties: {} },
          },
        },
      },
      `response-optional-property-removed warning property ${ANSWER} application/json /odd.name/a`,
    ],
    [
      'a field of another type',
      { charge: { properties: { ...(charge.properties as JsonObject), amount: { type: 'string' } } } },
      `response-property-type-changed breaking type ${ANSWER} application/json /amount`,
    ],
    [
      'a new required property',
      { wanted: { required: ['amount', 'source'] } },
      `new-required-request-property breaking property ${ASKED} application/json /source`,
    ],
    [
      'a value that they no longer take',
      { wanted: { properties: { amount: {}, currency: { enum: ['USD'] } } } },
      `request-property-enum-value-removed breaking enum ${ASKED} application/json /currency`,
    ],
    [
      'a bound that our amount breaks',
      { wanted: { properties: { amount: { type: 'integer', maximum: 1000 }, currency: {} } } },
      `request-property-max-decreased breaking maximum ${ASKED} application/json /amount`,
    ],
    [
      'a new required parameter',
      {
        operation: {
          parameters: [
            { name: 'expand', in: 'query' },
            { name: 'account', in: 'query', required: true, schema: { type: 'string' } },
          ],
        },
      },
      `new-required-request-parameter breaking parameter ${ASKED} query:account`,
    ],
    [
      'a parameter that has become required and that we do not send',
      {
        operation: {
          parameters: [
            { name: 'expand', in: 'query' },
            { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string' } },
          ],
        },
      },
      `request-parameter-became-required breaking required ${ASKED} header:x-trace`,
    ],
    [
      'another status',
      { operation: { responses: { '200': { description: 'made' } } } },
      `response-success-status-removed breaking status ${ANSWER}`,
    ],
    [
      'another media type',
      {
        operation: {
          responses: {
            '201': { description: 'made', headers: { 'X-Rate': {} }, content: { 'text/csv': {} } },
          },
        },
      },
      `response-media-type-removed breaking media-type ${ANSWER} application/json`,
    ],
    [
      'the operation is gone',
      { paths: { '/other': { get: { responses: {} } } } },
      'api-removed-without-deprecation breaking operation POST /charges operation',
    ],
  ])('%s', async (_name, change, expected) => {
    expect(await misfits(documentWith(change), agreed)).toEqual({ undecided: false, found: [expected] });
  });

  it('claims nothing of a value that the pact matches by type', async () => {
    const closed = { properties: { ...(charge.properties as JsonObject), status: { enum: ['settled'] } } };
    expect((await misfits(documentWith({ charge: closed }))).found).toEqual([]);
  });

  it('does not run patterns of the document', async () => {
    const trap = { properties: { amount: {}, currency: { type: 'string', pattern: '^(E+)+$' } } };
    expect(await misfits(documentWith({ wanted: trap }))).toEqual({ undecided: false, found: [] });
  });

  it.each<[string, JsonObject]>([
    ['a type that is none', { type: 'objekt' }],
    ['a reference that leads nowhere', { $ref: '#/components/schemas/Gone' }],
    ['a schema inside itself', { allOf: [{ $ref: '#/components/schemas/Charge' }] }],
    ['a schema that is a text', { properties: 'none' }],
  ])('survives %s', async (_name, odd) => {
    expect(await comparePact(documentWith({ charge: odd }), pact)).toHaveLength(1);
  });

  it('is undecided where the document cannot be worked with', async () => {
    expect((await misfits(documentWith({ charge: { type: 'objekt' } }))).undecided).toBe(true);
  });
});

describe('comparePact on hostile documents', () => {
  it('gives up on references that multiply', async () => {
    const twice = (name: string): JsonObject => ({
      allOf: Array(4).fill({ $ref: `#/components/schemas/Charge/$defs/${name}` }),
    });
    const levels = Object.fromEntries(
      Array.from({ length: 30 }, (_, level) => [`l${level}`, twice(`l${level + 1}`)]),
    );
    const laughs = documentWith({ charge: { ...twice('l0'), $defs: { ...levels, l30: {} } } });
    expect((await misfits(laughs)).undecided).toBe(true);
  });

  it('takes a schema that holds itself', async () => {
    const properties = {
      ...(charge.properties as JsonObject),
      parent: { $ref: '#/components/schemas/Charge' },
    };
    expect(await misfits(documentWith({ charge: { properties } }))).toEqual({ undecided: false, found: [] });
  });

  it('says where in the alternative that our example is it does not fit', async () => {
    const card = {
      type: 'object',
      properties: { status: { const: 'paid' }, amount: { type: 'string' }, id: {}, 'odd.name': {} },
    };
    const bank = { type: 'object', properties: { status: { const: 'open' }, iban: {} } };
    const discriminator = {
      propertyName: 'status',
      mapping: { paid: '#/components/schemas/Charge/$defs/Card' },
    };
    const refs = ['Card', 'Bank'].map((name) => ({ $ref: `#/components/schemas/Charge/$defs/${name}` }));
    const union: JsonObject = {
      type: 'object',
      required: [],
      properties: {},
      oneOf: refs,
      discriminator,
      $defs: { Card: card, Bank: bank },
    };
    expect((await misfits(documentWith({ charge: union }))).found).toEqual([
      `response-property-type-changed breaking type ${ANSWER} application/json /<paid>/amount`,
    ]);
  });
});

describe('createPactComparison', () => {
  it('compares once per document and pact', () => {
    const comparison = createPactComparison();
    const first = comparison.compare(agreed, pact);
    expect(comparison.compare(agreed, pact)).toBe(first);
    expect(comparison.compare(documentWith({ wanted: { required: ['source'] } }), pact)).not.toBe(first);
  });
});
