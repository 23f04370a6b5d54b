import type { JsonObject } from '../json.ts';
import type { WrittenAuth, WrittenEnvironments } from './environment-schema.ts';
import type { WrittenException } from './policy-schema.ts';
import type { Surroundings } from './read-agreement.ts';
import type { Agreement, Auth, Broker, Contact, DeclaredUse, Environment, Exception, Span } from './types.ts';
import { isUrl } from './values.ts';
import type { WrittenAgreement, WrittenContact, WrittenUse } from './written.ts';

const HOUR = 3_600_000;

/** Fills in every default of the agreement format and makes every path absolute. */
export function complete(written: WrittenAgreement, around: Surroundings, hash: string): Agreement {
  const openapi = typeof written.openapi === 'string' ? { published: written.openapi } : written.openapi;
  const locate = (place: string) => (isUrl(place) ? place : around.resolve(place));
  return {
    file: around.file,
    partner: written.partner,
    name: written.name ?? written.partner,
    kind: written.kind ?? 'company',
    we: written.we ?? 'us',
    contract: {
      reference: written.contract?.reference ?? null,
      supports: written.contract?.supports ?? null,
      critical: written.contract?.critical ?? false,
    },
    openapi: {
      baseline: around.resolve(openapi?.baseline ?? defaultBaseline(written.partner, around)),
      published: openapi?.published ? locate(openapi.published) : null,
      externalRefs: openapi?.['external-refs'] ?? [],
    },
    ours: written.ours
      ? {
          openapi: around.resolve(written.ours.openapi),
          ...(written.ours.agreed === undefined ? {} : { agreed: around.resolve(written.ours.agreed) }),
          deliveries: (written.ours.deliveries ?? ifThere('sent/*.json', around)).map(around.resolve),
          environments: environmentsOf(written.ours.environments ?? {}, locate),
        }
      : null,
    broker: written.broker ? brokerOf(written.broker, written.name ?? written.partner) : null,
    deliveries: (written.deliveries ?? ifThere('deliveries/*.json', around)).map(around.resolve),
    pacts: (written.pacts ?? ifThere('pacts/*.json', around)).map(around.resolve),
    states:
      (written.states ? [written.states] : ifThere('states.yaml', around)).map(around.resolve)[0] ?? null,
    uses: (written.uses ?? []).map(useOf),
    ...(written['status-page'] === undefined ? {} : { statusPage: written['status-page'] }),
    environments: environmentsOf(written.environments ?? {}, locate),
    schedule: scheduleOf(written.schedule),
    limits: {
      requestsPerSecond: written.limits?.['requests-per-second'] ?? 1,
      concurrent: written.limits?.concurrent ?? 1,
      timeoutMs: written.limits?.timeout ?? 10_000,
      callsPerDay: written.limits?.['calls-per-day'] ?? null,
    },
    maxAgeMs: written['max-age'] ?? 24 * HOUR,
    promise: { responseTimeMs: written.promise?.['response-time'] ?? null },
    noticeDays: {
      breaking: written['notice-days']?.breaking ?? null,
      warning: written['notice-days']?.warning ?? null,
    },
    migrationDays: written['migration-days'] ?? null,
    changeFreeze: (written['change-freeze'] ?? []).map(span),
    doNotCall: (written['do-not-call'] ?? []).map(span),
    announced: (written.announced ?? []).map((one) => ({
      what: one.what,
      change: one.change,
      on: one.on ?? null,
      heard: one.heard ?? null,
    })),
    announcements: [...new Set(written.announcements ?? [])],
    contacts: {
      ours: (written.contacts?.ours ?? []).map(contact),
      theirs: (written.contacts?.theirs ?? []).map(contact),
      theirsSend: written.contacts?.['theirs-send'] ?? 'hold',
    },
    evidence: written.evidence ?? 'shapes',
    policy: {
      confirm: written.policy?.confirm ?? 2,
      failOn: written.policy?.['fail-on'] ?? 'may-break',
      severity: written.policy?.severity ?? {},
      accepted: (written.policy?.accepted ?? []).map(exception),
      ignore: (written.policy?.ignore ?? []).map(exception),
    },
    hash,
  };
}

