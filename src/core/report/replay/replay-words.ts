import { parseSubject } from '../../drift/subject.ts';
import { figuresOf, matters, type ReplayFigures } from '../../replay/figures.ts';
import type { Removal, Replay, ReplayDay, ToldChange, ToldDifference } from '../../replay/types.ts';
import { messageOf } from '../messages/messages.ts';
import { operationWords, placeWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { counted, rowWord } from '../row-words.ts';

/** The day of an ISO instant. */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** The title of a replay: whose history, and over which days. */
export function titleOf({ name, days, unread }: Replay): string {
  const versions = counted(days.length + unread.length, 'version', 'versions');
  const [first, last] = [days[0], days.at(-1)];
  const span = first && last ? `, ${dayOf(first.at)} to ${dayOf(last.at)}` : '';
  return `${plainText(name, 80)}: ${versions}${span}`;
}

/** What we use, in one line. */
export function usageWords({ usage }: Replay): string {
  if (!usage.known) return 'What we use is not known: each version that breaks somebody is one summary.';
  const names = usage.operations.slice(0, 5).map((operation) => operationWords({ operation, subject: '' }));
  const more = usage.operations.length - names.length;
  const listed = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const left = usage.unplaced.length;
  const unplaced = left > 0 ? ` ${counted(left, 'use is', 'uses are')} not in the first version.` : '';
  const of = counted(usage.operations.length, 'operation', 'operations');
  return `We use ${of} of it${listed ? `: ${listed}` : ''}.${unplaced}`;
}

/** The one sentence to take away. */
export function headlineOf(figures: ReplayFigures, { usage }: Replay): string {
  const { told, days } = figures;
  if (told.changes === 0) return 'Nothing would have been told';
  const on = counted(days, 'day', 'days');
  if (!usage.known) return `${counted(told.changes, 'summary', 'summaries')} would have been told, on ${on}`;
  const breaks = told.breaks > 0 ? `, ${told.breaks} of them as breaking us` : '';
  return `${counted(told.differences, 'difference', 'differences')} that touch us would have been told on ${on}${breaks}`;
}

/** The figures, each as a sentence without a full stop. */
export function figureLines(replay: Replay): string[] {
  const { versions, days, quiet, removals, lead } = figuresOf(replay);
  const ours = replay.usage.known ? 'what we use' : 'all that it offered';
  const went = `${counted(removals.counted, 'part', 'parts')} of ${ours} went`;
  const rest = removals.counted - removals.signed;
  return [
    `${counted(Math.max(0, versions - 1), 'version', 'versions')} after the first; ${days} would have been told, ${Math.max(0, versions - 1 - days)} not`,
    `${counted(quiet, 'difference', 'differences')} stayed quiet`,
    ...(removals.counted > 0
      ? [
          `${went}: ${removals.signed} with a mark before${lead ? ` (${leadWords(lead)})` : ''}, ${rest} without`,
          `${removals.back} of them came back`,
        ]
      : [`nothing of ${ours} went`]),
    `${counted(replay.notices.ours, 'message', 'messages')} to us, ${replay.notices.theirs} held for them`,
  ];
}

function leadWords({ least, median, most }: NonNullable<ReplayFigures['lead']>): string {
  if (least === most) return counted(most, 'day', 'days');
  return `${least} to ${counted(most, 'day', 'days')}, half of them ${median} or less`;
}

/** One difference that would have been told: what it does, and what it is. */
export function differenceWords(one: ToldDifference): { does: string; what: string } {
  const subject = parseSubject(one.subject);
  const message = subject ? messageOf(one.rule, one.args, subject) : one.rule;
  const place = placeWords(one.subject);
  const again = one.occurrence > 1 ? `, for the ${ordinal(one.occurrence)} time` : '';
  return {
    does: rowWord(one),
    what: `${operationWords(one)}: ${plainText(message, 160).replace(/\.$/, '')}${place ? ` (${place})` : ''}${again}`,
  };
}

/** What a change told of a day says before its differences. */
export function changeWords({ step, count }: ToldChange, { docVersion, version }: ReplayDay): string {
  const named = [docVersion && `version ${plainText(docVersion, 30)}`, plainText(version, 60)].filter(
    Boolean,
  );
  const what =
    step === 'summary'
      ? `a summary of ${counted(count, 'difference', 'differences')}`
      : `${counted(count, 'difference touches', 'differences touch')} us`;
  return `${named.join(', ')}: ${what}`;
}

/** What became of something that went. */
export function removalWords(one: Removal): string {
  const what = one.what === 'operation' ? '' : `, ${placeWords(one.subject)}`;
  const { sign, leadDays, back } = one;
  const marked = sign
    ? `marked (${sign.how}) on ${dayOf(sign.at)}${sign.orEarlier ? ' or earlier' : ''}, ${counted(leadDays ?? 0, 'day', 'days')} before`
    : 'not marked before';
  return `${operationWords(one)}${what}: ${marked}${back ? `; there again on ${dayOf(back)}` : ''}`;
}

/** Removals in the order of the page: what matters to us. */
export function shownRemovals({ removals }: Replay): Removal[] {
  return removals.filter(matters);
}

function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
