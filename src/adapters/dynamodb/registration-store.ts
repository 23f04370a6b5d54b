import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { RegistrationStore } from '../../app/registry-ports.ts';
import type { RegistrationRecord, RegistrationSummary } from '../../core/registration/types.ts';
import { readText } from './item.ts';
import { type Key, keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { readRecord, readSummary, recordAttributes, summaryAttributes } from './registration-item.ts';
import { type Item, keyItem, queryAll, stored, type Table } from './table.ts';

/**
 * Registrations in DynamoDB: one item with the whole record, whose conditional put decides, and one in the list of all.
 * The list is written first, and made right where somebody else was faster: what a crash leaves in between is mended
 * by the same call again. The record alone says what is registered.
 */
export function createRegistrationStore(table: Table): RegistrationStore {
  return {
    async list() {
      const summaries: RegistrationSummary[] = [];
      for await (const item of queryAll(table, ofPartition(keys.registrations)))
        summaries.push(readSummary(item));
      return summaries;
    },
    async read(partner) {
      const item = await recordItem(table, partner);
      return item && readRecord(item);
    },
    async write(record, instead) {
      await putSummary(table, record);
      if (await putRecord(table, record, instead)) return 'written';
      const there = await recordItem(table, record.partner);
      if (!there) {
        await remove(table, keys.registration(record.partner));
        return 'conflict';
      }
      // A put whose answer was lost is tried again by the client, and then meets itself.
      if (isSame(there, record)) return 'written';
      await putSummary(table, readRecord(there));
      return 'conflict';
    },
    async remove(partner) {
      await remove(table, keys.registration(partner));
      await remove(table, keys.contract(partner));
    },
  };
}

async function recordItem(table: Table, partner: string): Promise<Item | null> {
  const input = { TableName: table.name, Key: keyItem(keys.contract(partner)), ConsistentRead: true };
  return (await stored(() => table.client.send(new GetItemCommand(input)))).Item ?? null;
}

async function putSummary(table: Table, record: RegistrationRecord): Promise<void> {
  const Item = { ...keyItem(keys.registration(record.partner)), ...summaryAttributes(record) };
  await stored(() => table.client.send(new PutItemCommand({ TableName: table.name, Item })));
}

/** False where another record than the one with the hash `instead` (null: than none) is there. */
async function putRecord(table: Table, record: RegistrationRecord, instead: string | null): Promise<boolean> {
  const condition =
    instead === null
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : {
          ConditionExpression: '#hash = :instead',
          ExpressionAttributeNames: { '#hash': 'hash' },
          ExpressionAttributeValues: { ':instead': { S: instead } },
        };
  const Item = { ...keyItem(keys.contract(record.partner)), ...recordAttributes(record) };
  try {
    await stored(() => table.client.send(new PutItemCommand({ TableName: table.name, Item, ...condition })));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function isSame(item: Item, record: RegistrationRecord): boolean {
  if (readText(item, 'hash') !== record.hash) return false;
  const { at, by, source } = readSummary(item);
  return at === record.at && by === record.by && source === record.source;
}

async function remove(table: Table, key: Key): Promise<void> {
  await stored(() => table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyItem(key) })));
}
