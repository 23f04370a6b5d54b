import { daysAfter } from '../drift/calendar.ts';
import type { FeedSight, HeardPassage, HeardStep, KeptFeeds, Passage } from './types.ts';

/** A feed that is read for the first time tells what is younger than this, in days, and has a date still to come. */
const FIRST_LOOK_DAYS = 30;

/** A partner of whose feeds nothing is known yet. */
export const NO_FEEDS: KeptFeeds = { first: {}, heard: {}, read: [] };

/**
 * What a look at feeds adds to what the ledger knows of them: passages that were not there before. When a feed is first
 * read, what is in it counts as read, but for what was written in the last 30 days, names something that we use and
 * speaks of a day to come. A feed that says what it said gives nothing.
 *
 * @param now ISO instant
 */
export function heardSteps(
  kept: KeptFeeds | undefined,
  sights: readonly FeedSight[],
  now: string,
): HeardStep[] {
  const { first, heard } = kept ?? NO_FEEDS;
  const known = new Set([...Object.keys(heard), ...Object.values(first).flat()]);
  const today = now.slice(0, 10);
  const since = daysAfter(today, -FIRST_LOOK_DAYS);
  return sights.flatMap(({ feed, passages }): HeardStep[] => {
    const unknown = passages.filter(({ id }) => !known.has(id));
    for (const { id } of unknown) known.add(id);
    if (first[feed] !== undefined)
      return unknown.length === 0 ? [] : [{ type: 'heard', feed, passages: unknown }];
    const isNews = ({ used, day, until }: Passage) =>
      used && day !== null && day >= since && until !== null && until > today;
    const old = unknown.filter((one) => !isNews(one)).map(({ id }) => id);
    return [{ type: 'heard', feed, known: old, passages: unknown.filter(isNews) }];
  });
}

/** Most that are kept of one feed's first look, and of passages since. */
const MOST_KNOWN = 400;
const MOST_HEARD = 500;

/** What is known of feeds after one more step. `kept` is left as it was. */
export function withHeard(kept: KeptFeeds | undefined, at: string, step: HeardStep): KeptFeeds {
  const before = kept ?? NO_FEEDS;
  if (step.type === 'heard-read') {
    const added = step.passages.filter((id) => before.heard[id] && !before.read.includes(id));
    return { ...before, read: [...before.read, ...added] };
  }
  const { feed, known, passages } = step;
  const first = { ...before.first, [feed]: (known ?? before.first[feed] ?? []).slice(0, MOST_KNOWN) };
  const news = passages.map((one): [string, HeardPassage] => [one.id, { ...one, feed, at: at.slice(0, 10) }]);
  const all = [...new Map([...Object.entries(before.heard), ...news])];
  const oldestFirst = all.toSorted(([id, one], [other, two]) =>
    `${one.at} ${id}` < `${two.at} ${other}` ? -1 : 1,
  );
  const heard = Object.fromEntries(oldestFirst.slice(-MOST_HEARD));
  return { first, heard, read: before.read.filter((id) => heard[id]) };
}
