import type { Monotonic } from '../../app/ports.ts';

/** A timer of more is none (setTimeout). */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/** Lets one in at a time, in the order they came. */
export interface Door {
  /** True once inside; false where that is not by `deadlineMs` (monotonic), or not any more. */
  enter(deadlineMs: number): Promise<boolean>;
  /** Who is inside goes, and the next comes in. */
  leave(): void;
  /** Who is inside rests so long, or until woken. */
  rest(ms: number): Promise<void>;
  wake(): void;
}

/** Makes a door with nobody inside. */
export function createDoor(monotonic: Monotonic): Door {
  let taken = false;
  let waiting: (() => void)[] = [];
  let resting = new AbortController();
  return {
    enter: async (deadlineMs) => {
      if (!taken) {
        taken = true;
        return true;
      }
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const letIn = () => resolve(true);
      waiting.push(letIn);
      const letInTime = new AbortController();
      const left = Math.max(0, deadlineMs - monotonic.now());
      const late = monotonic.sleep(Math.min(left, LONGEST_SLEEP_MS), letInTime.signal);
      void late.then(() => {
        // Who was called in the same moment is inside, and does not give up.
        if (waiting.includes(letIn)) resolve(false);
        waiting = waiting.filter((one) => one !== letIn);
      });
      const inside = await promise;
      letInTime.abort();
      return inside;
    },
    leave: () => {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
    rest: async (ms) => {
      resting = new AbortController();
      await monotonic.sleep(Math.min(ms, LONGEST_SLEEP_MS), resting.signal);
    },
    wake: () => resting.abort(),
  };
}
