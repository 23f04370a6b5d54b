import { createHash } from 'node:crypto';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import type { Cell, Finding } from '../../../src/core/drift/finding.ts';
import { driftKey, fingerprint } from '../../../src/core/drift/fingerprint.ts';
import { isInForce } from '../../../src/core/drift/triangulate.ts';
import { verdictOf } from '../../../src/core/drift/verdict.ts';
import { emptyState, foldEntry } from '../../../src/core/ledger/fold.ts';
import { lookId } from '../../../src/core/ledger/ids.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import { type SealedEntry, sealEntry } from '../../../src/core/ledger/seal.ts';
import type { NoticeDue, PartnerState, Transition } from '../../../src/core/ledger/types.ts';
import { decide } from '../../../src/core/lifecycle/decide.ts';
import type { Decision, Look } from '../../../src/core/lifecycle/types.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const DAY = 86_400_000;
const START = Date.parse('2026-11-01T06:00:00.000Z');

/** The instant of a day of the test's calendar. */
export function dayTime(day: number): string {
  return new Date(START + day * DAY).toISOString();
}

export function anAgreement(change: Partial<Agreement> = {}): Agreement {
  const environment = { published: null, auth: null, clientCertificate: null, mode: 'read-only' } as const;
  return {
    file: '/contracts/acme-pay/agreement.yaml',
    partner: 'acme-pay',
    name: 'Acme Pay',
    kind: 'company',
    we: 'shop',
    contract: { reference: 'MSA-2024-17', supports: 'card payments', critical: true },
    openapi: { baseline: '/openapi/acme-pay.yaml', published: null, externalRefs: [] },
    ours: null,
    broker: null,
    deliveries: [],
    pacts: [],
    states: null,
    uses: [],
    environments: [
      { name: 'sandbox', url: 'https://sandbox.acme-pay.example', aheadOf: 'production', ...environment },
      { name: 'production', url: 'https://api.acme-pay.example', aheadOf: null, ...environment },
    ],
    schedule: { everyMs: DAY },
    limits: { requestsPerSecond: 1, concurrent: 1, timeoutMs: 10_000, callsPerDay: null },
    maxAgeMs: 3 * DAY,
    promise: { responseTimeMs: null },
    noticeDays: { breaking: 90, warning: null },
    migrationDays: 14,
    changeFreeze: [{ from: '2026-12-20', to: '2027-01-04', why: 'peak season' }],
    doNotCall: [],
    announced: [],
    announcements: [],
    contacts: {
      ours: [{ kind: 'email', address: 'payments@shop.example' }],
      theirs: [
        { kind: 'email', address: 'api@acme-pay.example' },
        { kind: 'webhook', url: 'https://hooks.acme-pay.example/forewarn', secret: 'acme-pay/webhook' },
      ],
      theirsSend: 'hold',
    },
    evidence: 'shapes',
    policy: { confirm: 2, failOn: 'may-break', severity: {}, accepted: [], ignore: [] },
    hash: 'a'.repeat(64),
    ...change,
  };
}

/** A finding on a response property; the name tells drifts apart. */
export function aFinding(name: string, change: Partial<Finding> = {}): Finding {
  const cell: Cell = change.cell ?? 'undocumented-change';
  const difference = {
    rule: 'response-required-property-removed',
    level: 'breaking',
    direction: 'response',
    subject: {
      method: 'GET',
      path: '/charges/{}',
      section: 'response',
      status: '200',
      media: 'application/json',
      location: `/${name}`,
    },
    facet: 'property',
    args: { property: name },
    operation: { method: 'GET', path: '/charges/{id}', operationId: 'getCharge', summary: 'Get a charge' },
  } as const;
  return {
    ...difference,
    pointer: { baseline: null, observed: null },
    proof: 'structural',
    partner: 'acme-pay',
    environment: 'sandbox',
    source: 'live',
    severity: 'breaking',
    effect: 'breaks',
    usageGrade: 'pact',
    cell,
    partial: false,
    stage: 'one-sided',
    affects: [{ pact: 'shop--acme-pay', interaction: 'a request for a charge', journeys: ['checkout'] }],
    fingerprint: fingerprint(difference, sha256),
    driftKey: driftKey('acme-pay', difference, sha256),
    suppressed: false,
    inForce: isInForce(cell),
    ...change,
  };
}

export function keyOf(name: string): string {
  return aFinding(name).driftKey;
}

/** A look in which everything could be judged, unless `change` says otherwise. */
export function aLook(day: number, findings: Finding[], change: Partial<Look> = {}): Look {
  const environment = change.environment === undefined ? 'sandbox' : change.environment;
  return {
    partner: 'acme-pay',
    environment,
    scheduledTime: dayTime(day),
    at: dayTime(day),
    findings: findings.map((finding) => ({ ...finding, environment })),
    judged: () => true,
    notVerified: [],
    coming: [],
    coverage: { used: 2, exercised: 2, skipped: { mode: 0, budget: 0, doNotCall: 0 } },
    configured: { documents: true, live: true, pacts: true, headers: true },
    published: 'd1',
    ...change,
  };
}

/** A look in which nothing could be seen. */
export function anOutage(day: number, change: Partial<Look> = {}): Look {
  const environment = change.environment ?? 'sandbox';
  const gone = {
    partner: 'acme-pay',
    environment,
    interaction: null,
    operation: null,
    detail: 'no answer',
    next: 'wait',
  };
  return aLook(day, [], {
    judged: () => false,
    notVerified: (['documents', 'live'] as const).map((source) => ({
      ...gone,
      source,
      class: 'timeout' as const,
    })),
    coverage: { used: 2, exercised: 0, skipped: { mode: 0, budget: 0, doNotCall: 0 } },
    published: null,
    ...change,
  });
}

/** A ledger in memory with its fold: looks are decided and appended as the application does it. */
export interface TestLedger {
  state: PartnerState;
  entries: SealedEntry[];
  look(look: Look): Decision;
  add(at: string, transitions: Transition[], notices?: NoticeDue[], look?: string | null): void;
}

export function aLedger(agreement: Agreement = anAgreement()): TestLedger {
  const ledger: TestLedger = {
    state: emptyState(agreement.partner),
    entries: [],
    look(look) {
      const decision = decide({ state: ledger.state, look, agreement, sha256, verdictOf });
      if (decision.transitions.length > 0 || decision.notices.length > 0) {
        const id = lookId(look.partner, look.environment, look.scheduledTime, sha256, look.vantage);
        ledger.add(look.at, decision.transitions, decision.notices, id);
      }
      return decision;
    },
    add(at, transitions, notices = [], look = null) {
      const { state } = ledger;
      const sealed = sealEntry(
        {
          v: 1,
          partner: state.partner,
          seq: state.seq + 1,
          prev: state.head,
          at: state.at !== null && state.at > at ? state.at : at,
          look,
          clock: 'simulated',
          by: { kind: 'schedule', id: 'test' },
          tool: { version: '0.1.0', rules: '1' },
          agreement: agreement.hash,
          transitions,
          notices,
          evidence: [],
        },
        sha256,
      );
      ledger.entries.push(sealed);
      ledger.state = foldEntry(state, parseEntry(sealed), sealed.hash);
    },
  };
  return ledger;
}

/** The types of a decision's transitions, in order. */
export function typesOf(decision: Decision): string[] {
  return decision.transitions.map((one) => one.type);
}
