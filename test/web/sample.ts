import type { HistoryRecord } from '../../src/app/history.ts';
import { peopleSources } from '../../src/app/people-sources.ts';
import type { Agreement, Journey } from '../../src/core/agreement/types.ts';
import type { Effect } from '../../src/core/drift/finding.ts';
import { emptyState } from '../../src/core/ledger/fold.ts';
import type {
  DriftFacts,
  DriftInEnvironment,
  NoticeState,
  PartnerState,
  Side,
} from '../../src/core/ledger/types.ts';
import { processDoor } from '../../web/door.ts';
import { createPage } from '../../web/page.ts';
import type { PageSources, PartnerView } from '../../web/types.ts';
import { ledgerPorts } from '../app/ledger-fixture.ts';

/** Text of a partner that tries everything. */
export const HOSTILE = `</td><script>alert(1)</script><img src=x onerror=alert(1)>"'&`;
export const HOST = '127.0.0.1:4280';
/** The calendar of the sample. */
export const NOW = '2026-11-20T12:00:00.000Z';

const agreement: Agreement = {
  file: '/contracts/acme-pay/agreement.yaml',
  partner: 'acme-pay',
  name: `Acme Pay ${HOSTILE}`,
  kind: 'company',
  we: 'shop',
  contract: { reference: 'MSA-1', supports: 'card payments', critical: true },
  openapi: { baseline: '/openapi/acme-pay.yaml', published: null, externalRefs: [] },
  ours: null,
  broker: null,
  deliveries: [],
  pacts: [],
  states: null,
  uses: [],
  environments: [
    {
      name: 'sandbox',
      url: 'https://sandbox.acme-pay.example',
      published: null,
      auth: null,
      clientCertificate: null,
      mode: 'full',
      aheadOf: null,
    },
    {
      name: 'production',
      url: 'https://api.acme-pay.example',
      published: null,
      auth: null,
      clientCertificate: null,
      mode: 'read-only',
      aheadOf: null,
    },
  ],
  schedule: { everyMs: 3_600_000 },
  limits: { requestsPerSecond: 1, concurrent: 1, timeoutMs: 10_000, callsPerDay: null },
  maxAgeMs: 86_400_000,
  promise: { responseTimeMs: null },
  noticeDays: { breaking: 90, warning: null },
  migrationDays: 14,
  changeFreeze: [],
  doNotCall: [],
  announced: [],
  announcements: [],
  contacts: { ours: [], theirs: [], theirsSend: 'hold' },
  evidence: 'shapes',
  policy: { confirm: 2, failOn: 'may-break', severity: {}, accepted: [], ignore: [] },
  hash: '0'.repeat(64),
};

const journeys: Journey[] = [
  {
    id: 'checkout',
    title: `A customer pays ${HOSTILE}`,
    who: 'customer',
    hurts: 'The receipt is empty',
    contact: 'service-desk@shop.example',
    steps: [],
  },
];

function facts(driftKey: string, effect: Effect, location: string): DriftFacts {
  return {
    driftKey,
    fingerprint: driftKey,
    rule: 'response-required-property-removed',
    level: 'breaking',
    severity: 'breaking',
    effect,
    usageGrade: 'pact',
    direction: 'response',
    subject: `GET /charges/{} response 200 application/json ${location}`,
    facet: 'property',
    args: { property: HOSTILE },
    operation: {
      method: 'GET',
      path: '/charges/{id}',
      operationId: 'getCharge',
      summary: `Look up ${HOSTILE}`,
    },
    source: 'live',
    cell: 'undocumented-change',
    stage: 'ahead',
    partial: false,
    inForce: true,
    affects: [{ pact: 'shop--acme-pay', interaction: `a charge ${HOSTILE}`, journeys: ['checkout'] }],
  };
}

function life(state: DriftInEnvironment['state'], of: DriftFacts): DriftInEnvironment {
  const at = '2026-11-20T10:00:00.000Z';
  return {
    state,
    looks: 2,
    since: at,
    confirmedAt: state === 'confirmed' ? at : null,
    inForceSince: at,
    facts: of,
  };
}

function notice(id: string, side: Side, held: boolean): NoticeState {
  const due = { id, change: 'ACME-PAY-1', occurrence: 1, side, step: 'announce', contact: id, n: 1 } as const;
  return {
    due: { ...due, environment: null, held },
    at: '2026-11-20T10:00:00.000Z',
    releasedAt: null,
    sentAt: null,
    attempts: [],
  };
}

