import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Key } from './keys.ts';
import { type Item, keyItem, stored, type Table } from './table.ts';

/** One item, read consistently; undefined where it is not there. */
export async function getItem(table: Table, key: Key): Promise<Item | undefined> {
  const input = { TableName: table.name, Key: keyItem(key), ConsistentRead: true };
  return (await stored(() => table.client.send(new GetItemCommand(input)))).Item;
}

/** Puts an item, whatever is there. */
export async function putItem(table: Table, item: Item): Promise<void> {
  await stored(() => table.client.send(new PutItemCommand({ TableName: table.name, Item: item })));
}

/** Puts an item where a condition holds. @returns false where it does not; nothing is changed then. */
export async function putItemIf(
  table: Table,
  item: Item,
  condition: string,
  values?: Item,
  names?: Record<string, string>,
): Promise<boolean> {
  const input = {
    TableName: table.name,
    Item: item,
    ConditionExpression: condition,
    ...(values ? { ExpressionAttributeValues: values } : {}),
    ...(names ? { ExpressionAttributeNames: names } : {}),
  };
  try {
    await stored(() => table.client.send(new PutItemCommand(input)));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Removes an item; one that is not there is no error. */
export async function deleteItem(table: Table, key: Key): Promise<void> {
  await stored(() => table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyItem(key) })));
}
