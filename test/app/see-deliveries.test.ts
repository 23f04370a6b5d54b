import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../src/adapters/judge/ajv-validators.ts';
import { seeDeliveries } from '../../src/app/see-deliveries.ts';
import { storeEvidence } from '../../src/app/store-evidence.ts';
import type { Delivery } from '../../src/core/delivery/types.ts';
import { formatSubject } from '../../src/core/drift/subject.ts';
import type { LiveObservation, Mismatch } from '../../src/core/exchange/types.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import { diffDocuments } from '../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../src/core/pact/read-pact.ts';
import type { Pact } from '../../src/core/pact/types.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { assessSmall, ordersDocument, sha256 } from '../unit/drift/small-world.ts';

const PAID: JsonObject = {
  type: 'object',
  required: ['id', 'total'],
  properties: {
    id: { type: 'string' },
    total: { type: 'integer' },
    state: { type: 'string', enum: ['paid', 'open'] },
  },
};

function document(schema: JsonObject | null): JsonObject {
  const post = { requestBody: { content: { 'application/json': { schema } } }, responses: {} };
  return { ...ordersDocument({ type: 'object' }), ...(schema ? { webhooks: { orderPaid: { post } } } : {}) };
}

function messages(description: string, contents: JsonObject, more: JsonObject = {}): Pact {
  const type = 'Asynchronous/Messages';
  const body = { content: contents, contentType: 'application/json', encoded: false };
  const rules = { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } };
  return readPact(
    {
      consumer: { name: 'shop' },
      provider: { name: 'orders' },
      interactions: [{ type, description, contents: body, matchingRules: rules, ...more }],
      metadata: { pactSpecification: { version: '4.0' } },
    },
    'p.json',
  );
}

interface Sent {
  baseline: JsonObject;
  pact: Pact | null;
  body: Json;
  mismatches?: Mismatch[];
  published?: JsonObject;
}

function seen({ baseline, pact, body, mismatches = [] }: Sent) {
  const at = '2026-11-01T12:00:00.000Z';
  const message = pact?.messages[0];
  const delivery: Delivery = {
    at,
    message: message?.description ?? 'orderPaid',
    environment: null,
    headers: {},
    body,
  };
  const observation: LiveObservation = {
    exchanges: [],
    uses: [],
    failure: null,
    interactions: message
      ? [
          {
            number: 0,
            pact: 'shop--orders',
            description: message.description,
            outcome: mismatches.length > 0 ? 'failed' : 'passed',
            skipped: null,
            mismatches,
            failure: null,
            message: true,
            ...(message.pending ? { pending: true } : {}),
          },
        ]
      : [],
  };
  const recorded = {
    all: [delivery],
    environment: 'sandbox',
    now: '2026-11-02T00:00:00.000Z',
    maxAgeMs: 86_400_000,
  };
  const opened = openDocument(baseline, sha256);
  const on = { baseline: opened, published: null, pacts: pact ? [pact] : [], recorded, first: 0 };
  return { observation, opened, seen: seeDeliveries({ validators: createAjvValidators }, observation, on) };
}

async function findings(sent: Sent) {
  const { observation, seen: all } = seen(sent);
  const { pact, baseline, published = null } = sent;
  const look = await assessSmall({ baseline, published, pact, live: null }, (input) => ({
    ...input,
    observation,
    seen: all,
  }));
  return look.findings.map(({ subject, rule, effect, cell, severity, args }) => ({
    subject: formatSubject(subject),
    rule,
    effect,
    cell,
    severity,
    ...(args.pending ? { says: messageOf(rule, args, subject) } : {}),
  }));
}

const gone: Mismatch[] = [{ where: 'body', path: '$.total', kind: 'missing' }];

