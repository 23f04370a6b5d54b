import { randomUUID } from 'node:crypto';
import type { Monotonic, QuotaAsk, QuotaStore } from '../../app/ports.ts';
import { LONGEST_PAUSE_MS } from '../../core/quota/quota.ts';
import { createDoor, type Door } from './door.ts';

/** First and longest pause between two questions whether a call is free, in ms. Other processes may hold it. */
const ASK_AGAIN_MS = 20;
const LONGEST_ASK_AGAIN_MS = 200;
/** A call that begins later than this part of a turn after its time gives its place back and asks for another. */
const SLACK = 0.5;

/** Lets calls to partners begin when it is their turn. */
export interface Quota {
  /**
   * Runs `work` when its turn comes; where that is never, it was not run. `after` says what became of it: for `running`,
   * the partner may still be at work on it, and it counts as a call for the whole of `holdMs`; a number is how long ago
   * it really left, in ms.
   */
  run<T>(
    turn: Turn,
    work: () => Promise<T>,
    after?: (value: T) => 'running' | 'over' | number,
  ): Promise<{ ran: true; value: T } | Refusal>;
  /** How many more calls to a partner the day allows; null: as many as one likes. */
  left(partner: string, limits: QuotaAsk['limits']): Promise<number | null>;
  /** The origin asked for no call for so long. */
  pause(partner: string, origin: string, ms: number): Promise<void>;
}

/**
 * Why a call was not made. `deadline`: its turn would come after its deadline; `paused`: so long, from now, did the
 * partner ask to wait, and that is after the deadline; `budget`: the calls of the last 24 hours are used up.
 */
export type Refusal =
  | { ran: false; why: 'deadline' | 'budget' }
  | { ran: false; why: 'paused'; waitMs: number };

export interface Turn {
  partner: string;
  /** Where the call goes. */
  origin: string;
  limits: QuotaAsk['limits'];
  /** Monotonic ms, after which no call begins. */
  deadlineMs: number;
  /** The longest that `work` takes, in ms. */
  holdMs: number;
}

/** Those of one process who want to call one origin of a partner. */
interface Lane {
  door: Door;
  /** Until when the origin asked for no call; ms since 1970. */
  pausedUntil: number;
}

/**
 * Makes the one who takes turns from a store that other processes use as well. Within this process it is first come,
 * first served, and one asks for all who wait.
 *
 * @param now ms since 1970, as all who share the store read it.
 */
export function createQuota(options: { store: QuotaStore; monotonic: Monotonic; now?: () => number }): Quota {
  const { store, monotonic, now = Date.now } = options;
  const lanes = new Map<string, Lane>();
  const process = randomUUID();

  const laneOf = (partner: string, origin: string): Lane => {
    const key = `${partner} ${origin}`;
    const lane = lanes.get(key) ?? { door: createDoor(monotonic), pausedUntil: 0 };
    lanes.set(key, lane);
    return lane;
  };

  /** Past a pause that is known here, nobody need wait at the door. */
  const refusal = (lane: Lane, { deadlineMs }: Turn): Refusal => {
    const waitMs = lane.pausedUntil - now();
    const paused = waitMs > Math.max(0, deadlineMs - monotonic.now());
    return paused ? { ran: false, why: 'paused', waitMs } : { ran: false, why: 'deadline' };
  };

  /** Asks until a call may begin, and waits until it may. */
  const takeTurn = async (lane: Lane, turn: Turn): Promise<{ hold: string } | Refusal> => {
    const { partner, origin, limits, holdMs } = turn;
    for (let pauseMs = ASK_AGAIN_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_ASK_AGAIN_MS)) {
      const left = turn.deadlineMs - monotonic.now();
      if (left <= 0) return refusal(lane, turn);
      const asked = now();
      const ask = { limits, holdMs, origin, asker: `${process} ${origin}`, now: asked, latest: asked + left };
      const grant = await store.take(partner, ask);
      if (grant.kind === 'budget') return { ran: false, why: 'budget' };
      if (grant.kind !== 'granted' && grant.why === 'pause') lane.pausedUntil = grant.at;
      if (grant.kind === 'late') return refusal(lane, turn);
      if (grant.kind === 'retry') {
        const wait = grant.why === 'pause' ? grant.at - asked : Math.min(grant.at - asked, jittered(pauseMs));
        await lane.door.rest(Math.max(1, Math.min(wait, left)));
        continue;
      }
      while (now() < grant.at) await monotonic.sleep(Math.ceil(grant.at - now()));
      const late = now() - grant.at > (SLACK * 1000) / limits.requestsPerSecond;
      const over = monotonic.now() >= turn.deadlineMs;
      if (!late && !over) return { hold: grant.hold };
      await store.giveBack(partner, grant.hold, null);
    }
  };

  return {
    run: async (turn, work, after = () => 'over') => {
      const lane = laneOf(turn.partner, turn.origin);
      const early = refusal(lane, turn);
      if (early.why === 'paused') return early;
      if (!(await lane.door.enter(turn.deadlineMs))) return refusal(lane, turn);
      const taken = await takeTurn(lane, turn).finally(() => lane.door.leave());
      if (!('hold' in taken)) return taken;
      const value = await work();
      const left = after(value);
      if (left !== 'running') {
        await store.giveBack(turn.partner, taken.hold, left === 'over' ? undefined : now() - left);
        lane.door.wake();
      }
      return { ran: true, value };
    },
    left: (partner, limits) => store.left(partner, { limits, now: now() }),
    pause: async (partner, origin, ms) => {
      const until = now() + Math.min(ms, LONGEST_PAUSE_MS);
      const lane = laneOf(partner, origin);
      lane.pausedUntil = Math.max(lane.pausedUntil, until);
      await store.pause(partner, origin, until);
    },
  };
}

/** Processes that wait for one another do not all ask in the same moment. */
function jittered(ms: number): number {
  return ms * (0.5 + Math.random());
}
