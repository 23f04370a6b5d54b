import type { Monotonic } from '../../app/ports.ts';
import type { Agreement } from '../../core/agreement/types.ts';

const DAY_MS = 86_400_000;

/** Keeps the calls to each partner within what was agreed, over all checks of this process. */
export interface Quota {
  /**
   * Runs `work` when its turn comes. `deadline`: its turn would come after `deadlineMs` (monotonic), `budget`: the
   * calls of the last 24 hours are used up; then `work` was not run.
   */
  run<T>(turn: Turn, work: () => Promise<T>): Promise<{ ran: true; value: T } | { ran: false; why: Refusal }>;
  /** No call to the partner before `untilMs` (monotonic). */
  pause(partner: string, untilMs: number): void;
}

export type Refusal = 'deadline' | 'budget';

export interface Turn {
  partner: string;
  limits: Pick<Agreement['limits'], 'requestsPerSecond' | 'concurrent' | 'callsPerDay'>;
  deadlineMs: number;
}

interface Lane {
  /** When the next call may start, monotonic ms. */
  next: number;
  running: number;
  waiting: (() => void)[];
  started: number[];
}

/** Makes a quota: calls of a partner start evenly spaced, at most `concurrent` at once, in the order they were asked for. */
export function createQuota(monotonic: Monotonic): Quota {
  const lanes = new Map<string, Lane>();

  const lane = (partner: string): Lane => {
    const known = lanes.get(partner) ?? { next: 0, running: 0, waiting: [], started: [] };
    lanes.set(partner, known);
    return known;
  };

  const freeSlot = async (of: Lane, turn: Turn): Promise<boolean> => {
    if (of.running < turn.limits.concurrent && of.waiting.length === 0) {
      of.running++;
      return true;
    }
    const gaveUp = new AbortController();
    const freed = new Promise<boolean>((resolve) => of.waiting.push(() => resolve(true)));
    const wake = of.waiting.at(-1) as () => void;
    const late = monotonic.sleep(Math.max(0, turn.deadlineMs - monotonic.now()), gaveUp.signal).then(
      () => false,
      () => false,
    );
    const got = await Promise.race([freed, late]);
    gaveUp.abort();
    if (!got && !of.waiting.includes(wake)) release(of);
    if (!got) of.waiting = of.waiting.filter((one) => one !== wake);
    return got;
  };

  /** Hands the slot to who waits longest, else gives it back. */
  const release = (of: Lane): void => {
    const next = of.waiting.shift();
    if (next) next();
    else of.running--;
  };

  return {
    run: async (turn, work) => {
      const of = lane(turn.partner);
      if (!(await freeSlot(of, turn))) return { ran: false, why: 'deadline' };
      try {
        const { callsPerDay, requestsPerSecond } = turn.limits;
        if (callsPerDay !== null) {
          of.started = of.started.filter((at) => at > monotonic.now() - DAY_MS);
          if (of.started.length >= callsPerDay) return { ran: false, why: 'budget' };
        }
        let at = Math.max(monotonic.now(), of.next);
        while (at > monotonic.now()) {
          if (at >= turn.deadlineMs) return { ran: false, why: 'deadline' };
          await monotonic.sleep(at - monotonic.now());
          at = Math.max(at, of.next);
        }
        if (monotonic.now() >= turn.deadlineMs) return { ran: false, why: 'deadline' };
        of.next = Math.max(of.next, at + 1000 / requestsPerSecond);
        if (callsPerDay !== null) of.started.push(monotonic.now());
        return { ran: true, value: await work() };
      } finally {
        release(of);
      }
    },
    pause: (partner, untilMs) => {
      const of = lane(partner);
      of.next = Math.max(of.next, untilMs);
    },
  };
}
