import { z } from 'zod';
import type { JourneyStore } from '../../app/journey-store.ts';
import type { WalkRun } from '../../core/journey/types.ts';
import { readTextAttribute, textAttribute } from './item.ts';
import { keys } from './keys.ts';
import { putItem } from './one-item.ts';
import { type Item, keyItem, queryAll, type Table } from './table.ts';

/** How long a run of walks is kept after its last one. */
const KEPT_MS = 40 * 86_400_000;

/** Walks as run lengths: an item for each, named by its first walk. */
export function walksIn(table: Table): Required<Pick<JourneyStore, 'walked' | 'walks'>> {
  const runsOf = (journey: string) => ({
    KeyConditionExpression: 'PK = :partition',
    ExpressionAttributeValues: { ':partition': { S: keys.journeyWalks(journey) } },
  });
  return {
    async walked(journey, outcome, at) {
      const last = await newestRun(table, { ...runsOf(journey), ScanIndexForward: false, Limit: 1 });
      const run: WalkRun =
        last?.outcome === outcome && last.to <= at
          ? { ...last, to: at, n: last.n + 1 }
          : { outcome, from: at, to: at, n: 1 };
      const key = keyItem(keys.journeyWalk(journey, run.from));
      await putItem(table, { ...key, ...textAttribute('run', JSON.stringify(run)), ttl: { N: expiry(at) } });
    },
    async walks(journey, since) {
      const runs: WalkRun[] = [];
      for await (const item of queryAll(table, runsOf(journey))) runs.push(readRun(item));
      const first = runs.findIndex(({ to }) => to >= since);
      return first < 0 ? runs.slice(-1) : runs.slice(Math.max(0, first - 1));
    },
  };
}

async function newestRun(table: Table, query: Parameters<typeof queryAll>[1]): Promise<WalkRun | undefined> {
  for await (const item of queryAll(table, query)) return readRun(item);
  return undefined;
}

const walkRun: z.ZodType<WalkRun> = z.object({
  outcome: z.enum(['held', 'failing', 'not-verified']),
  from: z.string(),
  to: z.string(),
  n: z.int().positive(),
});

function readRun(item: Item): WalkRun {
  return walkRun.parse(JSON.parse(readTextAttribute(item, 'run')));
}

function expiry(at: string): string {
  return String(Math.ceil((Date.parse(at) + KEPT_MS) / 1000));
}
