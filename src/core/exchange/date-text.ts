const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const DAY_FIRST =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3,9})[\s-](\d{4}|\d{2})(?:\s+(\d{2}):(\d{2})(?::(\d{2}))?)?(?:\s*(GMT|UTC|Z|[+-]\d{4}))?$/i;
const ASCTIME = /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(\d{4})$/i;

/**
 * Reads a date as headers carry it: HTTP-date in its three forms (RFC 9110, 5.6.7: IMF-fixdate, RFC 850,
 * asctime), ISO 8601 date or time. A wrong name of the weekday is accepted; a date that does not
 * exist is not. Without a zone it is UTC; two-digit years from 70 on are of the last century.
 *
 * @returns the instant as `2026-12-31T23:59:59Z`, or null
 */
export function readDate(text: string): string | null {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, zone] = iso;
    return instant([year, month, day, hour, minute, second], zone);
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) {
    const [, day, month, year, hour, minute, second, zone] = dayFirst;
    return instant([fullYear(year as string), monthOf(month as string), day, hour, minute, second], zone);
  }
  const asctime = ASCTIME.exec(text);
  if (!asctime) return null;
  const [, month, day, hour, minute, second, year] = asctime;
  return instant([year, monthOf(month as string), day, hour, minute, second], undefined);
}

/**
 * A date in any dialect of the lifecycle headers and marks: as {@link readDate} takes them, in seconds (`@1688169599`,
 * ten digits), or as `date="..."`. At most 200 characters are looked at.
 */
export function readLifecycleDate(value: string): string | null {
  const text = value.trim().slice(0, 200);
  const seconds = /^(?:@(\d{1,12})(?:\s*[;,].*)?|(\d{10}))$/.exec(text);
  if (seconds) return readSeconds(Number(seconds[1] ?? seconds[2]));
  const parameter = /^date\s*=\s*"?([^"]*)"?$/i.exec(text)?.[1];
  return readDate(parameter ?? text);
}

/** An instant from seconds since 1970 (RFC 9651 dates); null outside the years 1970 to 9999. */
export function readSeconds(seconds: number): string | null {
  const at = seconds * 1000;
  return Number.isSafeInteger(at) && at >= 0 && at < Date.UTC(10_000, 0) ? written(at) : null;
}

function instant(parts: (string | number | undefined)[], zone: string | undefined): string | null {
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < 1000 || month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60)
    return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return written(Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)) - offsetOf(zone));
}

function offsetOf(zone: string | undefined): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60_000;
}

function written(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) >= 70 ? 1900 : 2000);
}
