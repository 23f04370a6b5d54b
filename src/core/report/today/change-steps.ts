import { NEXT_STEP } from '../../drift/triangulate.ts';
import type { Change, PartnerState, Side } from '../../ledger/types.ts';
import { plannedBy } from '../../lifecycle/change-date.ts';
import { waitingFor } from '../../lifecycle/sendable.ts';
import { summaryOfChange } from '../change-summary.ts';
import { type ChangeFacts, changeNow } from '../notice/notice-facts.ts';
import { ANSWER_DAYS } from '../notice/notice-sections.ts';
import { stepTold } from '../notice/notice-words.ts';
import { plainText } from '../plain-text.ts';
import { effectWords } from '../words.ts';
import type { TodayPartner } from './today.ts';
import type { TodayStep } from './types.ts';

const DAY_MS = 86_400_000;

/** What the open changes of a partner ask of whom: a release, our own step, an answer or a step of theirs. */
export function changeSteps({ agreement, state, journeys }: TodayPartner, now: string): TodayStep[] {
  const today = now.slice(0, 10);
  return Object.values(state.changes)
    .filter(({ closedAt }) => closedAt === null)
    .toSorted((a, b) => a.number - b.number)
    .flatMap((change) => {
      const facts = changeNow(change, { state, agreement, journeys, at: now });
      const on = { change, facts, state, today };
      const [whose] = NEXT_STEP[facts.cell].split(':');
      const waits = waitingFor(state, change.ref).length > 0;
      return [...(waits ? [releaseStep(on, agreement.name)] : []), ...nextSteps(whose, on, waits)];
    });
}

function nextSteps(whose: string | undefined, on: On, waits: boolean): TodayStep[] {
  if (whose === 'ours') return [ourStep(on)];
  if (whose !== 'theirs' && whose !== 'both') return [];
  const [theirs] = theirStep(on, waits);
  if (whose === 'theirs') return theirs ? [theirs] : [];
  const ours = ourStep(on);
  return [theirs ? together(ours, theirs) : ours];
}

/** A step of both sides: as soon as it is for one of them. */
function together(ours: TodayStep, theirs: TodayStep): TodayStep {
  const dates = [ours.by, theirs.by].flatMap((by) => by ?? []).toSorted();
  const { by, when } = ours.when === 'now' ? { by: null, when: ours.when } : dated(dates[0] ?? null);
  return { ...theirs, who: 'both', by, when, late: ours.late || theirs.late };
}

type Facts = Omit<ChangeFacts, 'recurrence'>;

interface On {
  change: Change;
  facts: Facts;
  state: PartnerState;
  /** ISO day. */
  today: string;
}

function releaseStep({ change, facts, state, today }: On, name: string): TodayStep {
  const count = waitingFor(state, change.ref).length;
  const until = change.keptBack && change.keptBack.until > today ? change.keptBack.until : null;
  return {
    ...aboutChange(change, facts, state),
    kind: 'release',
    who: 'ours',
    what: `Release what ${plainText(name, 60)} would be told (${count === 1 ? '1 notice' : `${count} notices`}), hold it or drop it`,
    when: until ? 'dated' : 'now',
    by: until,
    late: false,
  };
}

function ourStep({ change, facts, state, today }: On): TodayStep {
  const { date, hurts, next } = facts;
  const planned = plannedBy(change, 'ours')?.on ?? null;
  const by = planned ?? date?.startBy ?? date?.on ?? null;
  const isThere = hurts && next === null && planned === null;
  return {
    ...aboutChange(change, facts, state),
    kind: 'step',
    who: 'ours',
    what: capital(stepTold('ours', facts.cell)),
    ...(isThere ? { when: 'now' as const, by: null } : dated(by)),
    late: (date?.late ?? false) || (by !== null && by < today),
  };
}

/** What they were asked for, by when; nothing while our own release stands before it. */
function theirStep({ change, facts, state, today }: On, waits: boolean): TodayStep[] {
  const asked = toldOn(change, state);
  if (asked === null && waits) return [];
  const planned = plannedBy(change, 'theirs')?.on ?? null;
  const answered = change.answers?.some(({ side }) => side === 'theirs') ?? false;
  const by = planned ?? (asked === null || answered ? null : addDays(asked, ANSWER_DAYS));
  return [
    {
      ...aboutChange(change, facts, state),
      kind: answered ? 'step' : 'answer',
      who: 'theirs',
      what: `${capital(stepTold('ours', facts.cell))}${asked === null ? '; they were not told yet' : ''}`,
      ...dated(by),
      late: by !== null && by < today,
    },
  ];
}

function aboutChange(change: Change, facts: Facts, state: PartnerState) {
  const worst = facts.drifts[0];
  const effect = worst && worst.effect !== 'unknown' ? `; it ${effectWords(worst.effect, worst.cell)}` : '';
  const felt = facts.journeys.map(({ title }) => plainText(title, 80));
  const journeys = felt.length > 0 ? `; felt in ${felt.slice(0, 3).join(', ')}` : '';
  return {
    partner: state.partner,
    change: change.ref,
    journey: null,
    why: `${summaryOfChange(facts, change)}${effect}${journeys}`,
  };
}

function dated(by: string | null): Pick<TodayStep, 'when' | 'by'> {
  return { when: by === null ? 'undated' : 'dated', by };
}

/** When a side was told of a change last; null: never. */
function toldOn(change: Change, { notices }: PartnerState, side: Side = 'theirs'): string | null {
  const sent = Object.values(notices).flatMap(({ due, sentAt }) =>
    due.change === change.ref && due.side === side && sentAt !== null ? [sentAt] : [],
  );
  return sent.toSorted().at(-1) ?? null;
}

function addDays(iso: string, count: number): string {
  return new Date(Date.parse(iso) + count * DAY_MS).toISOString().slice(0, 10);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
