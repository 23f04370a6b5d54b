import type { Agreement, Journey } from '../../agreement/types.ts';
import type { PartnerState } from '../../ledger/types.ts';
import { journeyFacts } from '../journey-facts.ts';
import type { ReportJourney } from '../journey-report.ts';
import { plainText } from '../plain-text.ts';
import type { ToRead } from '../to-read-lines.ts';
import { changeSteps } from './change-steps.ts';
import { sightSteps } from './sight-steps.ts';
import type { TodayStep } from './types.ts';

/** A partner, as far as it says what is to be done. */
export interface TodayPartner {
  agreement: Agreement;
  state: PartnerState;
  journeys: readonly Journey[];
  /** Passages of its feeds that wait for a person. */
  toRead?: readonly ToRead[];
}

/**
 * Who has what to do, by date: what is due now, then what has a date, nearest first, then the rest.
 *
 * @param now ISO instant that days are counted from
 */
export function todayOf(
  partners: readonly TodayPartner[],
  journeys: readonly ReportJourney[],
  now: string,
): TodayStep[] {
  const steps = [
    ...partners.flatMap((one) => [
      ...changeSteps(one, now),
      ...sightSteps(one.agreement, one.state),
      ...readingSteps(one),
    ]),
    ...journeys.flatMap((one) => journeySteps(one)),
  ];
  return steps.toSorted(
    (a, b) =>
      (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0) ||
      Number(b.late) - Number(a.late) ||
      WHO_ORDER.indexOf(a.who) - WHO_ORDER.indexOf(b.who),
  );
}

/** What we can do ourselves comes first. */
const WHO_ORDER: TodayStep['who'][] = ['ours', 'both', 'theirs'];

/** `now` is before every date, no date after all. */
function orderOf({ when, by }: TodayStep): string {
  return when === 'now' ? '' : (by ?? '9999');
}

function readingSteps({ agreement, toRead = [] }: TodayPartner): TodayStep[] {
  if (toRead.length === 0) return [];
  const names = [...new Set(toRead.flatMap((one) => one.names))].slice(0, 5).map((one) => plainText(one, 60));
  const many = toRead.length === 1 ? '1 passage' : `${toRead.length} passages`;
  return [
    {
      partner: agreement.partner,
      change: null,
      journey: null,
      kind: 'read',
      who: 'ours',
      what: `Read ${many} that they wrote about what we use`,
      why: `Named: ${names.join(', ')}`,
      when: 'undated',
      by: null,
      late: false,
    },
  ];
}

function journeySteps(one: ReportJourney): TodayStep[] {
  const { kind, stands, title, felt } = journeyFacts(one);
  if (kind !== 'suffering' && kind !== 'reported') return [];
  return [
    {
      partner: null,
      change: null,
      journey: one.id,
      kind: 'journey',
      who: 'ours',
      what: `${title}: ${stands}`,
      why: felt,
      when: 'now',
      by: null,
      late: false,
    },
  ];
}
