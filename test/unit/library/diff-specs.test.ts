import { describe, expect, it } from 'vitest';
import { type DiffSpecsOptions, diffSpecs, ForewarnError } from '../../../src/index.ts';

const order = (changed: object = {}) => ({
  type: 'object',
  required: ['id', 'total'],
  properties: { id: { type: 'string', maxLength: 20 }, total: { type: 'integer' } },
  ...changed,
});
const api = (schema: object, openapi = '3.1.0') => ({
  openapi,
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders/{id}': {
      get: {
        operationId: 'getOrder',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'one', content: { 'application/json': { schema } } } },
      },
    },
  },
});
const swagger = (schema: object) => ({
  swagger: '2.0',
  info: { title: 'Orders', version: '1' },
  produces: ['application/json'],
  definitions: { Order: schema },
  paths: {
    '/orders/{id}': {
      get: {
        operationId: 'getOrder',
        parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
        responses: { 200: { description: 'one', schema: { $ref: '#/definitions/Order' } } },
      },
    },
  },
});
const pact = {
  consumer: { name: 'shop' },
  provider: { name: 'orders' },
  interactions: [
    {
      description: 'a request for an order',
      request: { method: 'GET', path: '/orders/1' },
      response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: { total: 3 } },
    },
  ],
  metadata: { pactSpecification: { version: '2.0.0' } },
};

const LOST = order({ required: ['id'], properties: { id: { type: 'string', maxLength: 20 } } });
const lost = (options?: DiffSpecsOptions) => diffSpecs(api(order()), api(LOST), options);
const rules = ({ findings }: ReturnType<typeof diffSpecs>) => findings.map(({ rule }) => rule);
const GONE = 'response-required-property-removed';

describe('diffSpecs', () => {
  it('gives findings that can be copied, compared and written as JSON', () => {
    const { findings } = lost();
    const [first] = findings;
    expect(first).toMatchObject({
      subject: 'GET /orders/{} response 200 application/json /total',
      message: expect.stringContaining('total'),
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
    expect({ ...first }).toEqual(first);
  });

  it('finds nothing between documents that mean the same, of any version', () => {
    const documents = [
      swagger(order()),
      ...['3.0.3', '3.1.0', '3.2.0'].map((version) => api(order(), version)),
    ];
    for (const one of documents)
      for (const other of documents) {
        // What is a component in one and inline in the other may be told as one more schema, for information.
        expect(diffSpecs(one, other).findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
      }
  });

  it('tells findings, rows and a summary, with a value that shows it', () => {
    const { findings, rows, summary, notes } = lost();
    expect(findings).toMatchObject([
      {
        rule: GONE,
        severity: 'breaking',
        effect: 'unknown',
        proof: 'witness',
        witness: { acceptedBy: 'observed', refusedBy: 'baseline' },
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
    expect(rows).toMatchObject([{ rule: GONE, fingerprints: [findings[0]?.fingerprint] }]);
    expect([summary, notes]).toEqual([{ breaking: 1, warning: 0, info: 0, breaks: 0 }, []]);
    expect(lost({ witness: false }).findings[0]?.witness).toBeNull();
  });

  it('weighs by pacts and uses', () => {
    const weight = (usage: DiffSpecsOptions['usage']) =>
      lost({ usage: usage ?? {} }).findings.map((one) => [one.effect, one.usageGrade]);
    expect(weight({ pacts: [pact] })).toEqual([['breaks', 'pact']]);
    expect(weight({ uses: ['getOrder'] })).toEqual([['may-break', 'declared']]);
    expect(weight({ uses: [{ operation: 'GET /orders/{id}', fields: ['id'] }] })).toEqual([
      ['none', 'declared'],
    ]);
  });

  it('judges by severity, ignore and the day that it is given', () => {
    expect(lost({ severity: { [GONE]: 'none' } }).findings).toEqual([]);
    const scoped = [{ rule: GONE, operation: 'getOrder', level: 'info' as const }];
    expect(lost({ severity: scoped }).summary).toEqual({ breaking: 0, warning: 0, info: 1, breaks: 0 });
    const ignore = [{ rule: GONE, until: '2026-11-22' }];
    expect(lost({ ignore, today: '2026-11-22' }).findings[0]?.suppressed).toBe(true);
    const after = lost({ ignore, today: '2026-11-23' });
    expect([after.findings[0]?.suppressed, after.notes.map(({ kind }) => kind)]).toEqual([
      undefined,
      ['expired'],
    ]);
  });

  it('changes neither document, and gives the same twice', () => {
    const before = swagger(order());
    const after = api(LOST);
    const texts = JSON.stringify([before, after]);
    expect(diffSpecs(before, after)).toEqual(diffSpecs(before, after));
    expect(JSON.stringify([before, after])).toBe(texts);
  });

  it('compares Swagger 2.0 with what came after it', () => {
    expect(
      rules(diffSpecs(swagger(order()), api(LOST))).filter((rule) => rule !== 'api-schema-removed'),
    ).toEqual([GONE]);
  });

  it('says nothing of a part that refers to nowhere, but that it could not be compared', () => {
    const broken = { openapi: '3.1.0', paths: { '/orders': { $ref: '#/nowhere' } } };
    const { findings, notVerified } = diffSpecs(
      { openapi: '3.1.0', paths: { '/orders': { get: {} } } },
      broken,
    );
    expect(findings).toEqual([]);
    expect(notVerified).toMatchObject([{ class: 'document-unreadable', operation: '/orders' }]);
  });

  it.each([
    ['no document', {}, 'OpenAPI'],
    ['an array', [], 'OpenAPI'],
    ['a document that contains itself', circular(), 'contains itself'],
    ['a document that is nested too deep', nested(100_000), 'deeper'],
  ])('refuses %s', (_, document, message) => {
    const compare = () => diffSpecs(api(order()), document);
    expect(compare).toThrow(ForewarnError);
    expect(compare).toThrow(message);
  });
});

function circular(): object {
  const document: Record<string, unknown> = { openapi: '3.1.0', paths: {} };
  document.again = document;
  return document;
}

function nested(depth: number): object {
  let value: object = { type: 'string' };
  for (let level = 0; level < depth; level++) value = { items: value };
  return { openapi: '3.1.0', paths: {}, components: { schemas: { Deep: value } } };
}
