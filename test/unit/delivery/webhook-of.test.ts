import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/core/delivery/types.ts';
import { webhookOfDelivery, webhookOfMessage } from '../../../src/core/delivery/webhook-of.ts';
import { operationAt, sentOperations } from '../../../src/core/delivery/webhooks.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import { sha256 } from '../drift/small-world.ts';

/** What is sent with these members. */
function item(...names: string[]): JsonObject {
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const content = { 'application/json': { schema: { type: 'object', properties } } };
  return { post: { requestBody: { content }, responses: {} } };
}

function document(webhooks: JsonObject, callbacks: JsonObject) {
  const subscribe = { responses: {}, callbacks };
  const paths = { '/a': { post: subscribe }, '/b': { post: subscribe } };
  return openDocument({ openapi: '3.1.0', info: { title: 'Sender', version: '1' }, paths, webhooks }, sha256);
}

function delivery(parts: Partial<Delivery>): Delivery {
  return { at: '2026-11-02T00:00:00.000Z', message: null, environment: null, headers: {}, ...parts };
}

function message(description: string, contents: JsonObject) {
  const pact = readPact(
    {
      consumer: { name: 'a' },
      provider: { name: 'b' },
      messages: [{ description, contents }],
      metadata: { pactSpecification: { version: '3.0.0' } },
    },
    'p.json',
  );
  return pact.messages[0] as (typeof pact.messages)[number];
}

const URL = '{$request.body#/url}';
const MOVED = 'POST callback:onMoved $request.body#/url';

describe('what a document says that is sent', () => {
  it('are webhooks and callbacks, one that several operations refer to once', () => {
    const both = document({ paid: item('id') }, { onMoved: { [URL]: item('id', 'at') } });
    expect(sentOperations(both).map(({ key }) => key)).toEqual(['POST webhook:paid', MOVED]);
    expect(operationAt(both, MOVED)?.responses[0]?.content).toHaveLength(1);
    expect(operationAt(both, 'POST /a')?.path).toBe('/a');
    expect(operationAt(both, 'POST webhook:gone')).toBeNull();
  });

  it('is a callback by its name, without the expression that says where it goes', () => {
    const sender = document({}, { onMoved: { [URL]: item('id', 'at') } });
    expect(webhookOfMessage(sender, message('on.moved', { x: 1 }))?.key).toBe(MOVED);
    expect(webhookOfDelivery(sender, delivery({ message: 'onMoved' }))?.key).toBe(MOVED);
    expect(webhookOfDelivery(sender, delivery({ body: { type: 'on_moved' } }))?.key).toBe(MOVED);
  });

  it('is a callback by its members, where no webhook has them', () => {
    const callbacks = { onMoved: { [URL]: item('id', 'at') } };
    const body = { id: 'x', at: 'y' };
    expect(webhookOfDelivery(document({}, callbacks), delivery({ body }))?.key).toBe(MOVED);
    const paid = document({ paid: item('id', 'at') }, callbacks);
    expect(webhookOfDelivery(paid, delivery({ body }))?.key).toBe('POST webhook:paid');
    expect(webhookOfDelivery(paid, delivery({ body: { other: 1 } }))).toBeNull();
  });

  it('leaves out what cannot be read', () => {
    const broken = document({ paid: { $ref: '#/nowhere' } }, { onMoved: { [URL]: item('id') } });
    expect(sentOperations(broken).map(({ key }) => key)).toEqual([MOVED]);
  });
});
