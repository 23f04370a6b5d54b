import type { Heard } from '../coming/types.ts';
import { daysAfter } from '../drift/calendar.ts';
import { heardSteps, withHeard } from './heard-steps.ts';
import type { FeedSight, HeardPassage, KeptFeeds, Passage } from './types.ts';

/** Days for which a passage waits to be read by a person. */
const TO_READ_DAYS = 90;

/** What is known of feeds once a look has read them. */
export function feedsAfter(
  kept: KeptFeeds | undefined,
  sights: readonly FeedSight[],
  now: string,
): KeptFeeds | undefined {
  return heardSteps(kept, sights, now).reduce<KeptFeeds | undefined>(
    (feeds, step) => withHeard(feeds, now, step),
    kept,
  );
}

/** What feeds stated beyond doubt, also where they say it no more: an announcement holds until it is taken back. */
export function heardDates(kept: KeptFeeds | undefined): Heard[] {
  const read = new Set(kept?.read);
  return Object.values(kept?.heard ?? {}).flatMap(({ id, stated, at }) =>
    stated.map((one) => ({ ...one, at, ...(read.has(id) ? { read: true as const } : {}) })),
  );
}

/** The nearest day from `today` on that a passage speaks of; null where it speaks of none that is still to come. */
export function dayAhead({ stated, until }: Passage, today: string): string | null {
  const days = [...stated.map(({ on }) => on), ...(until === null ? [] : [until])];
  return days.filter((day) => day >= today.slice(0, 10)).toSorted()[0] ?? null;
}

/**
 * Passages for a person to read: those that name something of ours, newest first. Nobody has ticked them off, and they
 * are not older than 90 days.
 *
 * @param known whether our usage is known; where it is not, all count that name something of the contract
 */
export function toRead(
  kept: KeptFeeds | undefined,
  { now, known }: { now: string; known: boolean },
): HeardPassage[] {
  const since = daysAfter(now.slice(0, 10), -TO_READ_DAYS);
  const read = new Set(kept?.read);
  return Object.values(kept?.heard ?? {})
    .filter(({ id, at, used }) => (used || !known) && !read.has(id) && at >= since)
    .toSorted((one, other) => (`${other.at} ${other.id}` < `${one.at} ${one.id}` ? -1 : 1));
}