/** An entry of `uses`, in either of its two forms. */
export function useOf(written: WrittenUse): DeclaredUse {
  if (typeof written === 'string') return { operation: written, with: {}, fields: [] };
  const { operation, with: values = {}, fields = [], known } = written;
  return { operation, with: values, fields, ...(known && { known }) };
}

function ifThere(path: string, around: Surroundings): string[] {
  return around.has(around.resolve(path)) ? [path] : [];
}

/** `.yaml`, or what `init` kept as the partner serves it: `.json`. */
function defaultBaseline(partner: string, around: Surroundings): string {
  const json = `../../openapi/${partner}.json`;
  const yaml = `../../openapi/${partner}.yaml`;
  return !around.has(around.resolve(yaml)) && around.has(around.resolve(json)) ? json : yaml;
}

function environmentsOf(written: WrittenEnvironments, locate: (place: string) => string): Environment[] {
  return Object.entries(written).map(([name, value]) => {
    const one = typeof value === 'string' ? { url: value } : value;
    return {
      name,
      url: one.url.replace(/\/+$/, ''),
      published: one.published ? locate(one.published) : null,
      auth: one.auth ? authOf(one.auth) : null,
      clientCertificate: one['client-certificate']?.secret ?? null,
      mode: one.mode ?? 'read-only',
      aheadOf: one['ahead-of'] ?? null,
    };
  });
}

function authOf(written: WrittenAuth): Auth {
  const { bearer, basic, header, query, oauth2, secret } = written;
  if (bearer) return { kind: 'bearer', secret: bearer.secret };
  if (basic) return { kind: 'basic', secret: basic.secret };
  if (header) return { kind: 'header', name: header.name, secret: header.secret };
  if (query) return { kind: 'query', name: query.name, secret: query.secret };
  if (oauth2) {
    return {
      kind: 'oauth2',
      tokenUrl: oauth2['token-url'] ?? null,
      clientId: oauth2['client-id'] ?? null,
      scopes: oauth2.scopes ?? [],
      secret: oauth2.secret,
    };
  }
  return { kind: 'document', secret: secret ?? '' };
}

/** Without selectors: what the main branch has, and what is deployed or released. */
const SELECTORS: JsonObject[] = [{ mainBranch: true }, { deployedOrReleased: true }];

function brokerOf(written: NonNullable<WrittenAgreement['broker']>, provider: string): Broker {
  const auth = written.auth ? authOf(written.auth) : null;
  return {
    url: written.url.replace(/\/+$/, ''),
    auth: auth?.kind === 'bearer' || auth?.kind === 'basic' ? auth : null,
    provider: written.provider ?? provider,
    branch: written.branch ?? null,
    selectors: written.selectors?.map((one) => ({ ...one }) as JsonObject) ?? SELECTORS,
    publish: written.publish ?? false,
  };
}

function scheduleOf(written: WrittenAgreement['schedule']): Agreement['schedule'] {
  if (written?.cron !== undefined) return { cron: written.cron, timezone: written.timezone ?? 'UTC' };
  return { everyMs: written?.every ?? HOUR };
}

function span(written: { from: string; to: string; why?: string | undefined }): Span {
  return { from: written.from, to: written.to, why: written.why ?? null };
}

function contact(written: WrittenContact): Contact {
  if (written.email !== undefined) return { kind: 'email', address: written.email };
  if (written.webhook !== undefined)
    return { kind: 'webhook', url: written.webhook, secret: written.secret ?? null };
  return { kind: 'slack', secret: written.slack?.secret ?? '' };
}

function exception(written: WrittenException): Exception {
  const { until, why, by, ...name } = written;
  return { by: name, until: until ?? null, why: why ?? null, who: by ?? null };
}
