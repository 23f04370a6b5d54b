import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/core/delivery/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { liveSource, lookPlan, pactV4 } from '../look-plan.ts';

const NOW = '2026-11-02T12:00:00.000Z';
const rules = {
  body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } },
  metadata: { topic: { combine: 'AND', matchers: [{ match: 'regex', regex: 'orders\\..*' }] } },
};

function message(description: string, content: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    type: 'Asynchronous/Messages',
    description,
    contents: { content, contentType: 'application/json', encoded: false },
    metadata: { contentType: 'application/json', topic: 'orders.x' },
    matchingRules: rules,
    ...more,
  };
}

function v3(messages: JsonObject[]): JsonObject {
  return {
    consumer: { name: 'shop' },
    provider: { name: 'shelf' },
    messages: messages.map(({ contents, metadata, ...one }) => ({
      ...one,
      contents: (contents as JsonObject).content ?? null,
      metaData: metadata ?? {},
    })),
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}

function delivery(parts: Partial<Delivery>): Delivery {
  return {
    at: '2026-11-02T11:00:00.000Z',
    message: null,
    environment: null,
    headers: { 'content-type': 'application/json; charset=utf-8', topic: 'orders.paid' },
    ...parts,
  };
}

async function look(pacts: JsonObject[], all: Delivery[]) {
  const plan = lookPlan({ url: 'http://127.0.0.1:9', pacts });
  const recorded = { all, environment: plan.environment.name, now: NOW, maxAgeMs: 86_400_000 };
  return liveSource().observe({ ...plan, recorded });
}

const paid = message('order.paid', { id: 1, total: 5 });
const gone = message('order.gone', { id: 1, reason: 'x' });

describe.each([
  ['3', v3],
  ['4', pactV4],
])('messages of a pact of specification %s', (_, pactOf) => {
  it('are judged by what was recorded, without a call', async () => {
    const { interactions, exchanges, failure } = await look(
      [pactOf([paid, gone])],
      [
        delivery({ message: 'order.paid', body: { id: 7, total: 9 } }),
        delivery({ message: 'order.gone', body: { id: 7 }, headers: { topic: 'bills' } }),
      ],
    );
    expect(failure).toBeNull();
    expect(exchanges).toEqual([]);
    expect(
      interactions.map(({ number, description, outcome, message }) => [
        number,
        description,
        outcome,
        message,
      ]),
    ).toEqual([
      [0, 'order.paid', 'passed', true],
      [1, 'order.gone', 'failed', true],
    ]);
    expect(interactions[1]?.mismatches).toContainEqual({ where: 'body', path: '$.reason', kind: 'missing' });
    expect(interactions[1]?.mismatches).toContainEqual({ where: 'header', path: 'topic', kind: 'value' });
    expect(JSON.stringify(interactions)).not.toContain('bills');
  });

  it('count by the newest delivery of their own', async () => {
    const older = delivery({ message: 'order.paid', at: '2026-11-02T10:00:00.000Z', body: { id: 1 } });
    const newer = delivery({ headers: {}, body: { type: 'order_paid', id: 1, total: 1 } });
    const named = message('order.paid', { type: 'order.paid', id: 1, total: 5 }, { metadata: {} });
    const { interactions } = await look([pactOf([named])], [older, newer]);
    expect(interactions[0]).toMatchObject({ outcome: 'passed' });
  });

  it('are not verified without one, or with an old one', async () => {
    const old = delivery({ message: 'order.gone', at: '2026-10-20T10:00:00.000Z', body: { id: 1 } });
    const { interactions } = await look([pactOf([paid, gone])], [old]);
    expect(interactions.map(({ outcome, failure }) => [outcome, failure?.class, failure?.detail])).toEqual([
      ['not-verified', 'state-missing', 'no delivery is recorded'],
      ['not-verified', 'state-missing', 'the newest delivery, of 2026-10-20, is older than `max-age`'],
    ]);
  });
});
