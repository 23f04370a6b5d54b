/** Numbers from here on are seconds since 1970, and from the second on milliseconds: no wait is that long. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e12;

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * How long a header says to wait, in ms from the answer's own `Date` (ours where it has none), so that the partner's
 * clock need not agree with ours. Read are seconds, seconds or milliseconds since 1970, dates, and durations such as
 * `1m30s`. Null for anything else.
 *
 * @param date the answer's `Date`. @param now ms since 1970.
 */
export function waitMs(written: string, date: string | undefined, now: number): number | null {
  const text = written.trim().slice(0, 60);
  const from = dateMs(date ?? '') ?? now;
  if (/^\d{1,16}(\.\d{1,9})?$/.test(text)) return ofNumber(Number(text), from);
  const until = dateMs(text);
  if (until !== null) return Math.max(0, until - from);
  return /^(\d{1,9}(\.\d{1,9})?(ms|s|m|h|d))+$/.test(text) ? ofDuration(text) : null;
}

function ofNumber(value: number, from: number): number {
  if (value >= EPOCH_MS) return Math.max(0, value - from);
  return value >= EPOCH_SECONDS ? Math.max(0, value * 1000 - from) : value * 1000;
}

function ofDuration(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit as string] as number), 0);
}

/** Dates as HTTP (RFC 9110, 5.6.7) and RFC 3339 write them, and close to it; without a time of day it is none. */
function dateMs(text: string): number | null {
  if (!/\d:\d/.test(text)) return null;
  // What JavaScript prints of a date ends with the zone's name in brackets.
  const at = Date.parse(text.replace(/ \([^()]*\)$/, ''));
  return Number.isNaN(at) ? null : at;
}
