import { EFFECT_ORDER, firstSubjectOf, type RowWithFindings, rowsWithFindings } from './rows.ts';
import type { Report, ReportRow } from './types.ts';

/** A report's rows by what they mean to the reader. */
export interface SortedRows {
  /** Confirmed and not suppressed; touching us, or, where use is not known, at level breaking. Worst first. */
  touching: RowWithFindings[];
  /** The same, but seen fewer times than `confirm` asks for. */
  suspected: RowWithFindings[];
  /** Departures known since our first look. */
  standing: RowWithFindings[];
  /** Named by `ignore` or `accepted`. */
  suppressed: RowWithFindings[];
  /** Everything else: touches nothing that we use. */
  rest: RowWithFindings[];
}

const LEVELS: readonly ReportRow['severity'][] = ['breaking', 'warning', 'info'];

/** Puts each row into the one group that it is told in, in the order in which they were found. */
export function groupRows(report: Report): SortedRows {
  const groups: SortedRows = { touching: [], suspected: [], standing: [], suppressed: [], rest: [] };
  for (const one of rowsWithFindings(report.findings)) groups[groupOf(one, report.command)].push(one);
  return groups;
}

/** {@link groupRows}, each group in its order. */
export function sortRows(report: Report): SortedRows {
  const { touching, suspected, standing, suppressed, rest } = groupRows(report);
  return {
    touching: worstFirst(touching),
    suspected: worstFirst(suspected),
    standing: worstFirst(standing),
    suppressed: worstFirst(suppressed),
    rest: worstFirst(rest),
  };
}

/** All rows of a report, those first that ask for something. */
export function allRows(report: Report): RowWithFindings[] {
  const { touching, suspected, rest, standing, suppressed } = sortRows(report);
  return [...touching, ...suspected, ...rest, ...standing, ...suppressed];
}

/** How many changes there are, ignored ones left out; one that a thousand operations share is one. */
export function rowCounts({ suppressed: _, ...groups }: SortedRows) {
  const rows = Object.values(groups).flat();
  const count = (severity: ReportRow['severity']) =>
    rows.filter(({ findings: [first] }) => first.severity === severity).length;
  return {
    breaking: count('breaking'),
    warning: count('warning'),
    info: count('info'),
    breaks: rows.filter(({ effect }) => effect === 'breaks').length,
    /** True where it is known what we use. */
    known: rows.some(({ effect }) => effect !== 'unknown'),
  };
}

function groupOf(row: RowWithFindings, command: Report['command']): keyof SortedRows {
  const [{ suppressed, state }] = row.findings;
  if (suppressed) return 'suppressed';
  if (state === 'standing') return 'standing';
  if (!touches(row, command)) return 'rest';
  return state === 'suspected' ? 'suspected' : 'touching';
}

/** Between two documents whose use nobody told, warnings are worth a line as well. */
function touches({ effect, findings: [first] }: RowWithFindings, command: Report['command']): boolean {
  if (effect !== 'unknown') return effect === 'breaks' || effect === 'may-break';
  return command === 'diff' ? first.severity !== 'info' : first.level === 'breaking';
}

/** Rows by effect, then severity, then the subject that each begins with. */
export function worstFirst(rows: readonly RowWithFindings[]): RowWithFindings[] {
  return rows
    .map((one) => ({ one, weight: weightOf(one), subject: firstSubjectOf(one) }))
    .sort((a, b) => a.weight - b.weight || compare(a.subject, b.subject))
    .map(({ one }) => one);
}

function weightOf({ effect, findings: [first] }: RowWithFindings): number {
  return EFFECT_ORDER.indexOf(effect) * LEVELS.length + LEVELS.indexOf(first.severity);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
