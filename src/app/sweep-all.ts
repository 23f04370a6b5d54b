import { type CheckpointPorts, checkpoint } from './checkpoint.ts';
import { inParallel } from './in-parallel.ts';
import { type Health, healthOf, lastLooksOf, measureHealth, NO_HEALTH, together } from './partner-health.ts';
import type { RegistrationStore } from './registry-ports.ts';
import { type RegisteredSweepPorts, sweepRegistered } from './sweep-registered.ts';

/** Where a round over all partners stands, and how those stand that it has been to. */
export interface SweepProgress {
  /** The partner after which it goes on. */
  after: string;
  health: Health;
}

/** Keeps where a round stands; null: at its beginning. */
export interface SweepProgressStore {
  read(): Promise<SweepProgress | null>;
  write(progress: SweepProgress | null): Promise<void>;
}

/** What the sweep over all partners needs. */
export interface SweepAllPorts extends RegisteredSweepPorts, CheckpointPorts {
  registrations: Pick<RegistrationStore, 'read' | 'list'>;
  progress: SweepProgressStore;
  /** Counts and logs what went wrong and is tried again with the next round. */
  fault(message: string, error: unknown, fields?: Record<string, string>): void;
}

/** What a sweep over all partners did. */
export interface SweptAll {
  swept: number;
  failed: number;
  /** Whether every partner has been swept since the round began. */
  complete: boolean;
  /** The day whose checkpoint was written, or null. */
  checkpoint: string | null;
}

/** Partners that are swept at once. */
const AT_ONCE = 16;
/** No partner is begun with less time left: sending to slow channels takes a while. */
const ENOUGH_MS = 30_000;

/**
 * Sweeps every registered partner, measures how they stand, and signs the day's checkpoint. Stops before time is up;
 * the next call goes on from there, and the numbers are told when a round is complete. One partner's failure does not
 * keep the others waiting.
 *
 * @param on.remainingMs ms until the time is up.
 */
export async function sweepAll(ports: SweepAllPorts, on: { remainingMs(): number }): Promise<SweptAll> {
  const day = await checkpointOf(ports);
  const progress = await ports.progress.read();
  const partners = (await ports.registrations.list()).map(({ partner }) => partner).sort();
  const left = partners.filter((partner) => progress === null || partner > progress.after);
  let health = progress?.health ?? NO_HEALTH;
  let failed = 0;
  const begun = await inParallel(
    left,
    AT_ONCE,
    async (partner) => {
      try {
        const one = await sweptHealth(ports, partner); // first, for others add to the sum meanwhile
        health = together(health, one);
      } catch (error) {
        failed++;
        ports.fault('a partner could not be swept', error, { partner });
      }
    },
    () => on.remainingMs() > ENOUGH_MS,
  );
  const complete = begun === left.length;
  if (complete) measureHealth(ports.metrics, { ...health, partners: partners.length });
  const last = left[begun - 1];
  if (complete && progress !== null) await ports.progress.write(null);
  if (!complete && last !== undefined) await ports.progress.write({ after: last, health });
  ports.log.info('swept all', { swept: begun, failed, partners: partners.length, complete, day });
  return { swept: begun, failed, complete, checkpoint: day };
}

async function sweptHealth(ports: SweepAllPorts, partner: string): Promise<Health> {
  const swept = await sweepRegistered(ports, partner);
  if (!swept) return NO_HEALTH;
  const lastLooks = await lastLooksOf(ports.runs, swept.record);
  return healthOf({ ...swept, lastLooks, now: ports.calendar.now() });
}

/** A day without a checkpoint is tried again by every sweep of that day; nothing else waits for it. */
async function checkpointOf(ports: SweepAllPorts): Promise<string | null> {
  try {
    return await checkpoint(ports);
  } catch (error) {
    ports.fault('the checkpoint of the day could not be kept', error);
    return null;
  }
}
