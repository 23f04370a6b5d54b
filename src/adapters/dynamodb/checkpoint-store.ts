import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { CheckpointStore } from '../../app/registry-ports.ts';
import { readTextAttribute, textAttribute } from './item.ts';
import { keys } from './keys.ts';
import { keyItem, stored, type Table } from './table.ts';

/** Checkpoints in DynamoDB: one item a day, put only where none is. */
export function createCheckpointStore(table: Table): CheckpointStore {
  const read = async (day: string): Promise<string | null> => {
    const input = { TableName: table.name, Key: keyItem(keys.checkpoint(day)), ConsistentRead: true };
    const { Item } = await stored(() => table.client.send(new GetItemCommand(input)));
    return Item ? readTextAttribute(Item, 'text') : null;
  };
  return {
    read,
    async write(day, text) {
      const Item = { ...keyItem(keys.checkpoint(day)), ...textAttribute('text', text) };
      const input = { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(PK)' };
      try {
        await stored(() => table.client.send(new PutItemCommand(input)));
        return 'written';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // A put whose answer was lost is tried again by the client, and then meets itself.
        return (await read(day)) === text ? 'written' : 'there';
      }
    },
  };
}
