import { isOurSide } from '../agreement/our-side.ts';
import type { Coming, SourceName } from '../drift/finding.ts';
import { comingDetails, comingWords } from './coming-words.ts';
import { nearestFirst } from './nearest-first.ts';
import { pageWords } from './page-words.ts';
import { type Paint, VERDICT_MARKS } from './paint.ts';
import { plainText } from './plain-text.ts';
import { counted, reachWords, rowMessage, rowPlace, rowWord } from './row-words.ts';
import type { RowWithFindings } from './rows.ts';
import { rowCounts, type SortedRows } from './sort-rows.ts';
import type { Report, ReportCheck, ReportRow } from './types.ts';
import {
  FAILURE_WORDS,
  KNOWN_WORDS,
  SOURCE_VERDICT_WORDS,
  sourceWords,
  stepWords,
  VERDICT_WORDS,
} from './words.ts';

/** One line a row: what it does, the operations, what changed and where, what to do. At most `most` rows. */
export function rowLines(
  rows: readonly RowWithFindings[],
  report: Report,
  { most, paint, explain }: { most: number; paint: Paint; explain: (row: ReportRow) => string[] },
): string[] {
  const lines = rows
    .slice(0, most)
    .flatMap(({ row }) => [
      `  ${rowLine(row, report, paint)}`,
      ...explain(row).map((line) => `      ${line}`),
    ]);
  if (rows.length > most) lines.push(`  and ${rows.length - most} more (all of them: --format json)`);
  return lines;
}

function rowLine(row: ReportRow, report: Report, paint: Paint): string {
  const word = rowWord(row);
  const colour = word === 'breaking' || row.effect === 'breaks' ? 'red' : 'yellow';
  const who = severalChecks(report) ? `${whereOf(row)}: ` : '';
  const place = rowPlace(row);
  const what = `${rowMessage(row)}${place ? ` (${place})` : ''}`;
  const journeys = [...new Set(row.affects.flatMap((one) => one.journeys))];
  const more = [
    ...(journeys.length > 0 ? [`felt in ${plainText(journeys.join(', '))}`] : []),
    ...(row.cell ? [stepWords(row.cell)] : []),
    ...(row.change ? [row.change] : []),
    ...(row.proof === 'undecided' ? ['not proven'] : []),
  ];
  const tail = more.length > 0 ? paint('dim', ` · ${more.join(' · ')}`) : '';
  return `${paint(colour, word.padEnd(12))}  ${who}${paint('bold', reachWords(row))}: ${what}${tail}`;
}

/** What does not touch us, in counts. */
export function restLine(sorted: SortedRows, usageKnown: boolean): string {
  const { rest, standing, suppressed } = sorted;
  const counts = (['breaking', 'warning', 'info'] as const).flatMap((level) => {
    const n = rest.filter(({ findings: [first] }) => first.severity === level).length;
    return n > 0 ? [`${n} ${level}`] : [];
  });
  const of = usageKnown ? 'touching nothing that we use' : 'for information';
  return [
    ...(rest.length > 0
      ? [
          `${counted(rest.length, 'difference', 'differences')} ${of}${usageKnown ? ` (${counts.join(', ')})` : ''}`,
        ]
      : []),
    ...(standing.length > 0
      ? [`${counted(standing.length, 'known difference', 'known differences')} since our first look`]
      : []),
    ...(suppressed.length > 0 ? [`${suppressed.length} ignored or accepted`] : []),
  ].join('; ');
}

/** What will come, nearest date first; with the partner's name where there are several, or where no check tells it. */
export function comingLines(
  report: Pick<Report, 'coming' | 'findings'> & Partial<Pick<Report, 'checks'>>,
  paint: Paint,
): string[] {
  const partners = new Set(report.checks?.map(({ partner }) => partner));
  return nearestFirst(report.coming).flatMap((one) => {
    const when = one.on === null ? 'no date given' : `${one.on.slice(0, 10)}${daysWords(one)}`;
    const partner = partners.size === 1 ? undefined : one.partner;
    const where = plainText([partner, one.environment].filter((part) => part).join(' '));
    const what = [where, comingWords(one, report)].filter((part) => part);
    const mark = one.late ? paint('red', 'LATE ') : '';
    const more = comingDetails(one).join(' · ');
    return [
      `  ${mark}${paint('blue', when)}  ${what.join(': ')} · known ${KNOWN_WORDS[one.known]}${one.change ? ` · ${one.change}` : ''}`,
      ...(more === '' ? [] : [`    ${paint('dim', more)}`]),
    ];
  });
}

