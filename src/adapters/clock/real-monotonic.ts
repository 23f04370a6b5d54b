import { setTimeout as pause } from 'node:timers/promises';
import type { Monotonic } from '../../app/ports.ts';

/** The process's own monotonic clock, in ms. A pause that is aborted ends early, without an error. */
export const realMonotonic: Monotonic = {
  now: () => performance.now(),
  sleep: (ms, signal) => pause(Math.max(0, ms), undefined, signal ? { signal } : {}).catch(() => {}),
};
