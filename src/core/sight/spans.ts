import type { Span } from './types.ts';

/** Spans in order, those that meet or overlap as one, empty ones left out. */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.filter(isSome).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}

/** What of `whole` lies in none of `spans`. */
export function without(whole: Span, spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = whole.from;
  for (const span of union(spans)) {
    if (span.from > at) left.push({ from: at, to: Math.min(span.from, whole.to) });
    at = Math.max(at, span.to);
    if (at >= whole.to) break;
  }
  if (at < whole.to) left.push({ from: at, to: whole.to });
  return left.filter(isSome);
}

/** The part of a span that lies within another; null where there is none. */
export function within(span: Span, whole: Span): Span | null {
  const part = { from: Math.max(span.from, whole.from), to: Math.min(span.to, whole.to) };
  return isSome(part) ? part : null;
}

/** How long all of them are together, in ms. They must not overlap. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + (to - from), 0);
}

function isSome({ from, to }: Span): boolean {
  return from < to;
}
