import { join } from 'node:path';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import type { Finding, SourceName } from '../../src/core/drift/finding.ts';
import { driftKey, fingerprint } from '../../src/core/drift/fingerprint.ts';
import { isInForce } from '../../src/core/drift/triangulate.ts';
import type { Look } from '../../src/core/lifecycle/types.ts';

export const START = Date.parse('2026-01-01T00:00:00.000Z');

/** The sample partner with the most of everything. */
export const agreement = loadAgreements({ cwd: join(import.meta.dirname, '../..'), sha256 }).agreements.find(
  ({ partner }) => partner === 'acme-pay',
) as Agreement;

const environment = agreement.environments[0]?.name ?? null;

/** A property of an answer that is gone, as live or the document shows it. */
export function finding(
  name: string,
  source: 'live' | 'documents',
  effect: Finding['effect'] = 'breaks',
): Finding {
  const cell = source === 'live' ? 'undocumented-change' : 'announced';
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
    pointer: { baseline: `#/paths/~1charges~1{id}/get/responses/200/${name}`, observed: null },
    proof: 'structural',
    partner: agreement.partner,
    environment,
    source,
    severity: 'breaking',
    effect,
    usageGrade: effect === 'none' ? 'unknown' : 'pact',
    cell,
    partial: false,
    stage: 'one-sided',
    affects:
      effect === 'none'
        ? []
        : [{ pact: 'shop--acme-pay', interaction: 'a request for a charge', journeys: ['checkout'] }],
    fingerprint: fingerprint(difference, sha256),
    driftKey: driftKey(agreement.partner, difference, sha256),
    suppressed: false,
    inForce: isInForce(cell),
  };
}

/** A look that could judge everything. */
export function look(at: string, findings: Finding[], published: string | null): Look {
  return {
    partner: agreement.partner,
    environment,
    scheduledTime: at,
    at,
    findings,
    judged: () => true,
    notVerified: [],
    coming: [],
    coverage: { used: 2, exercised: 2, skipped: { mode: 0, budget: 0, doNotCall: 0 } },
    configured: { documents: true, live: true, pacts: true, headers: true },
    published,
  };
}

/** A look that saw nothing. */
export function outage(at: string): Look {
  const sources: SourceName[] = ['documents', 'live'];
  return {
    ...look(at, [], null),
    judged: () => false,
    coverage: { used: 2, exercised: 0, skipped: { mode: 0, budget: 0, doNotCall: 0 } },
    notVerified: sources.map((source) => ({
      partner: agreement.partner,
      environment,
      source,
      interaction: null,
      operation: null,
      class: 'timeout',
      detail: 'no answer',
      next: 'wait',
    })),
  };
}
