import type { Compensation, CompensationJournal } from '../../app/look-memory.ts';
import { inOrder, readCompensation } from '../../app/read-compensation.ts';
import { readNumber, readTextAttribute, textAttribute } from './item.ts';
import { keys } from './keys.ts';
import { deleteItem, putItem, putItemIf } from './one-item.ts';
import { type Item, keyItem, queryAll, type Table } from './table.ts';

/**
 * What is to be undone at partners, one item for each. A function that ended says nothing of it: what it held is
 * claimed when its time is over.
 */
export function createJournalStore(table: Table, now: () => number = Date.now): CompensationJournal {
  /** Environments of what this process has written or claimed: a key takes both. */
  const places = new Map<string, string>();

  const itemsOf = async (partner: string, environment: string): Promise<Item[]> => {
    const query = {
      KeyConditionExpression: 'PK = :partition AND begins_with(SK, :environment)',
      ExpressionAttributeValues: {
        ':partition': { S: keys.undo(partner) },
        ':environment': { S: `${environment}#` },
      },
    };
    const items: Item[] = [];
    for await (const item of queryAll(table, query)) items.push(item);
    return items;
  };

  return {
    async write(entry, heldUntil) {
      places.set(entry.id, entry.environment);
      await putItem(table, itemOf(entry, heldUntil));
    },
    async close(partner, id) {
      const environment = places.get(id);
      places.delete(id);
      if (environment !== undefined) await deleteItem(table, keys.compensation(partner, environment, id));
    },
    async open(partner, environment) {
      const read = (await itemsOf(partner, environment)).map(entryOf);
      return inOrder(read.filter((one) => one !== null));
    },
    async claim(partner, environment, heldUntil) {
      const claimed: Compensation[] = [];
      for (const item of await itemsOf(partner, environment)) {
        const before = readNumber(item, 'heldUntil');
        const entry = entryOf(item);
        if (before > now() || !entry) continue;
        const mine = itemOf(entry, heldUntil);
        if (!(await putItemIf(table, mine, 'heldUntil = :before', { ':before': { N: String(before) } })))
          continue;
        places.set(entry.id, environment);
        claimed.push(entry);
      }
      return inOrder(claimed);
    },
  };
}

function itemOf(entry: Compensation, heldUntil: number): Item {
  return {
    ...keyItem(keys.compensation(entry.partner, entry.environment, entry.id)),
    ...textAttribute('entry', JSON.stringify(entry)),
    heldUntil: { N: String(Math.floor(heldUntil)) },
  };
}

/** Null for what this version cannot read: it is left for one that can. */
function entryOf(item: Item): Compensation | null {
  return readCompensation(readTextAttribute(item, 'entry'));
}
