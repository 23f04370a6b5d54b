import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { LedgerStore, StoredEntry } from '../../app/ports.ts';
import { readNumber, readText, readTextAttribute, textAttribute } from './item.ts';
import { keys } from './keys.ts';
import { type Item, keyItem, queryAll, stored, type Table } from './table.ts';

/** Entries read per page. */
const PAGE = 200;

/** The ledger in DynamoDB: one item per entry, put only where none is. */
export function createLedgerStore(table: Table): LedgerStore {
  return {
    async head(partner) {
      const query = { ...ofPartition(keys.ledger(partner)), ScanIndexForward: false, Limit: 1 };
      for await (const item of queryAll(table, query)) return readEntry(item);
      return null;
    },
    async *entries(partner, after = 0) {
      const { PK, SK } = keys.entry(partner, after);
      const query = {
        KeyConditionExpression: 'PK = :partition AND SK > :after',
        ExpressionAttributeValues: { ':partition': { S: PK }, ':after': { S: SK } },
        Limit: PAGE,
      };
      for await (const item of queryAll(table, query)) yield readEntry(item);
    },
    async append(partner, entry) {
      if (entry.seq === 1) await put(table, keyItem(keys.partner(partner)));
      const item = {
        ...keyItem(keys.entry(partner, entry.seq)),
        seq: { N: String(entry.seq) },
        hash: { S: entry.hash },
        ...textAttribute('body', entry.body),
        ...(entry.due ? { due: { BOOL: true } } : {}),
      };
      try {
        await put(table, item, 'attribute_not_exists(PK)');
        return 'appended';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return (await isOurs(table, partner, entry)) ? 'appended' : 'conflict';
      }
    },
    async partners() {
      const partners: string[] = [];
      for await (const item of queryAll(table, ofPartition(keys.partners)))
        partners.push(readText(item, 'SK'));
      return partners;
    },
  };
}

/** A put whose answer was lost is tried again by the client, and then meets itself. */
async function isOurs(table: Table, partner: string, entry: StoredEntry): Promise<boolean> {
  const Key = keyItem(keys.entry(partner, entry.seq));
  const { Item } = await stored(() =>
    table.client.send(new GetItemCommand({ TableName: table.name, Key, ConsistentRead: true })),
  );
  return Item?.hash?.S === entry.hash;
}

function put(table: Table, item: Item, condition?: string): Promise<unknown> {
  return stored(() =>
    table.client.send(
      new PutItemCommand({ TableName: table.name, Item: item, ConditionExpression: condition }),
    ),
  );
}

/** The query for everything in one partition. */
export function ofPartition(partition: string) {
  return {
    KeyConditionExpression: 'PK = :partition',
    ExpressionAttributeValues: { ':partition': { S: partition } },
  };
}

function readEntry(item: Item): StoredEntry {
  return {
    seq: readNumber(item, 'seq'),
    hash: readText(item, 'hash'),
    body: readTextAttribute(item, 'body'),
  };
}
