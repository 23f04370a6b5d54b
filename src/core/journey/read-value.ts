import type { Json } from '../json.ts';

/** Epoch numbers from here on are milliseconds: as seconds they would be beyond the year 5000. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * An instant in ms since 1970: RFC 3339, without an offset taken as UTC; a day is its midnight UTC; or a Unix time in
 * seconds or milliseconds. Null for anything else.
 */
export function readInstant(value: Json | undefined): number | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value <= 0) return null;
    return value >= MILLISECONDS_FROM ? value : value * 1000;
  }
  if (typeof value !== 'string') return null;
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:?\d{2})?)?$/.exec(
      value,
    );
  if (!parts) return null;
  const [, day, time = '00:00', offset = 'Z'] = parts;
  const ms = Date.parse(`${day}T${time}${offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(ms) ? null : ms;
}

/** True for a date without a time. */
export function isDay(value: Json | undefined): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** A number, also where it is written as a text: `"12.50"`. Null for anything else. */
export function readAmount(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d{1,30}(\.\d{1,20})?$/.test(value) ? Number(value) : null;
}

/** The same amount, as far as binary fractions can tell. */
export function sameAmount(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
}
