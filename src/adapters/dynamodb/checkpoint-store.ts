import type { CheckpointStore } from '../../app/registry-ports.ts';
import { readTextAttribute, textAttribute } from './item.ts';
import { keys } from './keys.ts';
import { getItem, putItemIf } from './one-item.ts';
import { keyItem, type Table } from './table.ts';

/** Checkpoints in DynamoDB: one item a day, put only where none is. */
export function createCheckpointStore(table: Table): CheckpointStore {
  const read = async (day: string): Promise<string | null> => {
    const item = await getItem(table, keys.checkpoint(day));
    return item ? readTextAttribute(item, 'text') : null;
  };
  return {
    read,
    async write(day, text) {
      const item = { ...keyItem(keys.checkpoint(day)), ...textAttribute('text', text) };
      if (await putItemIf(table, item, 'attribute_not_exists(PK)')) return 'written';
      // A put whose answer was lost is tried again by the client, and then meets itself.
      return (await read(day)) === text ? 'written' : 'there';
    },
  };
}
