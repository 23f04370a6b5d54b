import type { CheckpointStore } from '../../app/registry-ports.ts';
import { readText, readTextAttribute, textAttribute } from './item.ts';
import { type Key, keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { getItem, putItem, putItemIf } from './one-item.ts';
import { keyItem, queryAll, type Table } from './table.ts';

/** Checkpoints in DynamoDB: one item a day, put only where none is; parts beside it, by what is in them. */
export function createCheckpointStore(table: Table): CheckpointStore {
  const textOf = async (key: Key): Promise<string | null> => {
    const item = await getItem(table, key);
    return item ? readTextAttribute(item, 'text') : null;
  };
  const read = (day: string) => textOf(keys.checkpoint(day));
  return {
    read,
    async write(day, text) {
      const item = { ...keyItem(keys.checkpoint(day)), ...textAttribute('text', text) };
      if (await putItemIf(table, item, 'attribute_not_exists(PK)')) return 'written';
      // A put whose answer was lost is tried again by the client, and then meets itself.
      return (await read(day)) === text ? 'written' : 'there';
    },
    writePart: (day, sha256, text) =>
      putItem(table, { ...keyItem(keys.checkpointPart(day, sha256)), ...textAttribute('text', text) }),
    readPart: (day, sha256) => textOf(keys.checkpointPart(day, sha256)),
    async before(day) {
      const query = {
        KeyConditionExpression: 'PK = :partition AND SK < :day',
        ExpressionAttributeValues: { ':partition': { S: keys.checkpoints }, ':day': { S: day } },
        ScanIndexForward: false,
        Limit: 1,
      };
      for await (const item of queryAll(table, query)) return readText(item, 'SK');
      return null;
    },
    async *days() {
      const query = { ...ofPartition(keys.checkpoints), ProjectionExpression: 'PK, SK' };
      for await (const item of queryAll(table, query)) yield readText(item, 'SK');
    },
  };
}
