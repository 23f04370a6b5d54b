import type { JourneyState, JourneyWalk } from './types.ts';

/** A journey that nobody has walked yet. */
export function newJourney(id: string): JourneyState {
  return { id, state: 'ok', since: null, failed: 0, held: 0, failing: [], seenAt: null, told: null };
}

/**
 * How a journey stands after a walk. Suffering is confirmed by `confirm` failing walks in a row, the first included,
 * and ends with as many that held, so that flapping is one time of suffering. What could not be seen changes nothing of
 * it. An instant counts once: who was killed after a walk, and walks again at the same one, has seen nothing more.
 *
 * @param on.at ISO time of the walk
 */
export function liveOn(
  known: JourneyState,
  walk: JourneyWalk,
  on: { confirm: number; at: string },
): JourneyState {
  if (known.seenAt === on.at) return known;
  const confirm = Math.max(1, on.confirm);
  const { blind, ...before } = known;
  if (walk.outcome === 'not-verified')
    return { ...before, blind: { since: blind?.since ?? on.at, at: walk.at } };
  const seenAt = on.at;
  if (walk.outcome === 'failing') {
    const failed = Math.min(before.failed + 1, confirm);
    const suffers = before.state === 'suffering' || failed >= confirm;
    const since = before.since ?? on.at;
    const state = suffers ? 'suffering' : 'suspected';
    return { ...before, state, since, failed, held: 0, failing: walk.failing, seenAt };
  }
  const held = before.held + 1;
  if (before.state === 'suffering' && held < confirm) return { ...before, held, failed: 0, seenAt };
  return { ...before, state: 'ok', since: null, failed: 0, held: 0, failing: [], seenAt };
}

/** True where a walk is the one that confirmed the suffering. */
export function isFirstConfirmed(before: JourneyState, after: JourneyState): boolean {
  return before.state !== 'suffering' && after.state === 'suffering';
}

/**
 * What is to be told after a walk, and to whom: that a journey suffers to all of `contacts`, that it is well again to
 * those who heard of it. What was not delivered stays due as long as it is so.
 *
 * @param contacts hashes of those who are told
 */
export function toTell(before: JourneyState, after: JourneyState, contacts: readonly string[]): JourneyState {
  const since = after.since ?? before.since;
  if (isFirstConfirmed(before, after) && since !== null)
    return { ...after, told: { step: 'suffering', since, due: [...contacts], sent: [] } };
  if (before.state === 'suffering' && after.state === 'ok' && before.told?.step === 'suffering')
    return { ...after, told: { step: 'well', since: before.told.since, due: before.told.sent, sent: [] } };
  return after;
}