describe('what the partner sends us', () => {
  it('is as agreed', async () => {
    const body = { id: 'o1', total: 5, state: 'paid' };
    const pact = messages('order.paid', { id: 'x', total: 1 });
    expect(await findings({ baseline: document(PAID), pact, body })).toEqual([]);
  });

  it('breaks us where it lacks what we read, told once by document and pact', async () => {
    const pact = messages('order.paid', { id: 'x', total: 1 });
    expect(await findings({ baseline: document(PAID), pact, body: { id: 'o1' }, mismatches: gone })).toEqual([
      {
        subject: 'POST webhook:orderPaid request application/json /total',
        rule: 'response-required-property-removed',
        effect: 'breaks',
        cell: 'live-change',
        severity: 'breaking',
      },
    ]);
  });

  it('is known by its message where the document has no webhook', async () => {
    const pact = messages('an order is paid', { id: 'x', total: 1 });
    const [finding] = await findings({
      baseline: document(null),
      pact,
      body: { id: 'o1' },
      mismatches: gone,
    });
    expect(finding).toMatchObject({
      subject: 'POST message:an-order-is-paid request application/json /total',
      effect: 'breaks',
    });
  });

  it('is held against the webhook without any pact; nobody told what we read of it', async () => {
    const body = { id: 'o1', total: 5, state: 'refunded' };
    expect(await findings({ baseline: document(PAID), pact: null, body })).toMatchObject([
      { subject: 'POST webhook:orderPaid request application/json /state', effect: 'unknown' },
    ]);
  });

  it('touches nothing where our pact does not look', async () => {
    const pact = messages('order.paid', { id: 'x' });
    const body = { id: 'o1' };
    expect(await findings({ baseline: document(PAID), pact, body })).toMatchObject([
      { rule: 'response-required-property-removed', effect: 'none' },
    ]);
  });

  it('has the names that the comparison of two documents gives', async () => {
    const changed = document({ ...PAID, required: ['id'], properties: { id: { type: 'string' } } });
    const moved = diffDocuments(openDocument(document(PAID), sha256), openDocument(changed, sha256));
    const told = moved.find(({ rule }) => rule === 'response-required-property-removed');
    const pact = messages('order.paid', { id: 'x', total: 1 });
    const [finding] = await findings({
      baseline: document(PAID),
      pact,
      body: { id: 'o1' },
      mismatches: gone,
    });
    expect(told && formatSubject(told.subject)).toBe(finding?.subject);
  });

  it('is weighed by our message where only their document changes', async () => {
    const published = document({ ...PAID, required: ['id'], properties: { id: { type: 'string' } } });
    const pact = messages('order.paid', { id: 'x', total: 1 });
    const all = await findings({ baseline: document(PAID), published, pact, body: { id: 'o1', total: 5 } });
    expect(all.find(({ rule }) => rule === 'response-required-property-removed')).toMatchObject({
      effect: 'breaks',
      cell: 'announced',
    });
    const without = await findings({
      baseline: document(PAID),
      published: document(null),
      pact,
      body: { id: 'o1', total: 5 },
    });
    expect(without.find(({ rule }) => rule === 'webhook-removed')).toMatchObject({ effect: 'breaks' });
  });

  it('is told as info and touches nothing while its interaction is pending', async () => {
    const pact = messages('order.paid', { id: 'x', more: 1 }, { pending: true });
    const body = { id: 'o1', total: 5 };
    const mismatches: Mismatch[] = [{ where: 'body', path: '$.more', kind: 'missing' }];
    expect(await findings({ baseline: document(PAID), pact, body, mismatches })).toMatchObject([
      {
        subject: 'POST webhook:orderPaid request application/json /more',
        severity: 'info',
        effect: 'none',
        says: expect.stringMatching(/pending/),
      },
    ]);
  });

  it('is kept as shapes, never its values', async () => {
    const kept: JsonObject[] = [];
    const evidence = {
      get: async () => null,
      put: async (_: string, payload: JsonObject) => {
        kept.push(payload);
        return { sha256: 'x' };
      },
    };
    const body = { id: 'SECRET-9', total: 5, state: 'paid' };
    const { opened, seen: all } = seen({ baseline: document(PAID), pact: null, body });
    const look = await assessSmall({ baseline: document(PAID), published: null, pact: null, live: null });
    const agreement = { partner: 'orders', evidence: 'shapes' } as Parameters<typeof storeEvidence>[1];
    await storeEvidence({ evidence }, agreement, { seen: all, look, baseline: opened });
    expect(JSON.stringify(kept)).toContain('"paid"');
    expect(JSON.stringify(kept)).not.toContain('SECRET');
  });
});
