import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ProjectionStore } from '../../app/ports.ts';
import { parseState, stateText } from '../../core/ledger/parse-state.ts';
import type { PartnerState } from '../../core/ledger/types.ts';
import { readNumber, readTextAttribute, textAttribute } from './item.ts';
import { type Key, keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { type Item, keyItem, queryAll, stored, type Table } from './table.ts';
import { pieces } from './text-pieces.ts';

/**
 * Current state in DynamoDB: its canonical JSON in parts under the sequence it is true of, and a cursor
 * `projectedThrough` that is moved last and only forward. Parts that no cursor names are left-overs.
 */
export function createProjectionStore(table: Table): ProjectionStore {
  return {
    async read(partner) {
      const cursor = await get(table, keys.cursor(partner));
      if (!cursor) return null;
      const seq = readNumber(cursor, 'projectedThrough');
      let text = '';
      for (let part = 0; part < readNumber(cursor, 'parts'); part++) {
        const item = await get(table, keys.part(partner, seq, part));
        if (!item) return null; // overtaken by a newer one: what is lost here is made again from the ledger
        text += readTextAttribute(item, 'text');
      }
      return parseState(text);
    },
    async write(state) {
      const { partner, seq } = state;
      const texts = pieces(stateText(state));
      for (const [part, text] of texts.entries()) {
        await put(table, { ...keyItem(keys.part(partner, seq, part)), ...textAttribute('text', text) });
      }
      if (await moveCursor(table, state, texts.length)) await clearParts(table, partner, seq);
    },
    async clear(partner) {
      await remove(table, keys.cursor(partner));
      await clearParts(table, partner, Number.POSITIVE_INFINITY);
    },
  };
}

async function moveCursor(table: Table, { partner, seq }: PartnerState, parts: number): Promise<boolean> {
  const item = {
    ...keyItem(keys.cursor(partner)),
    projectedThrough: { N: String(seq) },
    parts: { N: String(parts) },
  };
  const forward = 'attribute_not_exists(PK) OR projectedThrough < :seq';
  try {
    await put(table, item, forward, { ':seq': { N: String(seq) } });
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Removes the parts of sequences before `seq`. */
async function clearParts(table: Table, partner: string, seq: number): Promise<void> {
  const query = { ...ofPartition(keys.state(partner)), ProjectionExpression: 'PK, SK' };
  for await (const item of queryAll(table, query)) {
    const [kind, of] = (item.SK?.S ?? '').split('#');
    if (kind === 'PART' && Number(of) < seq)
      await remove(table, { PK: keys.state(partner), SK: item.SK?.S ?? '' });
  }
}

async function get(table: Table, key: Key): Promise<Item | undefined> {
  const input = { TableName: table.name, Key: keyItem(key), ConsistentRead: true };
  return (await stored(() => table.client.send(new GetItemCommand(input)))).Item;
}

function put(table: Table, item: Item, condition?: string, values?: Item): Promise<unknown> {
  const input = {
    TableName: table.name,
    Item: item,
    ConditionExpression: condition,
    ExpressionAttributeValues: values,
  };
  return stored(() => table.client.send(new PutItemCommand(input)));
}

function remove(table: Table, key: Key): Promise<unknown> {
  return stored(() => table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyItem(key) })));
}
