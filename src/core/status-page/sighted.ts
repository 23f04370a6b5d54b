import type { PageReading, PageSighting } from './types.ts';

/** How many days before our first reading a page may say that something began. */
const BACK_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * What is kept after a reading: the same sighting while the state is the same, its titles as they are now; else a new
 * one. A beginning that a page names counts only where it is within a day before our reading.
 *
 * @param at ISO time of the reading
 */
export function sighted(before: PageSighting | null, reading: PageReading, at: string): PageSighting {
  const since = within(reading.since, at);
  if (before?.state !== reading.state) return { ...reading, since, at };
  return { ...reading, since: before.since ?? within(reading.since, before.at), at: before.at };
}

function within(since: string | null, at: string): string | null {
  if (since === null) return null;
  const back = Date.parse(at) - Date.parse(since);
  return back >= -MINUTE_MS && back <= BACK_MS ? since : null;
}
