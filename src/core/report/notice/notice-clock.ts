import type { SaidDate } from '../../coming/kept-coming.ts';
import type { KnownBy } from '../../coming/types.ts';
import type { Side } from '../../ledger/types.ts';
import { plainText } from '../plain-text.ts';
import type { ChangeFacts } from './notice-facts.ts';

/** Who says a date, to our side. */
const SAYS = {
  'sunset header': 'their Sunset header',
  'deprecation header': 'their Deprecation header',
  document: 'their document',
  baseline: 'the agreed document',
  agreement: 'what we were told',
  answer: 'their answer',
  feed: 'their announcement',
  sandbox: 'the environment that is ahead',
} as const satisfies Record<KnownBy, string>;

/** What is said of a change's date by others than the one that counts, when it may come, and where to read on. */
export function clockLines(facts: ChangeFacts, side: Side): string[] {
  return [...contradictionLines(facts, side), ...estimateLines(facts, side), ...linkLines(facts)];
}

/** `Their Sunset header says 2027-06-01, their document 2027-07-01: we count from the earlier.` */
function contradictionLines({ date, said }: ChangeFacts, side: Side): string[] {
  const ends = said.filter(({ says }) => says !== 'deprecated').toSorted(byDay);
  const days = new Set(ends.map(({ on }) => on));
  const deprecated = said
    .filter(({ says }) => says === 'deprecated')
    .toSorted(byDay)
    .at(-1);
  const first = ends[0];
  const lines: string[] = [];
  if (days.size > 1) {
    const told = ends.map((one, index) => `${saysWords(one, side)}${index === 0 ? ' says' : ''} ${one.on}`);
    const counted =
      date?.on === first?.on ? 'we count from the earlier' : `we count from ${date?.on ?? 'none of them'}`;
    lines.push(`${capital(told.join(', '))}: ${counted}.`);
  }
  if (first && deprecated && first.on < deprecated.on)
    lines.push(
      `${capital(saysWords(first, side))} says that it ends on ${first.on}, ${saysWords(deprecated, side)} that it is deprecated from ${deprecated.on}.`,
    );
  return lines;
}

/** For our side alone: it is drawn from what the partner did before, and nobody has said it. */
function estimateLines({ next, date, estimate }: ChangeFacts, side: Side): string[] {
  if (side === 'theirs' || !estimate || !next || (date?.on && date.on <= estimate.on)) return [];
  const { on, earliest, latest, cases } = estimate;
  const spread = earliest === latest ? '' : ` (${earliest} to ${latest})`;
  return [
    `It may reach ${next} about ${on}${spread}: an estimate from ${cases} earlier changes of this partner.`,
  ];
}

function linkLines({ links }: ChangeFacts): string[] {
  return links.map(({ relation, target }) => {
    const what = relation === 'successor-version' ? 'What comes in its place' : 'More about it';
    return `${what}: ${plainText(target, 300)}`;
  });
}

function saysWords({ known }: SaidDate, side: Side): string {
  return side === 'ours' ? SAYS[known] : SAYS[known].replace(/^their /, 'your ');
}

function byDay(one: SaidDate, other: SaidDate): number {
  const [left, right] = [`${one.on} ${one.known}`, `${other.on} ${other.known}`];
  return left === right ? 0 : left < right ? -1 : 1;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
