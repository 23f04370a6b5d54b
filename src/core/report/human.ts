import { explainLines } from './explain-lines.ts';
import { comingLines, notVerifiedLines, restLine, rowLines, verdictLines } from './human-lines.ts';
import { painter } from './paint.ts';
import { sortRows } from './sort-rows.ts';
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
  const sorted = sortRows(report);
  const known = report.command === 'check' || report.findings.some(({ effect }) => effect !== 'unknown');
  const explain = (row: ReportRow) => (surroundings.explain ? explainLines(row, surroundings.sources) : []);
  const lines = { most: MOST, paint, explain };
  const blocks = [
    block(paint('bold', known ? 'Touches us' : 'Changed'), rowLines(sorted.touching, report, lines)),
    block(paint('bold', 'Seen, waiting to be confirmed'), rowLines(sorted.suspected, report, lines)),
    [restLine(sorted, known)].filter((line) => line !== ''),
    block(paint('bold', 'Coming'), comingLines(report, paint)),
    block(paint('bold', 'Could not check'), notVerifiedLines(report, paint)),
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
