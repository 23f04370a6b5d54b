import { describe, expect, it } from 'vitest';
import { comparePact } from '../../../src/adapters/pact/compare-pact.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import { ordersDocument, sha256 } from '../../unit/drift/small-world.ts';

const READS = { id: 'o1', total: 5, lines: [{ sku: 'x' }] };

function pact(contents: JsonObject) {
  return readPact(
    {
      consumer: { name: 'reader' },
      provider: { name: 'sender' },
      interactions: [
        {
          description: 'a request for an order',
          request: { method: 'GET', path: '/orders/o1' },
          response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: { id: 'x' } },
        },
      ],
      messages: [
        {
          description: 'order.paid',
          contents,
          metaData: { contentType: 'application/json', topic: 'orders' },
          matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
        },
      ],
      metadata: { pactSpecification: { version: '3.0.0' } },
    },
    'p.json',
  );
}

function document(method: string, schema: JsonObject | null) {
  const sends = { [method]: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } };
  const answer = { type: 'object', properties: { id: { type: 'string' } } };
  return openDocument(
    { ...ordersDocument(answer), ...(schema ? { webhooks: { orderPaid: sends } } : {}) },
    sha256,
  );
}

const SKU = { type: 'object', properties: { sku: { type: 'string' } } };
const properties = {
  id: { type: 'string' },
  total: { type: 'integer' },
  lines: { type: 'array', items: SKU },
};

async function fitOf(schema: JsonObject | null, method = 'post') {
  const [call, message] = await comparePact(document(method, schema), pact(READS));
  return {
    call: call?.differences,
    undecided: message?.undecided,
    told: message?.differences.map(({ subject, rule, level, operation }) => ({
      at: formatSubject(subject),
      rule,
      level,
      of: operation?.path,
    })),
  };
}

describe('a message of a pact, held against a document', () => {
  it('fits what the webhook sends, as the interactions before it do', async () => {
    expect(await fitOf({ type: 'object', properties })).toEqual({ call: [], undecided: false, told: [] });
  });

  it.each(['post', 'put'])('reads what the webhook (%s) does not send, wherever it is', async (method) => {
    const { total: _, ...rest } = properties;
    const lines = { type: 'array', items: { type: 'object', properties: { code: { type: 'string' } } } };
    const { told } = await fitOf({ type: 'object', properties: { ...rest, lines } }, method);
    const at = (place: string) =>
      `${method.toUpperCase()} webhook:orderPaid request application/json ${place}`;
    expect(told?.map((one) => one.at)).toEqual([at('/total'), at('/lines/*/sku')]);
    expect(new Set(told?.map((one) => one.of))).toEqual(new Set(['webhook:orderPaid']));
  });

  it('reads another type than the webhook sends', async () => {
    const { told } = await fitOf({
      type: 'object',
      properties: { ...properties, total: { type: 'string' } },
    });
    expect(told).toEqual([
      {
        at: 'POST webhook:orderPaid request application/json /total',
        rule: 'response-property-type-changed',
        level: 'breaking',
        of: 'webhook:orderPaid',
      },
    ]);
  });

  it('is undecided where the document does not describe it', async () => {
    expect(await fitOf(null)).toEqual({ call: [], undecided: true, told: [] });
  });
});
