import { createHash, randomUUID } from 'node:crypto';
import type { FixtureLeases } from '../../app/look-memory.ts';
import { keys } from './keys.ts';
import { putItemIf } from './one-item.ts';
import { keyItem, type Table } from './table.ts';

/** How long after it came back a fixture's item is kept. */
const KEPT_MS = 86_400_000;

/** Who has which fixture, one item for each: it is put where the time of the last holder is over. */
export function createFixtureStore(table: Table, now: () => number = Date.now): FixtureLeases {
  return {
    take: async ({ partner, environment }, fixtures, until) => {
      for (const fixture of fixtures) {
        const digest = createHash('sha256').update(fixture).digest('hex').slice(0, 32);
        const holder = randomUUID();
        const item = (heldUntil: number) => ({
          ...keyItem(keys.fixture(partner, environment, digest)),
          holder: { S: holder },
          heldUntil: { N: String(Math.floor(heldUntil)) },
          ttl: { N: String(Math.ceil((until + KEPT_MS) / 1000)) },
        });
        const free = 'attribute_not_exists(PK) OR heldUntil <= :now';
        if (!(await putItemIf(table, item(until), free, { ':now': { N: String(now()) } }))) continue;
        const giveBack = async () => {
          await putItemIf(table, item(0), 'holder = :holder', { ':holder': { S: holder } });
        };
        return { fixture, giveBack };
      }
      return null;
    },
  };
}
