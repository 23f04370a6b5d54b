import type { NoticeState, NoticeStep } from '../../src/core/ledger/types.ts';
import { isDropped } from '../../src/core/lifecycle/sendable.ts';
import { END_STEPS } from '../../src/core/lifecycle/threads.ts';
import type { Played } from './play.ts';
import type { Scenario } from './scenario.ts';

/** What became of a scenario's label. Days are those of the scenario. */
export interface Score {
  /** When our side was told of what breaks; null: never. */
  announced: number | null;
  /** Days between that and production; null where either is not there. */
  lead: number | null;
  /** What was done well, in a word; null where something is not as the label says. */
  well: 'in time' | 'as early as could be seen' | 'silent' | 'summed up' | null;
  /** What is not as the label says. */
  faults: string[];
}

const OPENING: ReadonlySet<NoticeStep> = new Set<NoticeStep>(['announce', 'shipped', 'reopened']);
/** A live difference counts from its second look on, and there is a look a day. */
const CONFIRM_DAYS = 1;

/** Holds what was told in a scenario against its label. */
export function scoreOf({ label }: Scenario, played: Played): Score {
  const { state, dayOf } = played;
  const sent = Object.values(state.notices).filter((one) => one.sentAt !== null);
  const dayOfNotice = (one: NoticeState) => dayOf(one.sentAt ?? one.at);
  const opening = sent.filter(({ due }) => due.side === 'ours' && OPENING.has(due.step));
  const about = (one: NoticeState) => subjectsOf(one, played);
  const isMeant = (subject: string) => (label.about ?? ['']).some((place) => subject.startsWith(place));
  const meant = opening.filter((one) => label.breaks && about(one).some(isMeant));
  const announced = meant.length > 0 ? Math.min(...meant.map(dayOfNotice)) : null;
  const production = label.production ?? null;
  const lead = announced === null || production === null ? null : production - announced;
  const faults = [
    ...tooLate(label, announced),
    ...new Set(
      opening
        .flatMap(about)
        .filter((one) => !label.breaks || !isMeant(one))
        .map((one) => `told of ${one}`),
    ),
    ...endFaults(label, sent, played),
    ...sideFaults(label, played),
  ];
  const has = (step: NoticeStep) => sent.some(({ due }) => due.step === step);
  for (const [step, wanted] of [
    ['summary', label.summary],
    ['blind', label.blind],
  ] as const)
    if (has(step) !== (wanted ?? false)) faults.push(`${wanted ? 'no' : 'a'} notice of the step ${step}`);
  return { announced, lead, well: faults.length === 0 ? wellOf(label) : null, faults };
}

function wellOf({ breaks, shown, summary }: Scenario['label']): NonNullable<Score['well']> {
  if (!breaks) return summary ? 'summed up' : 'silent';
  return shown ? 'in time' : 'as early as could be seen';
}

function tooLate({ breaks, shown, production }: Scenario['label'], announced: number | null): string[] {
  if (!breaks) return [];
  if (announced === null) return ['never announced'];
  const first = shown?.[1] ?? production ?? 0;
  if (announced < first) return [`announced on day ${announced}, before anything showed it`];
  const early = first + CONFIRM_DAYS;
  if (announced > early) return [`announced on day ${announced}, not by day ${early}`];
  if (shown && production != null && announced >= production) return ['announced when production had it'];
  return [];
}

/** Whoever was told hears the end once it is over, and not before. */
function endFaults(
  { over }: Scenario['label'],
  sent: readonly NoticeState[],
  { state, dayOf }: Played,
): string[] {
  const ends = sent.filter(({ due }) => END_STEPS.has(due.step));
  if (over === undefined) return ends.length > 0 ? [`told an end on day ${dayOf(ends[0]?.at ?? '')}`] : [];
  const open = Object.values(state.changes).filter(({ closedAt }) => closedAt === null);
  const late = ends.filter(({ at }) => dayOf(at) > over);
  return [
    ...open.map(({ ref }) => `${ref} is open still`),
    ...(ends.length === 0 ? ['nobody heard the end'] : []),
    ...late.map(({ at }) => `told the end on day ${dayOf(at)}`),
  ];
}

/** What was due for the partner, and whether it left. */
function sideFaults({ breaks, theirs }: Scenario['label'], { state }: Played): string[] {
  const due = Object.values(state.notices).filter(({ due }) => due.side === 'theirs');
  const waits = due.some((one) => one.sentAt === null && !isDropped(one, state));
  const what = due.some(({ sentAt }) => sentAt !== null) ? 'sent' : waits ? 'held' : 'nothing';
  const wanted = theirs ?? (breaks ? null : 'nothing');
  return wanted === null || wanted === what ? [] : [`theirs: ${what}, not ${wanted}`];
}

function subjectsOf({ due }: NoticeState, { state }: Played): string[] {
  const drifts = (due.change && state.changes[due.change]?.drifts) || [];
  return drifts.flatMap((key) => {
    const [life] = Object.values(state.drifts[key]?.environments ?? {});
    return life ? [life.facts.subject] : [];
  });
}
