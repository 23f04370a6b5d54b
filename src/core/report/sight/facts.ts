import { lengthOf } from '../../sight/spans.ts';
import type { FirstShown, Party, Sight, SourceName, Trouble } from '../../sight/types.ts';
import { lengthWords, showedWords, timeWords } from './words.ts';

/** How names and times are written. `day`: ISO day that need not be said. */
export interface Telling {
  nameOf(source: SourceName): string;
  day: string;
}

/** What is known afterwards of one time of trouble, as sentences. */
export function troubleLines(trouble: Trouble, { nameOf, day }: Telling): string[] {
  const { from, to, seen, notBefore, notAfter, first, last, nobody, nobodyAtMost, peopleOnly } = trouble;
  const at = (ms: number) => timeWords(ms, day);
  const begins = notBefore === null || notBefore === from ? '' : `, and not before ${at(notBefore)}`;
  const word = seen === from ? '' : `, by what it said at ${at(seen)}`;
  const ends = notAfter === null ? 'no look after it yet' : `over by ${at(notAfter)}`;
  const sure = lengthOf(nobody);
  const most = lengthOf(nobodyAtMost);
  const range = most > sure ? `, at most ${lengthWords(most)} before it is known to have begun` : '';
  return [
    `Known afterwards: from ${at(from)} (${nameOf(first)}${word}${begins}) to ${at(to)} (${nameOf(last)}; ${ends}): ${lengthWords(to - from)}`,
    `Nobody could see it for ${lengthWords(sure)}${spansOf(nobody, at)}${range}`,
    ...(peopleOnly.length > 0
      ? [`Only people told of it for ${lengthWords(lengthOf(peopleOnly))}${spansOf(peopleOnly, at)}`]
      : []),
  ];
}

/** What each side could have seen first, as sentences; a side that nothing showed it to is said too. */
export function firstLines({ first, rows }: Sight, telling: Telling): string[] {
  const sides: readonly (readonly [string, readonly Party[]])[] = [
    ['Our side', ['ours', 'both']],
    ['Their side', ['theirs', 'both']],
  ];
  return sides.flatMap(([side, parties]) => {
    const [earliest] = first.filter(({ party }) => parties.includes(party));
    if (earliest) return [`${side}: ${firstWords(earliest, telling)}`];
    const has = rows.some(({ party }) => parties.includes(party));
    return has ? [`${side}: nothing showed it in this time`] : [];
  });
}

/** When a source first showed it, and when it had last been looked at before. */
export function firstWords({ at, before, showed, ...source }: FirstShown, { nameOf, day }: Telling): string {
  const look = before === null ? 'no look before it' : `the look before it was at ${timeWords(before, day)}`;
  return `${timeWords(at, day)}, ${nameOf(source)}: ${showedWords(source.kind, showed)} (${look})`;
}

function spansOf(spans: Trouble['nobody'], at: (ms: number) => string): string {
  if (spans.length === 0) return '';
  const told = spans.slice(0, 5).map(({ from, to }) => `${at(from)} to ${at(to)}`);
  return ` (${told.join(', ')}${spans.length > 5 ? ', ...' : ''})`;
}
