import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { SweepProgress, SweepProgressStore } from '../../app/sweep-all.ts';
import { readText } from './item.ts';
import { keys } from './keys.ts';
import { keyItem, stored, type Table } from './table.ts';

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

/** Where a round over all partners stands, as one item. What this version cannot read begins the round again. */
export function createSweepProgressStore(table: Table): SweepProgressStore {
  const Key = keyItem(keys.sweepProgress);
  return {
    async read() {
      const input = { TableName: table.name, Key, ConsistentRead: true };
      const { Item } = await stored(() => table.client.send(new GetItemCommand(input)));
      return Item ? (progress.safeParse(JSON.parse(readText(Item, 'progress'))).data ?? null) : null;
    },
    async write(at) {
      if (at === null) {
        await stored(() => table.client.send(new DeleteItemCommand({ TableName: table.name, Key })));
        return;
      }
      const Item = { ...Key, progress: { S: JSON.stringify(at) } };
      await stored(() => table.client.send(new PutItemCommand({ TableName: table.name, Item })));
    },
  };
}
