import type { Passage } from '../feed/types.ts';
import { joinedRuns } from './day-run.ts';
import type { Answer, DriftFacts, Transition } from './types.ts';
import type { FromVantage } from './vantage.ts';

/** One thing that became so, as a line for people who read the ledger. */
export function describeTransition(transition: Transition): string {
  switch (transition.type) {
    case 'verdict':
      return `${place(transition)}: ${transition.from ?? 'not looked at'} -> ${transition.to}`;
    case 'published':
      return `${place(transition)}: their document is version ${transition.to.slice(0, 12)}`;
    case 'suspected':
      return `${place(transition)}: suspected: ${what(transition.drift)}`;
    case 'seen-again':
      return `${place(transition)}: seen again, ${transition.looks} looks: drift ${transition.driftKey.slice(0, 8)}`;
    case 'confirmed':
      return `${place(transition)}: confirmed in ${transition.change}: ${what(transition.drift)}`;
    case 'moved':
      return `${place(transition)}: now ${transition.drift.cell} (${transition.drift.stage}): ${what(transition.drift)}`;
    case 'resolved':
    case 'retracted':
      return `${place(transition)}: ${transition.type}: drift ${transition.driftKey.slice(0, 8)}`;
    case 'standing':
      return `${place(transition)}: known difference: ${what(transition.drift)}`;
    case 'change-opened': {
      const others =
        transition.others === 1
          ? '1 other difference touches'
          : `${transition.others} other differences touch`;
      return `${transition.change} opened (${transition.cell}); ${others} nothing we use`;
    }
    case 'change-closed':
      return `${transition.change} ${transition.how}`;
    case 'reopened':
      return `${transition.change} is back (time ${transition.occurrence})`;
    case 'accepted':
      return `${place(transition)}: taken over by ${transition.by.id}: drift ${transition.driftKey.slice(0, 8)}`;
    case 'answered':
      return `${transition.change} answered: ${answerLine(transition)}`;
    case 'claim-checked':
      return `${transition.change}: said to be fixed, ${transition.holds ? 'and gone' : 'and still seen'}`;
    case 'blind':
      return `${place(transition)}${from(transition)}: could not check since ${transition.since} (${transition.class})${transition.told ? ', told' : ''}`;
    case 'unseen':
      return `${place(transition)}: ${transition.operation} could not be checked since ${transition.since} (${transition.class})${transition.told ? ', told' : ''}`;
    case 'seen':
      return `${place(transition)}: ${transition.operation} can be checked again`;
    case 'coming':
      return `${place(transition)}: coming ${transition.on === null ? 'without a date' : `on ${transition.on}`} (${transition.known}): ${transition.subject}`;
    case 'not-coming':
      return `${place(transition)}: not coming any more: ${transition.subject}`;
    case 'heard':
      return `heard in feed ${transition.feed.slice(0, 8)}: ${heardLine(transition.passages)}`;
    case 'heard-read':
      return `read by a person: ${transition.passages.length === 1 ? '1 passage' : `${transition.passages.length} passages`} of feeds`;
    case 'sight':
      return `${place(transition)}${from(transition)}: can be checked again`;
    case 'released':
      return `${transition.change} released: ${transition.notices.length} notices may leave`;
    case 'kept-back':
      return `${transition.change}: what waits is kept back until ${transition.until}: ${transition.why}`;
    case 'dropped':
      return `${transition.change}: ${transition.notices.length === 1 ? '1 notice' : `${transition.notices.length} notices`} dropped: ${transition.why}`;
    case 'attempted':
      return `notice ${transition.notice.slice(0, 8)} ${transition.outcome}${transition.detail ? `: ${transition.detail}` : ''}`;
    case 'erased':
      return `${transition.what} ${transition.commitment.slice(0, 12)} erased: ${transition.why}`;
    case 'day':
      return `looks until midnight: ${[...joinedRuns(transition.timeline).map((run) => `${place(run)} ${run.verdict} x${run.n}`), ...(transition.pages ?? []).map((run) => `status page ${run.state} x${run.n}`)].join(', ')}`;
    default:
      return transition satisfies never;
  }
}

/** An answer in one line: kind, date, whose, who wrote it down. */
export function answerLine({ kind, on, side, by }: Pick<Answer, 'kind' | 'on' | 'side' | 'by'>): string {
  return `${kind}${on ? ` for ${on}` : ''}, by ${side === 'ours' ? 'our side' : 'their side'} (${by.id})`;
}

function heardLine(passages: readonly Passage[]): string {
  if (passages.length === 0) return 'nothing new; what is there counts as read';
  return passages
    .map(
      ({ names, stated }) =>
        stated.map(({ what: of, change, on }) => `${of} ${change} on ${on}`).join(', ') || names.join(', '),
    )
    .join('; ');
}

function place(of: { environment: string | null }): string {
  return of.environment ?? 'documents';
}

function what(drift: DriftFacts): string {
  return `${drift.rule} at ${drift.subject} (${drift.effect})`;
}

function from({ vantage }: FromVantage): string {
  return vantage === undefined ? '' : ` from ${vantage}`;
}
