import { z } from 'zod';
import type { SweepProgress, SweepProgressStore } from '../../app/sweep-all.ts';
import { readText } from './item.ts';
import { keys } from './keys.ts';
import { getItem, putItem } from './one-item.ts';
import { keyItem, type Table } from './table.ts';

const progress = z.object({
  after: z.string(),
  health: z.object({
    partners: z.number(),
    waiting: z.number(),
    oldestUnsentSeconds: z.number(),
    stale: z.number(),
    unseen: z.number(),
    blind: z.number(),
  }),
}) satisfies z.ZodType<SweepProgress>;

/**
 * Where a round over all partners stands, as one item that is never deleted: `null` between rounds. What this version
 * cannot read begins the round again.
 */
export function createSweepProgressStore(table: Table): SweepProgressStore {
  return {
    async read() {
      const item = await getItem(table, keys.sweepProgress);
      return item ? (progress.safeParse(JSON.parse(readText(item, 'progress'))).data ?? null) : null;
    },
    async write(at) {
      await putItem(table, { ...keyItem(keys.sweepProgress), progress: { S: JSON.stringify(at) } });
    },
  };
}
