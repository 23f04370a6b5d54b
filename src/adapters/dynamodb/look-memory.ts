import type { LookMemory, TurnStore } from '../../app/look-memory.ts';
import { readTurns } from '../../app/read-turns.ts';
import { createFixtureStore } from './fixture-store.ts';
import { readTextAttribute, textAttribute } from './item.ts';
import { createJournalStore } from './journal-store.ts';
import { keys } from './keys.ts';
import { getItem, putItem } from './one-item.ts';
import { keyItem, type Table } from './table.ts';

/** How long it is kept when something was last looked at. */
const KEPT_MS = 40 * 86_400_000;

/** What looks leave to later ones, in the one table. */
export function createLookMemory(table: Table, now: () => number = Date.now): LookMemory {
  return {
    journal: createJournalStore(table, now),
    fixtures: createFixtureStore(table, now),
    turns: turnStore(table, now),
  };
}

function turnStore(table: Table, now: () => number): TurnStore {
  return {
    read: async (partner, environment) => {
      const item = await getItem(table, keys.turns(partner, environment));
      return item ? readTurns(readTextAttribute(item, 'turns')) : {};
    },
    write: (partner, environment, turns) =>
      putItem(table, {
        ...keyItem(keys.turns(partner, environment)),
        ...textAttribute('turns', JSON.stringify(turns)),
        ttl: { N: String(Math.ceil((now() + KEPT_MS) / 1000)) },
      }),
  };
}
