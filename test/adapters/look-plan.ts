import { createHash } from 'node:crypto';
import { createPartnerOpener } from '../../src/adapters/http/partner-client.ts';
import { createLiveSource } from '../../src/adapters/pact/live-source.ts';
import type { LivePlan, LiveSource, Log, Monotonic, OpenPartner, PartnerCall } from '../../src/app/ports.ts';
import { secretVariable } from '../../src/core/agreement/secrets.ts';
import type { Agreement, Environment } from '../../src/core/agreement/types.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../src/core/pact/read-pact.ts';

/** Real time for adapters under test. */
export const monotonic: Monotonic = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

const silent: Log = { info: () => undefined, warn: () => undefined };

/** Calls to partners over real adapters, with the given secrets by name. */
export function partnerOpener(secrets: Record<string, string> = {}): OpenPartner {
  const read = async (name: string) => secrets[name] ?? null;
  return createPartnerOpener({ secrets: { read, placeOf: secretVariable }, monotonic });
}

/** A live source over real adapters, with the given secrets by name. */
export function liveSource(secrets: Record<string, string> = {}): LiveSource {
  return createLiveSource({ openPartner: partnerOpener(secrets), monotonic, log: silent });
}

/** A call as an interaction makes it. */
export function callOf(path: string, more: Partial<PartnerCall> = {}): PartnerCall {
  return {
    purpose: 'interaction',
    interaction: 0,
    use: null,
    method: 'GET',
    path,
    query: '',
    headers: {},
    body: null,
    expectedStatus: 200,
    ...more,
  };
}

/** The document of the partner that these tests talk to. */
export const DOCUMENT: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Shelf', version: '1' },
  paths: {
    '/items': {
      get: {
        operationId: 'listItems',
        parameters: [
          { name: 'limit', in: 'query', required: true, schema: { type: 'integer', default: 5 } },
          { name: 'shape', in: 'query', schema: { type: 'string', enum: ['round'] } },
        ],
        responses: { 200: { description: 'items' } },
      },
      post: { operationId: 'createItem', responses: { 201: { description: 'made' } } },
    },
    '/items/{id}': {
      get: {
        operationId: 'getItem',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'one' } },
      },
    },
  },
};

/** What of a plan a test sets. */
export interface PlanParts {
  url: string;
  pacts?: JsonObject[];
  states?: JsonObject | null;
  auth?: Environment['auth'];
  mode?: Environment['mode'];
  emulated?: boolean;
  uses?: Agreement['uses'];
  limits?: Partial<Agreement['limits']>;
  document?: JsonObject;
  deadlineMs?: number;
  allowPrivate?: boolean;
}

/** A plan for one look at a server of a test. */
export function lookPlan(parts: PlanParts): LivePlan {
  const environment: Environment = {
    name: 'sandbox',
    url: parts.url,
    published: null,
    auth: parts.auth ?? null,
    mode: parts.mode ?? 'full',
    aheadOf: null,
    clientCertificate: null,
  };
  const agreement: Agreement = {
    file: '/contracts/shelf/agreement.yaml',
    partner: 'shelf',
    name: 'Shelf',
    kind: 'company',
    we: 'shop',
    contract: { reference: null, supports: null, critical: false },
    openapi: { baseline: '/openapi/shelf.yaml', published: null, externalRefs: [] },
    ours: null,
    broker: null,
    deliveries: [],
    pacts: [],
    states: null,
    uses: parts.uses ?? [],
    environments: [environment],
    schedule: { everyMs: 3_600_000 },
    limits: { requestsPerSecond: 500, concurrent: 1, timeoutMs: 2_000, callsPerDay: null, ...parts.limits },
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
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  return {
    agreement,
    environment,
    baseline: openDocument(parts.document ?? DOCUMENT, sha256),
    pacts: (parts.pacts ?? []).map((raw, index) => readPact(raw, `/pacts/${index}.json`)),
    states: parts.states ?? null,
    allowPrivate: parts.allowPrivate ?? true,
    emulated: parts.emulated ?? true,
    deadlineMs: monotonic.now() + (parts.deadlineMs ?? 15_000),
  };
}

/** A pact of version 3. */
export function pactV3(interactions: JsonObject[]): JsonObject {
  return {
    consumer: { name: 'shop' },
    provider: { name: 'shelf' },
    interactions,
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}

/** A pact of version 4; interactions are written without their type. */
export function pactV4(interactions: JsonObject[]): JsonObject {
  return {
    consumer: { name: 'warehouse' },
    provider: { name: 'shelf' },
    interactions: interactions.map((one) => ({ type: 'Synchronous/HTTP', ...one })),
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

/** An interaction of version 3: gets a path and wants an item with these members, by type. */
export function wants(path: string, body: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    description: `a request for ${path}`,
    request: { method: 'GET', path },
    response: {
      status: 200,
      body,
      matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
    },
    ...more,
  };
}
