/** A partner that is only there to be measured: as many operations as interactions, each with a record of ten fields. */
export const SAMPLE = 'sample-partner';

const record = (number: number) => ({
  id: `rec_${number}`,
  amount: 1200 + number,
  currency: 'EUR',
  status: 'open',
  created_at: '2026-11-01T08:00:00Z',
  customer: { id: `cus_${number}`, country: 'FR' },
  lines: [{ sku: 'A-1', quantity: 2 }],
  paid: true,
});

/** The answer to the operation of a path, or null where there is none. */
export function sampleAnswer(path: string): object | null {
  const number = /^\/v1\/records-(\d+)\/current$/.exec(path)?.[1];
  return number === undefined ? null : record(Number(number));
}

/** Every file of its registration, by path: agreement, baseline and one pact. */
export function sampleFiles(options: {
  /** Name, where there are several. */
  partner?: string;
  url: string;
  interactions: number;
  requestsPerSecond: number;
}): Record<string, string> {
  const { url, interactions, requestsPerSecond, partner = SAMPLE } = options;
  const numbers = Array.from({ length: interactions }, (_, number) => number);
  return {
    [`contracts/${partner}/agreement.yaml`]: `partner: ${partner}
name: Sample Partner
openapi: { baseline: ../../openapi/${partner}.yaml, published: ${url}/openapi.json }
environments:
  sandbox: { url: "${url}", auth: { bearer: { secret: ${partner}/token } }, ahead-of: production }
  production: { url: "${url}", auth: { bearer: { secret: ${partner}/token } } }
schedule: { every: 15m }
limits: { requests-per-second: ${requestsPerSecond} }
contacts: { ours: [{ email: integrations@shop.example }] }
we: shop
`,
    [`contracts/${partner}/pacts/shop--${partner}.json`]: JSON.stringify({
      consumer: { name: 'shop' },
      provider: { name: partner },
      interactions: numbers.map(interactionOf),
      metadata: { pactSpecification: { version: '3.0.0' } },
    }),
    [`openapi/${partner}.yaml`]: JSON.stringify(sampleDocument(interactions)),
  };
}

/** Its document, which it publishes as well. */
export function sampleDocument(interactions: number): object {
  const paths = Array.from({ length: interactions }, (_, number) => [
    `/v1/records-${number}/current`,
    { get: operationOf(number) },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Sample Partner', version: '1.0.0' },
    paths: Object.fromEntries(paths),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  };
}

function operationOf(number: number): object {
  const text = { type: 'string' };
  const whole = { type: 'integer' };
  const object = (properties: Record<string, object>) => ({
    type: 'object',
    required: Object.keys(properties),
    properties,
  });
  const schema = object({
    id: text,
    amount: whole,
    currency: { type: 'string', enum: ['EUR', 'USD'] },
    status: { type: 'string', enum: ['open', 'closed'] },
    created_at: { type: 'string', format: 'date-time' },
    customer: object({ id: text, country: text }),
    lines: { type: 'array', items: object({ sku: text, quantity: whole }) },
    paid: { type: 'boolean' },
  });
  return {
    operationId: `currentRecord${number}`,
    summary: `The current record of kind ${number}`,
    responses: { 200: { description: 'The record', content: { 'application/json': { schema } } } },
  };
}

function interactionOf(number: number): object {
  const type = { combine: 'AND', matchers: [{ match: 'type' }] };
  return {
    description: `a request for the current record of kind ${number}`,
    request: {
      method: 'GET',
      path: `/v1/records-${number}/current`,
      headers: { Accept: 'application/json' },
    },
    response: {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: record(number),
      matchingRules: { body: { '$.id': type, '$.amount': type, '$.customer': type, '$.lines': type } },
    },
  };
}
