import type { PartnerState } from '../../../src/core/ledger/types.ts';
import type { ReportJourney } from '../../../src/core/report/journey-report.ts';
import type { PageSources, PartnerView } from '../../../web/types.ts';
import { HOSTILE, sampleSources, sampleState } from '../sample.ts';

const LONG = 'Verylongnamewithoutanyspace'.repeat(8);

const SUFFERING: ReportJourney = {
  id: 'checkout',
  title: `A customer pays ${HOSTILE} ${LONG}`,
  who: 'customer',
  verdict: 'suffering',
  state: 'suffering',
  since: '2026-11-20T09:00:00.000Z',
  failing: [],
  partners: { 'acme-pay': 'agrees' },
  hurts: `The receipt is empty ${HOSTILE}`,
  contact: 'service-desk@shop.example',
  allPartiesGreen: true,
};

/** A partner with so many open changes, a very long name, hostile words everywhere, and a journey that does not hold. */
export async function manyChanges(count: number): Promise<PageSources> {
  const [view] = (await sampleSources().sources.partners(null)).views as [PartnerView];
  const { agreement } = view;
  const state = withChanges(sampleState(), count);
  const named = { ...view, agreement: { ...agreement, name: `${agreement.name} ${LONG}` }, state };
  const toRead = {
    partner: 'acme-pay',
    id: 'ab'.repeat(16),
    at: '2026-11-19',
    day: '2026-11-18',
    names: [`/charges ${HOSTILE}`, LONG],
    used: true,
    until: '2027-01-01',
    url: `https://acme-pay.example/${LONG}`,
  };
  return sampleSources(
    { journeys: async () => [SUFFERING], known: async () => ({ coming: [], toRead: [toRead] }) },
    [named],
  ).sources;
}

function withChanges(state: PartnerState, count: number): PartnerState {
  const [change, drift] = [state.changes['ACME-PAY-1'], state.drifts.one];
  if (!change || !drift) throw new Error('the sample has no change');
  const next: PartnerState = { ...state, changes: {}, drifts: { ...state.drifts } };
  for (let number = 1; number <= count; number++) {
    const ref = `ACME-PAY-${number}`;
    const key = `drift-${number}`;
    next.changes[ref] = { ...change, ref, number, drifts: [key] };
    next.drifts[key] = { ...drift, driftKey: key, change: ref };
  }
  return next;
}
