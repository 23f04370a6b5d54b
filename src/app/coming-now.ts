import type { Agreement } from '../core/agreement/types.ts';
import { mergeComing } from '../core/coming/merge.ts';
import type { ComingRecord } from '../core/coming/record.ts';
import type { Heard } from '../core/coming/types.ts';
import { comingOf } from '../core/drift/assess/coming.ts';
import { heardDates } from '../core/feed/heard-dates.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import type { Ports } from './ports.ts';

/**
 * What is known to be coming for us from a partner, without a look: from the fold of its ledger, the agreement's
 * `announced` and the marks of the document that was agreed. Nearest date first.
 *
 * @param on.now ISO instant that days are counted from
 */
export function comingNow(
  ports: Pick<Ports, 'sha256'>,
  on: {
    agreement: Agreement;
    baseline: ApiDocument;
    pacts: readonly Pact[];
    state: PartnerState;
    now: string;
    heard?: readonly Heard[];
  },
): ComingRecord[] {
  const { agreement, baseline, pacts, state, now } = on;
  const bases = agreement.environments.map(({ url }) => url);
  const input = {
    agreement,
    journeys: [],
    environment: null,
    scheduledTime: now,
    now,
    usage: usageOf(baseline, pacts, agreement.uses, null, bases.length > 0 ? bases : undefined),
    baseline,
    heard: on.heard ?? heardDates(state.feeds),
    published: { kind: 'none' } as const,
    observation: null,
    seen: [],
    fits: [],
    headers: [],
    state,
    neighbourFresh: false,
    sha256: ports.sha256,
  };
  const records = comingOf({ input, findings: [], judged: () => false });
  return mergeComing(
    records.map((one) => ({ ...one, partner: agreement.partner })),
    now,
  );
}
