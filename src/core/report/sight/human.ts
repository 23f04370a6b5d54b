import { plainText } from '../plain-text.ts';
import { firstLines, firstWords, type Telling, troubleLines } from './facts.ts';
import { besideName, sightPicture } from './picture.ts';
import type { SightAtReport, SightReport, SightSubject } from './types.ts';
import {
  lengthWords,
  PARTY_WORDS,
  STATE_WORDS,
  showedWords,
  sourceWords,
  stateWords,
  timeWords,
} from './words.ts';

/** Lines of first looks that are listed. */
const LISTED = 20;

/** What every party could have seen in a period, for a terminal of 100 columns. */
export function sightText(report: SightReport): string {
  const { sight } = report;
  const telling = tellingOf(report, new Date(sight.from).toISOString().slice(0, 10));
  const head = `${headOf(report)}: what each party could see, ${timeWords(sight.from)} to ${timeWords(sight.to, telling.day)} UTC`;
  const known = sight.troubles.flatMap((one) => ['', ...wrapped(troubleLines(one, telling))]);
  const order = sight.first.slice(0, LISTED).map((one) => `  ${firstWords(one, telling)}`);
  const lines = [
    head,
    '',
    ...sightPicture(sight, telling.nameOf),
    ...(known.length > 0 ? known : ['', 'Nothing that was looked at shows trouble in this time.']),
    '',
    ...(order.length > 0 ? ['In the order in which it could be seen', ...wrapped(order)] : []),
    ...(order.length > 0 ? ['', ...wrapped(firstLines(sight, telling))] : []),
    '',
    'Minutes of each source',
    ...wrapped(minutesLines(report)),
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

/** What every source showed at an instant, for a terminal. */
export function sightAtText(report: SightAtReport): string {
  const day = new Date(report.at).toISOString().slice(0, 10);
  const { nameOf } = tellingOf(report, day);
  const lines = [`${headOf(report)}: what each party could see at ${timeWords(report.at)} UTC`];
  let party: string | null = null;
  for (const one of report.sources) {
    if (PARTY_WORDS[one.party] !== party) lines.push(PARTY_WORDS[one.party]);
    party = PARTY_WORDS[one.party];
    const note = one.note === null ? '' : ` (${plainText(one.note, 300)})`;
    const state = `${stateWords(one.kind, one.state)}${one.state === 'between' ? '' : note}`;
    lines.push(...besideName(nameOf(one), `${state}${lookWords(one, day)}`));
  }
  return `${wrapped(lines).join('\n')}\n`;
}

/** On which look it rests, how old that was, and what the next one showed. */
export function lookWords(
  { kind, look, ageMs, next, state }: SightAtReport['sources'][number],
  day: string,
): string {
  const after = next ? `, the next at ${timeWords(next.at, day)}: ${showedWords(kind, next.showed)}` : '';
  if (look === null) return after.replace(', the next', ', the first look after it');
  const age = ageMs === 0 ? '' : `, ${lengthWords(ageMs ?? 0)} before`;
  return `; last look at ${timeWords(look, day)}${age}${state === 'between' ? after : ''}`;
}

/** Names and days as the reports write them. */
export function tellingOf({ titles }: SightSubject, day: string): Telling {
  return { day, nameOf: (source) => plainText(sourceWords(source, titles), 60) };
}

/** Who and what it is about. */
export function headOf({ name, change }: SightSubject): string {
  return change === null ? plainText(name, 60) : `${plainText(name, 60)}, ${change}`;
}

function minutesLines({ sight, ...subject }: SightReport): string[] {
  const { nameOf } = tellingOf(subject, '');
  return sight.rows.flatMap((row) => {
    const spent = STATES.flatMap((state) => {
      const ms = row.spent[state] ?? 0;
      return ms > 0 ? [`${stateWords(row.kind, state)} ${Math.round(ms / 60_000)}`] : [];
    });
    return besideName(nameOf(row), spent.join(', '));
  });
}

const STATES = Object.keys(STATE_WORDS) as (keyof typeof STATE_WORDS)[];

/** Lines of at most 100 characters; what goes on is indented. */
function wrapped(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const parts: string[] = [];
    let rest = line;
    while (rest.length > 100) {
      const at = rest.lastIndexOf(' ', 100);
      const cut = at > 40 ? at : 100;
      parts.push(rest.slice(0, cut));
      rest = `    ${rest.slice(cut).trim()}`;
    }
    return [...parts, rest];
  });
}
