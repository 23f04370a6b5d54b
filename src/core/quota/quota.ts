import type { Hold, QuotaAsk, QuotaGrant, QuotaState } from './types.ts';

const DAY_MS = 86_400_000;
/** Calls are counted by spans of this length, and forgotten when the whole span is a day old: late, never early. */
const SPAN_MS = 1_800_000;
/** Who does not ask again within this has gone. */
const WAITING_MS = 2_000;
/** Longest pause that a partner is granted; beyond it, it is asked again. */
export const LONGEST_PAUSE_MS = DAY_MS;
/** Pauses that are remembered for one partner. */
const MOST_PAUSES = 16;
/** A next call further away than this and one turn was written by a clock that has been set back since. */
const FARTHEST_MS = 600_000;

/** The quota of a partner that was never called. */
export const UNUSED: QuotaState = { next: 0, holds: [], waiting: [], pauses: {}, counts: {} };

/**
 * Takes a call, if there is one: a token bucket of one call (evenly spaced starts), at most `concurrent` at once, at
 * most `callsPerDay` in any 24 hours. Pure: the caller makes reading, this and writing one step.
 *
 * @param hold the name under which the call is given back.
 */
export function takeCall(
  before: QuotaState,
  ask: QuotaAsk,
  hold: string,
): { state: QuotaState; grant: QuotaGrant } {
  const { now, limits } = ask;
  const turnMs = 1000 / limits.requestsPerSecond;
  const state = settled(before, now, turnMs);
  const leaves = { ...state, waiting: state.waiting.filter(({ asker }) => asker !== ask.asker) };
  if (limits.callsPerDay !== null && callsOfTheDay(state) >= limits.callsPerDay)
    return { state: leaves, grant: { kind: 'budget' } };
  const pause = ask.origin === undefined ? 0 : (state.pauses[ask.origin] ?? 0);
  const at = Math.max(now, state.next);
  const why = pause > at ? 'pause' : 'turn';
  if (Math.max(at, pause) > (ask.latest ?? Number.POSITIVE_INFINITY))
    return { state: leaves, grant: { kind: 'late', at: Math.max(at, pause), why } };
  // Nothing is reserved beyond a pause: calls to other origins go on.
  if (pause > now) return { state: leaves, grant: { kind: 'retry', at: pause, why: 'pause' } };
  const free = limits.concurrent - state.holds.length;
  if (free <= aheadOf(state, ask.asker)) return { state: waitingToo(state, ask), grant: retry(state, ask) };
  const taken: Hold = { id: hold, at, until: at + ask.holdMs, turnMs };
  return {
    state: {
      ...leaves,
      next: at + turnMs,
      holds: [...leaves.holds, taken],
      counts: counted(leaves.counts, at, 1),
    },
    grant: { kind: 'granted', at, hold },
  };
}

/**
 * The call is over; what is not held is no error.
 *
 * @param sentAt when it really left, where that is known: the next one keeps its distance from then. Null: it was never
 *   made, and counts for nothing.
 */
export function giveCallBack(before: QuotaState, hold: string, sentAt?: number | null): QuotaState {
  const held = before.holds.find(({ id }) => id === hold);
  if (!held) return before;
  const holds = before.holds.filter(({ id }) => id !== hold);
  if (sentAt === null) return { ...before, holds, counts: counted(before.counts, held.at, -1) };
  const left = Math.min(sentAt ?? held.at, held.until);
  return { ...before, holds, next: Math.max(before.next, left + held.turnMs) };
}

/** No call to `origin` before `until`, and no longer than a day from `now`. */
export function pauseCalls(before: QuotaState, origin: string, until: number, now: number): QuotaState {
  const end = Math.min(until, now + LONGEST_PAUSE_MS);
  const others = Object.entries(before.pauses).filter(([name, ends]) => name !== origin && ends > now);
  const longest = others.sort(([, a], [, b]) => b - a).slice(0, MOST_PAUSES - 1);
  const pauses = Object.fromEntries([...longest, [origin, Math.max(end, before.pauses[origin] ?? 0)]]);
  return { ...before, pauses };
}

/** How many more calls the last 24 hours allow; null: as many as one likes. */
export function callsLeft(
  before: QuotaState,
  { limits, now }: Pick<QuotaAsk, 'limits' | 'now'>,
): number | null {
  if (limits.callsPerDay === null) return null;
  const state = settled(before, now, 1000 / limits.requestsPerSecond);
  return Math.max(0, limits.callsPerDay - callsOfTheDay(state));
}

/** Calls that count for the last 24 hours. */
export function callsOfTheDay(state: QuotaState): number {
  return Object.values(state.counts).reduce((sum, one) => sum + one, 0);
}

/** Without what is over by `now`. A clock that was set back cannot stop the calls for longer than one turn. */
function settled(state: QuotaState, now: number, turnMs: number): QuotaState {
  const waiting = state.waiting.filter(({ until }) => until > now && until <= now + WAITING_MS);
  const farthest = now + turnMs + FARTHEST_MS;
  return {
    next: state.next > farthest ? now + turnMs : state.next,
    holds: state.holds.filter(({ at, until }) => until > now && at <= farthest),
    waiting,
    pauses: Object.fromEntries(
      Object.entries(state.pauses)
        .filter(([, until]) => until > now)
        .map(([origin, until]) => [origin, Math.min(until, now + LONGEST_PAUSE_MS)]),
    ),
    counts: Object.fromEntries(
      Object.entries(state.counts).filter(([span]) => (Number(span) + 1) * SPAN_MS > now - DAY_MS),
    ),
  };
}

function counted(counts: Record<string, number>, at: number, by: number): Record<string, number> {
  const span = String(Math.floor(at / SPAN_MS));
  return { ...counts, [span]: Math.max(0, (counts[span] ?? 0) + by) };
}

/** How many wait who asked before this one did. */
function aheadOf(state: QuotaState, asker: string | undefined): number {
  const place = state.waiting.findIndex((one) => one.asker === asker);
  return place < 0 ? state.waiting.length : place;
}

function waitingToo(state: QuotaState, { asker, now }: QuotaAsk): QuotaState {
  if (asker === undefined) return state;
  const mine = { asker, until: now + WAITING_MS };
  const known = state.waiting.some((one) => one.asker === asker);
  const waiting = known
    ? state.waiting.map((one) => (one.asker === asker ? mine : one))
    : [...state.waiting, mine];
  return { ...state, waiting };
}

/** When something will have changed at the latest: a call is over, or one who waits has gone. */
function retry({ holds, waiting }: QuotaState, { now }: QuotaAsk): QuotaGrant {
  const ends = [...holds, ...waiting].map(({ until }) => until);
  return { kind: 'retry', at: Math.max(now, Math.min(...ends)), why: 'turn' };
}
