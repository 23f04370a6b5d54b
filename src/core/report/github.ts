import { noteText } from './agreement-notes.ts';
import { gravityOf } from './gravity.ts';
import { type JourneyFacts, toldJourneys } from './journey-facts.ts';
import { plainText } from './plain-text.ts';
import { sourceOf } from './row-source.ts';
import { reachWords, rowMessage, rowPlace, rowWord } from './row-words.ts';
import { rowCounts, type SortedRows, sortRows } from './sort-rows.ts';
import type { Surroundings } from './surroundings.ts';
import type { Report, ReportNote, ReportRow } from './types.ts';
import { FAILURE_WORDS } from './words.ts';

/** GitHub shows so many annotations of each kind in a step, and drops the rest without a word. */
const MOST_OF_A_KIND = 10;

type Kind = 'error' | 'warning' | 'notice';

/**
 * A report as workflow commands of GitHub Actions, which become annotations at the lines of the documents. No more of
 * a kind than are shown; what is left is counted in a line without a command.
 */
export function renderGithub(report: Report, { sources, title }: Surroundings): string {
  const sorted = sortRows(report);
  const { touching, suspected, rest } = sorted;
  const told = [...touching, ...suspected, ...rest];
  const counts: Record<Kind, number> = { error: 0, warning: 0, notice: 0 };
  const lines: string[] = [];
  const tell = (kind: Kind, line: string) => {
    counts[kind]++;
    if (counts[kind] <= MOST_OF_A_KIND) lines.push(line);
  };
  for (const one of report.notVerified) {
    const what = [one.partner, one.environment, one.interaction ?? one.operation].filter((part) => part);
    const text = `${what.join(' ')}: ${FAILURE_WORDS[one.class]}. ${one.next}`;
    tell('warning', command('warning', { title: 'could not check' }, text));
  }
  for (const one of toldJourneys(report.journeys)) tell(...journeyAnnotation(one));
  for (const one of report.notes ?? []) tell('notice', noteAnnotation(one));
  for (const { row } of told) tell(kindOf(row), annotation(row, sources));
  const left = Object.values(counts).reduce((sum, count) => sum + Math.max(0, count - MOST_OF_A_KIND), 0);
  if (left > 0) lines.push(`and ${left} more (all of them: --format json)`);
  lines.push(summary(report, sorted, title));
  return `${lines.join('\n')}\n`;
}

function journeyAnnotation({ title, kind, stands, since, details, felt }: JourneyFacts): [Kind, string] {
  const as: Kind = kind === 'suffering' ? 'error' : kind === 'not-verified' ? 'warning' : 'notice';
  const when = since === '' ? '' : `, since ${since}`;
  const text = [`${title}: ${stands}${when}`, ...details, `felt by ${felt}`].join('. ');
  return [as, command(as, { title: 'journey' }, text)];
}

function noteAnnotation(note: ReportNote): string {
  const { file, line } = note;
  return command('notice', { file, line: String(line), title: 'in our own agreement' }, noteText(note));
}

function annotation(row: ReportRow, sources: Surroundings['sources']): string {
  const place = placeOf(row, sources);
  const where = rowPlace(row);
  const text = `${reachWords(row)}: ${rowMessage(row)}${where ? ` (${where})` : ''}`;
  const properties = {
    ...(place && { file: place.file, line: String(place.line), col: String(place.column) }),
    title: `${rowWord(row)}: ${row.rule}`,
  };
  return command(kindOf(row), properties, text);
}

/** The line of what is there now where it has one: that is the file that a change comes in. */
function placeOf(row: ReportRow, sources: Surroundings['sources']) {
  for (const name of ['observed', 'baseline'] as const) {
    const place = sourceOf(row, name, sources);
    if (place && !place.file.includes('://')) return place;
  }
  return null;
}

function kindOf(row: ReportRow): Kind {
  const gravity = gravityOf(row);
  return gravity === 'note' ? 'notice' : gravity;
}

function summary(report: Report, sorted: SortedRows, title: string): string {
  const { breaking, warning, info } = rowCounts(sorted);
  const changes = breaking + warning + info;
  const counts =
    report.command === 'diff'
      ? `${breaking} breaking, ${warning} warning, ${info} info`
      : `${report.verdict}, ${changes} ${changes === 1 ? 'change' : 'changes'}`;
  // A line that begins with two colons would be a command.
  return `forewarn: ${plainText(title)}: ${counts}`;
}

/** `::name key=value,...::text`, escaped as the runner's own toolkit does. */
function command(kind: Kind, properties: Record<string, string>, text: string): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${kind} ${listed.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return plainText(text, 400).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
