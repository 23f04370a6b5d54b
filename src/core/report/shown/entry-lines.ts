import { parseSubject } from '../../drift/subject.ts';
import { joinedRuns } from '../../ledger/day-run.ts';
import { answerLine, describeTransition } from '../../ledger/describe.ts';
import type { DriftFacts, EntryBody, PartnerState, Transition } from '../../ledger/types.ts';
import { messageOf } from '../messages/messages.ts';
import { operationWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { counted } from '../row-words.ts';
import { CELL_WORDS, effectWords, FAILURE_WORDS, KNOWN_WORDS, VERDICT_WORDS } from '../words.ts';

/** What an entry says became so, in the people's words, a line each; differences that have no facts in it by the fold's. */
export function entryLines(
  { transitions, notices }: Pick<EntryBody, 'transitions' | 'notices'>,
  state: PartnerState,
): string[] {
  return [
    ...transitions.map((one) => lineOf(one, state)),
    ...notices.map(
      ({ side, step, held, change }) =>
        `a notice to ${side === 'ours' ? 'us' : 'them'} is due (${step})${change ? ` of ${change}` : ''}${held ? '; it waits for a release' : ''}`,
    ),
  ];
}

function lineOf(one: Transition, state: PartnerState): string {
  const at = 'environment' in one ? `${one.environment ?? 'their document'}: ` : '';
  switch (one.type) {
    case 'verdict': {
      if (one.from === one.to) return `${at}still ${VERDICT_WORDS[one.to]}, by other sources`;
      const before = one.from === null ? '' : ` (before: ${VERDICT_WORDS[one.from]})`;
      return `${at}${VERDICT_WORDS[one.to]}${before}`;
    }
    case 'suspected':
      return `${at}seen once, to be confirmed: ${differenceWords(one.drift)}`;
    case 'seen-again':
      return `${at}seen again: ${known(one.driftKey, state)}`;
    case 'confirmed':
      return `${at}confirmed, ${one.change}: ${differenceWords(one.drift)}`;
    case 'moved':
      return `${at}now ${CELL_WORDS[one.drift.cell]}: ${differenceWords(one.drift)}`;
    case 'standing':
      return `${at}known from the first look: ${differenceWords(one.drift)}`;
    case 'resolved':
      return `${at}gone: ${known(one.driftKey, state)}`;
    case 'retracted':
      return `${at}taken back: ${known(one.driftKey, state)}`;
    case 'accepted':
      return `${at}taken over as agreed: ${known(one.driftKey, state)}`;
    case 'change-opened': {
      const others =
        one.others > 0 ? `; ${counted(one.others, 'other difference', 'other differences')}` : '';
      return `${one.change} opened: ${CELL_WORDS[one.cell]}${others}`;
    }
    case 'answered':
      return `${one.change} was answered: ${answerLine(one)}`;
    case 'blind':
      return `${at}could not check since ${minute(one.since)}: ${FAILURE_WORDS[one.class]}`;
    case 'unseen':
      return `${at}could not check ${plainText(one.operation)} since ${minute(one.since)}: ${FAILURE_WORDS[one.class]}`;
    case 'coming':
      return `${at}coming ${one.on === null ? 'without a date' : `on ${one.on}`}, known ${KNOWN_WORDS[one.known]}: ${plainText(one.subject)}`;
    case 'attempted': {
      const due = state.notices[one.notice]?.due;
      const about = due?.change ? ` of ${due.change}` : '';
      const to = due ? ` to ${due.side === 'ours' ? 'us' : 'them'}` : '';
      return `a notice${to}${about} ${one.outcome === 'sent' ? 'was sent' : 'could not be sent'}${one.detail ? `: ${plainText(one.detail)}` : ''}`;
    }
    case 'day':
      return `looks until midnight: ${joinedRuns(one.timeline)
        .map(
          (run) =>
            `${run.environment ?? 'their document'} ${VERDICT_WORDS[run.verdict]} (${counted(run.n, 'look', 'looks')})`,
        )
        .join(', ')}`;
    default:
      return describeTransition(one);
  }
}

function differenceWords(facts: DriftFacts): string {
  const subject = parseSubject(facts.subject);
  const message = plainText(subject ? messageOf(facts.rule, facts.args, subject) : facts.rule, 200);
  const effect = facts.effect === 'unknown' ? '' : ` (${effectWords(facts.effect, facts.cell)})`;
  return `${operationWords(facts)}: ${message.replace(/\.$/, '')}${effect}`;
}

function known(driftKey: string, state: PartnerState): string {
  const [life] = Object.values(state.drifts[driftKey]?.environments ?? {});
  return life ? differenceWords(life.facts) : `difference ${driftKey.slice(0, 8)}`;
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
