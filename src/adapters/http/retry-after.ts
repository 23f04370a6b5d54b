/**
 * How long an answer asks to wait, in ms; null where it does not say. Seconds or a date (RFC 9110, 10.2.3); a date
 * counts from the answer's own `Date`, so that the partner's clock need not agree with ours.
 */
export function retryAfterMs(headers: Record<string, string>): number | null {
  const written = headers['retry-after']?.trim();
  if (!written) return null;
  if (/^\d{1,9}(\.\d+)?$/.test(written)) return Number(written) * 1000;
  const from = Date.parse(headers.date ?? '');
  const until = Date.parse(written);
  return Number.isNaN(from) || Number.isNaN(until) ? null : Math.max(0, until - from);
}
