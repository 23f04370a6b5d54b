import { createHash } from 'node:crypto';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { createPactComparison } from '../../../src/adapters/pact/compare-pact.ts';
import { fitPacts } from '../../../src/app/fit-pacts.ts';
import { seeExchanges } from '../../../src/app/see-exchanges.ts';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import { assess } from '../../../src/core/drift/assess/assess.ts';
import type { AssessInput } from '../../../src/core/drift/assess/types.ts';
import type { Exchange, LiveInteraction, LiveObservation } from '../../../src/core/exchange/types.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { emptyState } from '../../../src/core/ledger/fold.ts';
import type { Look } from '../../../src/core/lifecycle/types.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import type { Pact } from '../../../src/core/pact/types.ts';
import { usageOf } from '../../../src/core/usage/usage-of.ts';

export const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** `GET /orders/{id}` with the given schema of its 200 answer. */
export function ordersDocument(schema: JsonObject): JsonObject {
  const content = { 'application/json': { schema } };
  return {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: {
      '/orders/{id}': {
        get: {
          operationId: 'getOrder',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '200': { description: 'An order', content } },
        },
      },
    },
  };
}

/** A pact that reads these fields of the answer, by type. */
export function ordersPact(body: JsonObject): Pact {
  const rules = Object.fromEntries(Object.keys(body).map((key) => [`$.body.${key}`, { match: 'type' }]));
  return readPact(
    {
      consumer: { name: 'shop' },
      provider: { name: 'orders' },
      interactions: [
        {
          description: 'a request for an order',
          request: { method: 'GET', path: '/orders/o1' },
          response: {
            status: 200,
            headers: { 'Content-Type': 'application/json' },
            body,
            matchingRules: rules,
          },
        },
      ],
      metadata: { pactSpecification: { version: '2.0.0' } },
    },
    'orders.json',
  );
}

/** What one look is to see. `live: null` for no look at live; `passes` is the pact's verdict there. */
export interface Seen {
  baseline: JsonObject;
  published: JsonObject | null;
  pact: Pact | null;
  live: { answers: Json[]; passes: boolean; missing?: string[] } | null;
}

/** Assesses one look over small documents: real diff, conformance and comparison, answers as given. */
export async function assessSmall(
  seen: Seen,
  change: (input: AssessInput) => AssessInput = (input) => input,
): Promise<Look> {
  const baseline = openDocument(seen.baseline, sha256);
  const published = seen.published && openDocument(seen.published, sha256);
  const pacts = seen.pact ? [seen.pact] : [];
  const observation = seen.live && observationOf(seen.live);
  const ports = { validators: createAjvValidators, pacts: createPactComparison() };
  const input: AssessInput = {
    agreement: agreement(),
    journeys: [],
    environment: 'sandbox',
    scheduledTime: '2026-11-02T00:00:00.000Z',
    now: '2026-11-02T00:00:00.000Z',
    usage: usageOf(baseline, pacts, []),
    published: published
      ? { kind: 'read', document: published, moved: diffDocuments(baseline, published) }
      : { kind: 'none' },
    observation,
    seen: observation ? seeExchanges(ports, observation, baseline, published, pacts) : [],
    fits: await fitPacts(ports, baseline, published, pacts, observation),
    headers: [],
    state: emptyState('orders'),
    neighbourFresh: false,
    sha256,
  };
  return assess(change(input));
}

function observationOf(live: NonNullable<Seen['live']>): LiveObservation {
  const interaction: LiveInteraction = {
    number: 0,
    pact: 'shop--orders',
    description: 'a request for an order',
    outcome: live.passes ? 'passed' : 'failed',
    skipped: null,
    mismatches: (live.missing ?? []).map((name) => ({ where: 'body', path: `$.${name}`, kind: 'missing' })),
    failure: null,
  };
  const exchanges = live.answers.map(
    (body, id): Exchange => ({
      id,
      purpose: id === 0 ? 'interaction' : 'use',
      interaction: id === 0 ? 0 : null,
      use: id === 0 ? null : 'GET /orders/{}',
      request: { method: 'GET', path: `/orders/o${id}`, query: '', headers: {} },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        media: 'application/json',
        body,
        unreadable: false,
      },
      failure: null,
      ms: 1,
    }),
  );
  return { exchanges, interactions: [interaction], uses: [], failure: null };
}

function agreement(): Agreement {
  return {
    file: 'contracts/orders/agreement.yaml',
    partner: 'orders',
    name: 'Orders',
    kind: 'company',
    we: 'shop',
    contract: { reference: null, supports: null, critical: false },
    openapi: { baseline: 'orders.yaml', published: null, externalRefs: [] },
    ours: null,
    broker: null,
    deliveries: [],
    pacts: [],
    states: null,
    uses: [],
    environments: [],
    schedule: { everyMs: 3_600_000 },
    limits: { requestsPerSecond: 1, concurrent: 1, timeoutMs: 1000, callsPerDay: null },
    maxAgeMs: 86_400_000,
    promise: { responseTimeMs: null },
    noticeDays: { breaking: null, warning: null },
    migrationDays: null,
    changeFreeze: [],
    doNotCall: [],
    announced: [],
    announcements: [],
    contacts: { ours: [], theirs: [], theirsSend: 'hold' },
    evidence: 'shapes',
    policy: { confirm: 2, failOn: 'may-break', severity: {}, accepted: [], ignore: [] },
    hash: 'x',
  };
}
