import type { Coming } from '../../../src/core/drift/finding.ts';
import type { LivedFinding } from '../../../src/core/drift/verdict.ts';

/** A confirmed live difference that breaks us, changed where a test says so. */
export function findingOf(change: Partial<LivedFinding> = {}): LivedFinding & { firstConfirmed: boolean } {
  return {
    partner: 'orders',
    environment: 'sandbox',
    source: 'live',
    rule: 'response-required-property-removed',
    level: 'breaking',
    severity: 'breaking',
    effect: 'breaks',
    usageGrade: 'pact',
    cell: 'undocumented-change',
    partial: false,
    stage: 'one-sided',
    direction: 'response',
    subject: {
      method: 'GET',
      path: '/orders/{}',
      section: 'response',
      status: '200',
      media: 'application/json',
      location: '/total',
    },
    facet: 'property',
    args: { property: 'total' },
    operation: { method: 'GET', path: '/orders/{id}', operationId: 'getOrder' },
    pointer: { baseline: null, observed: null },
    proof: 'structural',
    affects: [],
    fingerprint: 'f1',
    driftKey: 'd1',
    suppressed: false,
    inForce: true,
    state: 'confirmed',
    firstConfirmed: true,
    ...change,
  };
}

/** A dated change that touches us. */
export function comingOf(change: Partial<Coming> = {}): Coming {
  return {
    change: null,
    driftKey: null,
    environment: 'sandbox',
    operation: 'GET /orders/{id}',
    what: 'sunset-announced',
    on: '2027-06-01',
    known: 'sunset header',
    daysLeft: 190,
    late: false,
    ...change,
  };
}
