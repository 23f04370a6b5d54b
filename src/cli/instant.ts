import { ForewarnError } from '../core/errors.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant as the ledger writes it (ISO 8601, UTC, ms); of a date, its beginning. @throws ForewarnError `usage`. */
export function firstInstant(text: string, option: string): string {
  return instant(text, '00:00:00.000', option);
}

/** An instant as the ledger writes it; of a date, its last millisecond. @throws ForewarnError `usage`. */
export function lastInstant(text: string, option: string): string {
  return instant(text, '23:59:59.999', option);
}

function instant(text: string, timeOfDate: string, option: string): string {
  const whole = DATE.test(text) ? `${text}T${timeOfDate}Z` : text;
  const at = Date.parse(whole);
  const isDay = new Date(Date.parse(`${whole.slice(0, 10)}T00:00:00Z`) || 0)
    .toISOString()
    .startsWith(whole.slice(0, 10));
  if (TIME.test(whole) && isDay && !Number.isNaN(at)) return new Date(at).toISOString();
  throw new ForewarnError('usage', `${option} cannot be "${text}"`, {
    fix: 'it is a date (2026-11-20) or a time with its zone (2026-11-20T08:00Z)',
  });
}
