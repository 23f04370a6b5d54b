/** What one field of a cron line may hold. */
export interface FieldKind {
  name: string;
  least: number;
  most: number;
  /** Names in place of numbers, upper case; the first one stands for `least`. */
  names: readonly string[];
}

export const MINUTE: FieldKind = { name: 'minute', least: 0, most: 59, names: [] };
export const HOUR: FieldKind = { name: 'hour', least: 0, most: 23, names: [] };
export const DAY: FieldKind = { name: 'day of month', least: 1, most: 31, names: [] };
export const MONTH: FieldKind = {
  name: 'month',
  least: 1,
  most: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
/** 0 and 7 are Sunday. */
export const WEEKDAY: FieldKind = {
  name: 'day of week',
  least: 0,
  most: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

/**
 * The values that a field of a five-field cron line stands for, ascending: `*`, numbers, names, ranges, lists and
 * steps (`*` or a range, `/`, a number).
 *
 * @returns what is wrong with it, as a sentence's end, where it is none of these.
 */
export function fieldValues(written: string, kind: FieldKind): number[] | string {
  const values = new Set<number>();
  for (const part of written.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const span = spanOf(range, kind, step !== undefined);
    if (!span) return `the ${kind.name} \`${written.slice(0, 40)}\` is no number, name, range, list or step`;
    const [from, to] = span;
    if (from < kind.least || to > kind.most)
      return `the ${kind.name} must be from ${kind.least} to ${kind.most}`;
    if (from > to) return `the ${kind.name} \`${range}\` runs backwards; write it as a list`;
    const by = step === undefined ? 1 : Number(step);
    if (by === 0) return `the ${kind.name} has a step of 0`;
    for (let value = from; value <= to; value += by) values.add(kind === WEEKDAY ? value % 7 : value);
  }
  return [...values].sort((a, b) => a - b);
}

function spanOf(range: string, kind: FieldKind, stepped: boolean): [number, number] | null {
  if (range === '*') return [kind.least, kind.most];
  const ends = range.split('-').map((end) => numberOf(end, kind));
  const [from, to] = ends;
  if (from === undefined || from === null || ends.length > 2) return null;
  if (to === undefined) return stepped ? null : [from, from];
  return to === null ? null : [from, to];
}

function numberOf(written: string, { names, least }: FieldKind): number | null {
  if (/^\d{1,2}$/.test(written)) return Number(written);
  const index = names.indexOf(written.toUpperCase());
  return index === -1 ? null : least + index;
}