/** What could not be seen: why, what exactly, and what to do. */
export function notVerifiedLines(report: Report, paint: Paint): string[] {
  return report.notVerified.map((one) => {
    const what = one.interaction ?? one.operation;
    if (report.command === 'diff') {
      return `  ${paint('yellow', plainText(what ?? ''))}: ${plainText(one.detail)} · ${plainText(one.next, 400)}`;
    }
    const about = what ? `: ${plainText(what)}` : '';
    const why = `${FAILURE_WORDS[one.class]} (${one.class}${one.detail ? `, ${plainText(one.detail, 80)}` : ''})`;
    return `  ${paint('yellow', whereOf(one))}, ${sourceWords(one.source, one.environment)}${about}: ${why} · ${plainText(one.next, 160)}`;
  });
}

/** The verdict of each check; of a diff, its counts. */
export function verdictLines(report: Report, sorted: SortedRows, paint: Paint): string[] {
  if (report.command === 'diff') {
    const { breaking, warning, info } = rowCounts(sorted);
    const [mark, colour] = VERDICT_MARKS[report.verdict];
    const counts = `${breaking} breaking, ${warning} warning, ${info} info`;
    const said = breaking + warning + info === 0 ? 'no difference' : counts;
    const blind = report.notVerified.length > 0;
    const [shown, tone] =
      blind && report.verdict === 'agrees' ? (['?', 'yellow'] as const) : ([mark, colour] as const);
    return [`${paint(tone, shown)} ${said}${blind ? ' in what could be compared' : ''}`];
  }
  return report.checks.map((check) => {
    const [mark, colour] = VERDICT_MARKS[check.verdict];
    const sources = sourcesOf(check);
    return `${paint(colour, `${mark} ${whereOf(check)} ${VERDICT_WORDS[check.verdict]}`)}${paint('dim', sources)}`;
  });
}

function sourcesOf(check: ReportCheck): string {
  const looked = Object.entries(check.sources).filter(([, verdict]) => verdict !== 'not-configured');
  // Where nobody is asked, uses are held against the agreed document beside the pacts.
  const isOffline = looked.length === 1 && check.sources.pacts !== 'not-configured';
  const uses = isOffline && !isOurSide(check.environment) ? ' and uses' : '';
  const parts = looked.map(
    ([name, verdict]) =>
      `${sourceWords(name as SourceName, check.environment)}${uses}: ${SOURCE_VERDICT_WORDS[verdict]}`,
  );
  const { used, exercised, skipped } = check.coverage;
  const left = [
    ...(skipped.mode > 0 ? [`${skipped.mode} left out as read-only`] : []),
    ...(skipped.budget > 0 ? [`${skipped.budget} left to later looks, for want of calls or time`] : []),
    ...(skipped.doNotCall > 0 ? [`${skipped.doNotCall} in a time without calls`] : []),
  ];
  if (used > 0 && check.sources.live !== 'not-configured')
    parts.push(`saw ${exercised} of ${used} uses${left.length > 0 ? ` (${left.join(', ')})` : ''}`);
  const from = check.vantage === undefined ? '' : ` · from ${check.vantage}`;
  const { seenFrom } = check;
  const other =
    seenFrom && check.verdict === 'not-verified'
      ? ` · ${seenFrom.vantage} could see it at ${seenFrom.at.slice(0, 16).replace('T', ' ')} UTC`
      : '';
  const page = check.statusPage ? ` · ${pageWords(check.statusPage)}` : '';
  return ` · ${parts.length > 0 ? parts.join(' · ') : 'there was nothing to look at'}${from}${other}${page}`;
}

function whereOf(one: { partner?: string; environment?: string | null }): string {
  return plainText([one.partner, one.environment].filter((part) => part).join(' '));
}

function severalChecks(report: Report): boolean {
  return report.checks.length > 1;
}

function daysWords(one: Coming): string {
  if (one.daysLeft === null) return '';
  if (one.daysLeft < 0) return ` (${counted(-one.daysLeft, 'day', 'days')} ago)`;
  return one.daysLeft === 0 ? ' (today)' : ` (in ${counted(one.daysLeft, 'day', 'days')})`;
}
