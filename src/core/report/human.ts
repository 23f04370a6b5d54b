import { comingLines, findingLines, notVerifiedLines, restLine, verdictLines } from './human-lines.ts';
import { painter } from './paint.ts';
import { sortFindings } from './sort-findings.ts';
import type { Report } from './types.ts';
import { wrapLine } from './wrap-line.ts';

const MOST = 60;

/**
 * A report for eyes: what touches us first, a line each; then what does not, in counts; what is coming; what could
 * not be checked; and the verdict of each check. Ends with a line break.
 *
 * @param options.colour true on a terminal that wants it.
 * @param options.width columns to wrap at; without it, lines are as long as they are.
 */
export function renderHuman(report: Report, options: { colour: boolean; width?: number }): string {
  const paint = painter(options.colour);
  const sorted = sortFindings(report);
  const known = report.command === 'check' || report.findings.some(({ effect }) => effect !== 'unknown');
  const blocks = [
    block(
      paint('bold', known ? 'Touches us' : 'Changed'),
      findingLines(sorted.touching, report, MOST, paint),
    ),
    block(
      paint('bold', 'Seen, waiting to be confirmed'),
      findingLines(sorted.suspected, report, MOST, paint),
    ),
    [restLine(sorted, known)].filter((line) => line !== ''),
    block(paint('bold', 'Coming'), comingLines(report, paint)),
    block(paint('bold', 'Could not check'), notVerifiedLines(report, paint)),
    verdictLines(report, paint),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  const whole = `${text.join('\n\n')}\n`;
  const { width } = options;
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
