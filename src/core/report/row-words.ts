import { operationWords, placeWords } from './place.ts';
import { plainText } from './plain-text.ts';
import type { ReportRow, RowOperation } from './types.ts';
import { effectWords } from './words.ts';

/** What a row does: to us, or, where our use is not known, its severity. */
export function rowWord(row: Pick<ReportRow, 'effect' | 'severity'> & { cell?: ReportRow['cell'] }): string {
  return row.effect === 'unknown' ? row.severity : effectWords(row.effect, row.cell ?? null);
}

/** The sentence of a row without its full stop, at most `most` characters, safe to print. */
export function rowMessage(row: Pick<ReportRow, 'message'>, most = 200): string {
  return plainText(row.message, most).replace(/\.$/, '');
}

/** The operations of a row: the first by name, the others counted. */
export function reachWords(row: Pick<ReportRow, 'operations' | 'alsoAt'>): string {
  const [first, ...others] = row.operations;
  if (!first) return 'The API as a whole';
  const more = others.length > 0 ? ` and ${counted(others.length, 'more operation', 'more operations')}` : '';
  const unlisted = row.alsoAt ? ` (and at ${counted(row.alsoAt, 'more place', 'more places')})` : '';
  return `${nameOf(first)}${more}${unlisted}`;
}

/** An operation of a row as people know it. */
export function nameOf({ operation, key, subjects }: RowOperation): string {
  return operationWords({ operation, subject: subjects[0] ?? key });
}

/** Where in its first operation a row is, for people; empty for the operation itself. */
export function rowPlace(row: Pick<ReportRow, 'operations'>): string {
  return placeWords(nearestSubject(row));
}

/** The subject of a row that is named where only one can be: the shortest of its first operation. */
export function nearestSubject({ operations: [first] }: Pick<ReportRow, 'operations'>): string {
  return (first?.subjects ?? []).reduce(
    (near, one) => (one.length < near.length ? one : near),
    first?.subjects[0] ?? '',
  );
}

/** `1 operation`, `12 operations`. */
export function counted(n: number, one: string, several: string): string {
  return `${n} ${n === 1 ? one : several}`;
}