/** A partner with one open change that waits for its release, one standing difference and one blind environment. */
export function sampleState(): PartnerState {
  const sources = {
    documents: 'agrees',
    live: 'drifts',
    pacts: 'agrees',
    headers: 'not-configured',
  } as const;
  return {
    ...emptyState('acme-pay'),
    seq: 7,
    head: 'ab'.repeat(32),
    at: '2026-11-20T10:00:00.000Z',
    environments: {
      sandbox: {
        verdict: 'drifts',
        since: '2026-11-20T10:00:00.000Z',
        sources,
        published: null,
        firstLook: null,
        blind: null,
      },
      production: {
        verdict: 'not-verified',
        since: '2026-11-19T10:00:00.000Z',
        sources: null,
        published: null,
        firstLook: null,
        blind: { class: 'timeout', since: '2026-11-19T10:00:00.000Z', told: true },
      },
    },
    drifts: {
      one: {
        driftKey: 'one',
        change: 'ACME-PAY-1',
        occurrence: 1,
        environments: { sandbox: life('confirmed', facts('one', 'breaks', '/total')) },
      },
      two: {
        driftKey: 'two',
        change: null,
        occurrence: 1,
        environments: { production: life('standing', facts('two', 'none', '/fee')) },
      },
    },
    changes: {
      'ACME-PAY-1': {
        ref: 'ACME-PAY-1',
        number: 1,
        because: 'look',
        document: null,
        cell: 'undocumented-change',
        openedAt: '2026-11-20T10:00:00.000Z',
        closedAt: null,
        how: null,
        occurrence: 1,
        drifts: ['one'],
        others: 3,
        released: false,
      },
    },
    notices: {
      'aaaaaaaa-ours': notice('aaaaaaaa-ours', 'ours', false),
      'bbbbbbbb-theirs': notice('bbbbbbbb-theirs', 'theirs', true),
    },
  };
}

const record: HistoryRecord = {
  seq: 7,
  at: '2026-11-20T10:00:00.000Z',
  by: { kind: 'person', id: HOSTILE },
  hash: 'cd'.repeat(32),
  lines: [`sandbox: confirmed ${HOSTILE}`],
  entry: { transitions: [], notices: [] } as unknown as HistoryRecord['entry'],
  body: '{}',
};

/** Facts of the sample, with a record of what was released. */
export function sampleSources(more: Partial<PageSources> = {}, views: PartnerView[] | null = null) {
  const released: [string, string, string][] = [];
  const decided: [string, string | null, string, string][] = [];
  const state = sampleState();
  const all = views ?? [{ agreement, state, journeys }];
  const ports = ledgerPorts();
  ports.calendar.now = () => new Date(NOW);
  const sources: PageSources = {
    ...peopleSources(ports, () => null),
    partners: async () => ({ views: all, next: null }),
    partner: async (name) => all.find((one) => one.agreement.partner === name) ?? null,
    async *history(_partner, after) {
      if (after < record.seq) yield record;
    },
    verify: async () => null,
    notice: (_view, id) => ({ subject: `About ${id}`, text: `Words ${HOSTILE}`, data: {} }),
    release: async (view, ref, by) => {
      released.push([view.agreement.partner, ref, by]);
      const notices = Object.values(state.notices).filter((one) => one.due.held);
      for (const one of notices) one.releasedAt = '2026-11-20T11:00:00.000Z';
      return { outcome: 'released', change: ref, notices: notices.map(({ due }) => due.id) };
    },
    keepBack: async (_view, ref, { until, why, by }) => {
      decided.push([ref, until, why, by]);
      return { outcome: until === null ? 'dropped' : 'held', change: ref, notices: [] };
    },
    ...more,
  };
  return { sources, released, decided };
}

/** A page over the sample, as one machine serves it. */
export function samplePage(more: Partial<PageSources> = {}, views: PartnerView[] | null = null) {
  const { sources, released, decided } = sampleSources(more, views);
  const app = createPage(sources, processDoor(HOST));
  const ask = (path: string, init: RequestInit = {}) =>
    app.request(`http://${HOST}${path}`, { ...init, headers: { host: HOST, ...init.headers } });
  return { ask, released, decided, sources };
}
