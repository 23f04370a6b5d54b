import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { REGION } from '../stand-ins/start-stand-in.ts';
import type { Story } from '../story/set-story.ts';

type Item = Record<string, AttributeValue>;

/** Everything that a deployed Forewarn holds, to begin again from. */
export interface Snapshot {
  /** Puts it all back, with empty queues, nothing sent and no fault waiting. */
  restore(): Promise<void>;
}

/** Keeps what tables, buckets and schedules hold now. Queues must be empty. Partners forget what they were asked. */
export async function takeSnapshot(story: Story): Promise<Snapshot> {
  const { account, functions } = story;
  const { holdings, clock, services } = account;
  const TableName = [...holdings.streams.keys()][0] ?? '';
  const client = new DynamoDBClient({
    endpoint: account.tables,
    region: REGION,
    credentials: { accessKeyId: 'AKIA0000000000SNAPSHOT', secretAccessKey: 'none' },
  });
  const items = await allItems(client, TableName);
  const objects = [...holdings.buckets].map(([name, bucket]) => [name, new Map(bucket.objects)] as const);
  const schedules = [...holdings.schedules].map(([key, schedule]) => [key, { ...schedule }] as const);
  const now = clock.now();
  return {
    async restore() {
      for (const { PK, SK } of await allItems(client, TableName))
        await client.send(new DeleteItemCommand({ TableName, Key: { PK, SK } as Item }));
      for (const Item of items) await client.send(new PutItemCommand({ TableName, Item }));
      for (const [name, kept] of objects) {
        const bucket = holdings.buckets.get(name);
        if (bucket) bucket.objects = new Map(kept);
      }
      holdings.schedules = new Map(schedules.map(([key, schedule]) => [key, { ...schedule }]));
      for (const { definition } of holdings.queues.list()) holdings.queues.create(definition);
      holdings.sent.length = 0;
      for (const file of readdirSync(story.received)) rmSync(join(story.received, file));
      for (const running of functions) running.invocations.length = 0;
      for (const service of Object.values(services)) service.heal();
      clock.set(now);
      await story.partners.beginAnew();
    },
  };
}

async function allItems(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
