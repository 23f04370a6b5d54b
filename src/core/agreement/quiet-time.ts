import type { Span } from './types.ts';

/** When the next time begins in which a partner is not called, in ms since 1970; the present one's where it is one. */
export function quietFrom(spans: readonly Span[], at: number): number | null {
  const begins = spans.filter(({ to }) => Date.parse(to) > at).map(({ from }) => Date.parse(from));
  return begins.length === 0 ? null : Math.min(...begins);
}
