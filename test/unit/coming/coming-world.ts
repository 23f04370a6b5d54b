import type { Agreement, DeclaredUse } from '../../../src/core/agreement/types.ts';
import type { ComingRecord } from '../../../src/core/coming/record.ts';
import type { ComingSource } from '../../../src/core/coming/types.ts';
import { comingOf } from '../../../src/core/drift/assess/coming.ts';
import type { AssessInput } from '../../../src/core/drift/assess/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { emptyState } from '../../../src/core/ledger/fold.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { usageOf } from '../../../src/core/usage/usage-of.ts';
import { anAgreement, sha256 } from '../lifecycle/look-fixture.ts';

export const NOW = '2026-11-22T08:00:00.000Z';

/** `GET /charges/{id}` with marks where a test says so. */
export function chargesDocument(
  marks: { operation?: JsonObject; expand?: JsonObject; amount?: JsonObject; inner?: JsonObject } = {},
): JsonObject {
  const inner = { type: 'object', properties: { code: { type: 'string', ...marks.inner } } };
  const properties = { amount: { type: 'integer', ...marks.amount }, fees: { type: 'array', items: inner } };
  const schema: JsonObject = { type: 'object', properties };
  return {
    openapi: '3.1.0',
    info: { title: 'Charges', version: '1' },
    paths: {
      '/charges/{id}': {
        get: {
          operationId: 'getCharge',
          summary: 'Get a charge',
          ...marks.operation,
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'expand', in: 'query', schema: { type: 'string' }, ...marks.expand },
          ],
          responses: { 200: { description: 'It', content: { 'application/json': { schema } } } },
        },
      },
      '/payouts': { get: { operationId: 'listPayouts', 'x-sunset': '2027-01-01', responses: {} } },
    },
  };
}

/** What is coming in one look that found no difference, changed where a test says so. */
export function comingIn(
  on: {
    document?: JsonObject;
    agreement?: Partial<Agreement>;
    uses?: DeclaredUse[];
    input?: Partial<AssessInput>;
  } = {},
): ComingRecord[] {
  const baseline = openDocument(on.document ?? chargesDocument(), sha256);
  const uses = on.uses ?? [{ operation: 'getCharge', with: {}, fields: [] }];
  const input: AssessInput = {
    agreement: anAgreement(on.agreement),
    journeys: [],
    environment: 'production',
    scheduledTime: NOW,
    now: NOW,
    usage: usageOf(baseline, [], uses),
    baseline,
    published: { kind: 'none' },
    observation: { exchanges: [], interactions: [], uses: [], failure: null },
    seen: [],
    fits: [],
    headers: [],
    state: emptyState('acme-pay'),
    neighbourFresh: true,
    sha256,
    ...on.input,
  };
  return comingOf({ input, findings: [], judged: () => true });
}

/** A source that says that something ends, changed where a test says so. */
export function aSource(change: Partial<ComingSource> = {}): ComingSource {
  return {
    known: 'document',
    environment: 'production',
    says: 'ends',
    what: 'removed',
    on: '2027-06-01',
    since: '2026-11-01',
    level: 'breaking',
    driftKey: null,
    change: null,
    operation: 'GET /charges/{id}',
    ...change,
  };
}
