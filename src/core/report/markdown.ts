import { noteText } from './agreement-notes.ts';
import { comingDetails, comingWords } from './coming-words.ts';
import { factorLines } from './factor-lines.ts';
import { fitting } from './fitting.ts';
import { toldJourneys } from './journey-facts.ts';
import { rowDetails, rowTable } from './markdown-rows.ts';
import { markdownSentence, markdownTable, markdownText } from './markdown-text.ts';
import { nearestFirst } from './nearest-first.ts';
import { pageWords } from './page-words.ts';
import { recurrenceLines } from './recurrence-lines.ts';
import { counted } from './row-words.ts';
import { rowCounts, type SortedRows, sortRows } from './sort-rows.ts';
import type { Surroundings } from './surroundings.ts';
import type { Report } from './types.ts';
import { FAILURE_WORDS, KNOWN_WORDS, VERDICT_WORDS } from './words.ts';

/** GitHub takes 65,536 characters in a comment. */
const MOST_CHARACTERS = 65_000;

/** Set aside for the lines that say what was left out, and for what stands around the lists. */
const RESERVED = 1_500;

/** Checks, coming changes and blind spots beyond this are counted. */
const MOST_LINES = 20;

/** The words for what comes next in a list that was cut. */
const KEPT = 'all of them: `--format json`';

/**
 * A report as Markdown (GitHub's) for a pull request or a ticket: the same content as the human one, what is longer
 * folded away. At most 65,000 characters; what did not fit is counted.
 */
export function renderMarkdown(report: Report, { sources }: Pick<Surroundings, 'sources'> = {}): string {
  const sorted = sortRows(report);
  const { touching, suspected, standing, suppressed, rest } = sorted;
  const first = heading(report, sorted);
  const last = [
    ...again(report),
    ...coming(report),
    ...notVerified(report),
    ...journeys(report),
    ...ownNotes(report),
    ...factors(report),
  ];
  let room = MOST_CHARACTERS - RESERVED - [first, ...last].join('\n\n').length;
  const list = (lines: string[]): string[] => {
    const fit = fitting(lines, room);
    room = fit.room;
    if (fit.left === 0) return fit.lines;
    return [...fit.lines, '', `and ${fit.left} more (${KEPT})`];
  };
  const main = list(rowTable(touching, report.command));
  const waiting = list(rowTable(suspected, report.command));
  const details = list(rowDetails(touching, sources));
  const others = list(rowTable(rest, report.command));
  const blocks = [
    first,
    main.join('\n'),
    waiting.length > 0 ? `**Seen, waiting to be confirmed**\n\n${waiting.join('\n')}` : '',
    folded('How it is known, and every operation', details),
    folded(restWords(rest.length, report), others),
    [
      ...(standing.length > 0
        ? [`${counted(standing.length, 'known difference', 'known differences')} since our first look`]
        : []),
      ...(suppressed.length > 0 ? [`${suppressed.length} ignored or accepted`] : []),
    ].join('; '),
    ...last,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function heading(report: Report, sorted: SortedRows): string {
  if (report.command === 'diff') {
    const { breaking, warning, info } = rowCounts(sorted);
    return `**${breaking} breaking, ${warning} warning, ${info} info**`;
  }
  const lines = report.checks.map(
    (one) =>
      `- **${markdownText([one.partner, one.environment].filter((part) => part).join(' '))}** ${VERDICT_WORDS[one.verdict]}${one.statusPage ? `; ${pageWords(one.statusPage)}` : ''}`,
  );
  return capped(lines).join('\n');
}

function restWords(rest: number, { command }: Report): string {
  return `${rest} more ${command === 'diff' ? 'for information' : rest === 1 ? 'that touches nothing we use' : 'that touch nothing we use'}`;
}

function folded(summary: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<details><summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function again(report: Report): string[] {
  const lines = recurrenceLines(report).map((line) => `- ${markdownText(line.trim(), 300)}`);
  return lines.length === 0 ? [] : [`**Not the first time**\n\n${capped(lines).join('\n')}`];
}

function factors(report: Report): string[] {
  const lines = capped(factorLines(report));
  return lines.length === 0 ? [] : [folded('What contributed, and what shows it earlier', lines)];
}

function coming(report: Report): string[] {
  if (report.coming.length === 0) return [];
  const rows = nearestFirst(report.coming).map((one) => [
    one.on?.slice(0, 10) ?? 'no date given',
    one.daysLeft === null ? '' : String(one.daysLeft),
    markdownText([one.environment, comingWords(one, report)].filter((part) => part).join(': ')),
    markdownText([KNOWN_WORDS[one.known], ...comingDetails(one)].join('; '), 600),
    one.late ? 'late' : '',
  ]);
  const table = markdownTable(['On', 'Days left', 'What', 'Known', ''], rows.slice(0, MOST_LINES));
  return [`**Coming**\n\n${[...table, ...left(rows)].join('\n')}`];
}

function notVerified(report: Report): string[] {
  if (report.notVerified.length === 0) return [];
  const rows = report.notVerified.map((one) => [
    markdownText([one.partner, one.environment].filter((part) => part).join(' ')),
    markdownText(one.interaction ?? one.operation ?? ''),
    `${FAILURE_WORDS[one.class]} (${one.class})`,
    markdownText(one.next),
  ]);
  const table = markdownTable(['Where', 'What', 'Why', 'Next'], rows.slice(0, MOST_LINES));
  return [`**Could not check**\n\n${[...table, ...left(rows)].join('\n')}`];
}

function journeys(report: Report): string[] {
  const rows = toldJourneys(report.journeys).map(({ title, stands, since, details, felt }) => [
    markdownText(title),
    markdownText([stands, since === '' ? '' : `since ${since}`].filter((part) => part).join(', ')),
    markdownText(details.join('; '), 600),
    markdownText(felt, 400),
  ]);
  if (rows.length === 0) return [];
  const heads = ['Journey', 'How it stands', 'Why', 'Who feels it'];
  return [
    `**Journeys**\n\n${[...markdownTable(heads, rows.slice(0, MOST_LINES)), ...left(rows)].join('\n')}`,
  ];
}

function ownNotes({ notes = [] }: Report): string[] {
  const lines = notes.map((one) => markdownSentence(`${one.file}:${one.line}: ${noteText(one)}`, 1_000));
  if (lines.length === 0) return [];
  return [`**In our own agreement**\n\n${capped(lines.map((line) => `- ${line}`)).join('\n')}`];
}

function capped(lines: readonly string[]): string[] {
  return [...lines.slice(0, MOST_LINES), ...left(lines)];
}

function left(lines: readonly unknown[]): string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? ['', `and ${more} more (${KEPT})`] : [];
}
