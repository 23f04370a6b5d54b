import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Item, Table } from '../../src/adapters/dynamodb/table.ts';

/** DynamoDB adds this much to each item that it stores. */
const ITEM_BYTES = 100;

/** Mean size of an item of run data, and of everything else that is stored for a partner. */
export async function storedUnder(
  { client, name }: Table,
  partners: readonly string[],
): Promise<{ runBytes: number; partnerBytes: number }> {
  const runs: number[] = [];
  let others = 0;
  let from: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) {
      if (item.PK?.S?.startsWith('RUN#')) runs.push(itemBytes(item));
      else others += itemBytes(item);
    }
    from = page.LastEvaluatedKey;
  } while (from);
  const sum = runs.reduce((total, bytes) => total + bytes, 0);
  return { runBytes: sum / Math.max(1, runs.length), partnerBytes: others / partners.length };
}

/** Size of an item as DynamoDB counts it: names and values. */
function itemBytes(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + name.length + valueBytes(value),
    ITEM_BYTES,
  );
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.B !== undefined) return value.B.length;
  return 1;
}
