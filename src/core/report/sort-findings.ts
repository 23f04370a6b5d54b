import type { Report, ReportFinding } from './types.ts';

/** A report's findings by what they mean to the reader. */
export interface SortedFindings {
  /** Confirmed and not suppressed; touching us, or, where use is not known, at level breaking. Worst first. */
  touching: ReportFinding[];
  /** The same, but seen fewer times than `confirm` asks for. */
  suspected: ReportFinding[];
  /** Departures known since our first look. */
  standing: ReportFinding[];
  /** Named by `ignore` or `accepted`. */
  suppressed: ReportFinding[];
  /** Everything else: touches nothing that we use. */
  rest: ReportFinding[];
}

const EFFECTS: readonly ReportFinding['effect'][] = ['breaks', 'may-break', 'unknown', 'loosens', 'none'];
const LEVELS: readonly ReportFinding['severity'][] = ['breaking', 'warning', 'info'];

/** Sorts each finding into the one group that it is told in. */
export function sortFindings(report: Report): SortedFindings {
  const sorted: SortedFindings = { touching: [], suspected: [], standing: [], suppressed: [], rest: [] };
  for (const finding of report.findings) sorted[groupOf(finding, report.command)].push(finding);
  for (const group of Object.values(sorted)) group.sort(worstFirst);
  return sorted;
}

function groupOf(finding: ReportFinding, command: Report['command']): keyof SortedFindings {
  if (finding.suppressed) return 'suppressed';
  if (finding.state === 'standing') return 'standing';
  if (!touches(finding, command)) return 'rest';
  return finding.state === 'suspected' ? 'suspected' : 'touching';
}

/** Between two documents whose use nobody told, warnings are worth a line as well. */
function touches(finding: ReportFinding, command: Report['command']): boolean {
  if (finding.effect !== 'unknown') return finding.effect === 'breaks' || finding.effect === 'may-break';
  return command === 'diff' ? finding.severity !== 'info' : finding.level === 'breaking';
}

function worstFirst(a: ReportFinding, b: ReportFinding): number {
  return (
    EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
    LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) ||
    (a.subject === b.subject ? 0 : a.subject < b.subject ? -1 : 1)
  );
}
