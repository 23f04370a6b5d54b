import { daysBetween, isLate } from '../drift/calendar.ts';
import { dayAhead, toRead } from '../feed/heard-dates.ts';
import type { HeardPassage } from '../feed/types.ts';
import { sealNotice } from '../ledger/ids.ts';
import type { Change, DriftInEnvironment, NoticeDue, PartnerState } from '../ledger/types.ts';
import { listed } from './notices.ts';
import type { TimeContext } from './time-due.ts';
import { nextNumber } from './to-contact.ts';
import { touchingNow } from './touching.ts';

/** Days between two digests. */
export const DIGEST_DAYS = 7;

/** Open changes that break nothing of ours as far as is known, in the order of their numbers. */
export function quietChanges(state: PartnerState): Change[] {
  return Object.values(state.changes)
    .filter((change) => change.closedAt === null)
    .filter((change) => touchingNow(change, state).every((facts) => facts.effect !== 'breaks'))
    .toSorted((a, b) => a.number - b.number);
}

/** Known differences that nobody has taken over, with their environments. */
export function standingLives(state: PartnerState): { environment: string; life: DriftInEnvironment }[] {
  return Object.keys(state.drifts)
    .toSorted()
    .flatMap((key) =>
      Object.entries(state.drifts[key]?.environments ?? {})
        .filter(([, life]) => life.state === 'standing')
        .map(([environment, life]) => ({ environment, life })),
    );
}

/** Days before a date at which a passage that speaks of it does not wait for its week. */
const NEAR_DAYS = 30;

/** Most passages that a digest says it has named. */
const MOST_NAMED = 50;

/** Passages of feeds that name what we use and that nobody has ticked off, newest first. */
export function passagesToRead(state: PartnerState, now: string): HeardPassage[] {
  return toRead(state.feeds, { now, known: true });
}

/**
 * One message a week to each contact of ours with what is not urgent: changes that may break us or of which that is not
 * known, known differences, and passages to read. Only where something has come since the last one; of passages, those
 * that speak of a day to come. Where that day is near, or leaves too little for our migration, it does not wait for the
 * week, but for the next day.
 */
export function digestsDue({ state, now, agreement, sha256 }: TimeContext): NoticeDue[] {
  const sent = Object.values(state.notices).filter(({ due }) => due.step === 'digest');
  const last = sent
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  const dated = passagesToRead(state, now).filter((one) => dayAhead(one, now) !== null);
  const named = new Set(sent.flatMap(({ due }) => due.passages ?? []));
  const unnamed = dated.filter(
    ({ id, at }) => !named.has(id) && (last === undefined || at >= last.slice(0, 10)),
  );
  const since = [
    ...quietChanges(state).map((change) => change.reopened?.at ?? change.openedAt),
    ...standingLives(state).map(({ life }) => life.since),
  ].filter((at) => last === undefined || at > last);
  const first = [...since, ...unnamed.map(({ at }) => at)].toSorted()[0];
  const passed = (at: string) => Date.parse(now) - Date.parse(at) >= DIGEST_DAYS * DAY_MS;
  const isNear = (one: HeardPassage) => {
    const day = dayAhead(one, now);
    return day !== null && (daysBetween(now, day) <= NEAR_DAYS || isLate(now, day, agreement));
  };
  const early = unnamed.some(isNear) && (last === undefined || last.slice(0, 10) < now.slice(0, 10));
  if (!early && (first === undefined || !passed(first) || (last !== undefined && !passed(last)))) return [];
  const passages = dated.slice(0, MOST_NAMED).map(({ id }) => id);
  return listed('ours', { agreement, sha256 }).map(({ side, contact }) => {
    const n = nextNumber(state, ({ due }) => due.step === 'digest' && due.contact === contact);
    const due = { change: null, occurrence: 1, side, step: 'digest', contact, n, environment: null } as const;
    return sealNotice(
      { ...due, held: false, ...(passages.length > 0 ? { passages } : {}) },
      state.partner,
      sha256,
    );
  });
}

const DAY_MS = 86_400_000;
