import { noteLines } from './agreement-notes.ts';
import { explainLines } from './explain-lines.ts';
import { comingLines, notVerifiedLines, restLine, rowLines, verdictLines } from './human-lines.ts';
import { journeyLines } from './journey-lines.ts';
import { madeLines } from './made-lines.ts';
import { painter } from './paint.ts';
import { recurrenceLines } from './recurrence-lines.ts';
import { groupRows, worstFirst } from './sort-rows.ts';
import type { Surroundings } from './surroundings.ts';
import type { Report, ReportRow } from './types.ts';
import { wrapLine } from './wrap-line.ts';

const MOST = 60;

/**
 * A report for eyes: what touches us first, a line each; then what does not, in counts; what is coming; what could
 * not be checked; and the verdict of each check. With `explain`, each line is followed by how it is known. Ends with
 * a line break.
 */
export function renderHuman(
  report: Report,
  surroundings: Pick<Surroundings, 'colour' | 'width' | 'explain' | 'sources'>,
): string {
  const paint = painter(surroundings.colour);
  // The others are only counted, so that nothing depends on their order.
  const sorted = groupRows(report);
  const known = report.command === 'check' || report.findings.some(({ effect }) => effect !== 'unknown');
  const explain = (row: ReportRow) => (surroundings.explain ? explainLines(row, surroundings.sources) : []);
  const lines = { most: MOST, paint, explain };
  const blocks = [
    block(
      paint('bold', known ? 'Touches us' : 'Changed'),
      rowLines(worstFirst(sorted.touching), report, lines),
    ),
    block(
      paint('bold', 'Seen, waiting to be confirmed'),
      rowLines(worstFirst(sorted.suspected), report, lines),
    ),
    block(paint('bold', 'Not the first time'), recurrenceLines(report)),
    [restLine(sorted, known)].filter((line) => line !== ''),
    block(paint('bold', 'Coming'), comingLines(report, paint)),
    block(paint('bold', 'Could not check'), notVerifiedLines(report, paint)),
    block(paint('bold', 'Made at the partner'), madeLines(report, paint)),
    block(paint('bold', 'Journeys'), journeyLines(report.journeys ?? [], paint)),
    block(
      paint('bold', 'In our own agreement'),
      noteLines(report.notes ?? []).map((line) => `  ${line}`),
    ),
    verdictLines(report, sorted, paint),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  const whole = `${text.join('\n\n')}\n`;
  const { width } = surroundings;
  return width === undefined
    ? whole
    : whole
        .split('\n')
        .map((line) => wrapLine(line, width))
        .join('\n');
}

function block(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}
