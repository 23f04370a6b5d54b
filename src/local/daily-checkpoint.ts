import { type CheckpointPorts, checkpoint } from '../app/checkpoint.ts';
import type { Log } from '../app/ports.ts';

/**
 * Signs what the finished days left, before the first look of a day (UTC). Where that does not work, the looks go on,
 * and the next one tries again. Looks that begin together wait for one signature.
 *
 * @returns to be called before each look; costs nothing once the day is signed.
 */
export function createDailyCheckpoint(ports: CheckpointPorts & { log: Log }): () => Promise<void> {
  let signed = '';
  let signing: Promise<void> | null = null;
  const sign = async (day: string) => {
    try {
      if ((await ports.ledger.partners()).length > 0) await checkpoint(ports);
      signed = day;
    } catch (error) {
      const cause = error instanceof Error ? error.message : 'unknown';
      ports.log.warn('the checkpoint of the day could not be kept', { cause });
    }
    signing = null;
  };
  return async () => {
    const day = ports.calendar.now().toISOString().slice(0, 10);
    if (day === signed) return;
    signing ??= sign(day);
    await signing;
  };
}
