import { waitMs } from './wait-text.ts';

/**
 * How long an answer asks to wait, in ms; null where it does not say. Seconds or a date (RFC 9110, 10.2.3); a date
 * counts from the answer's own `Date`, so that the partner's clock need not agree with ours. Beside the standard's
 * header, what some write in its place.
 *
 * @param now ms since 1970, for an answer without a date.
 */
export function retryAfterMs(headers: Record<string, string>, now: number = Date.now()): number | null {
  const inMs = headers['retry-after-ms'] ?? headers['x-ms-retry-after-ms'];
  if (inMs !== undefined && /^\d{1,12}$/.test(inMs.trim())) return Number(inMs);
  const written =
    headers['retry-after'] ?? headers['x-ratelimit-retry-after'] ?? headers['x-rate-limit-retry-after'];
  return written === undefined ? null : waitMs(written, headers.date, now);
}
