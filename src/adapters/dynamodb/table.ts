import {
  type AttributeValue,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  DynamoDBServiceException,
  QueryCommand,
  type QueryCommandInput,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { ForewarnError } from '../../core/errors.ts';
import type { Key } from './keys.ts';

/** The one table: a client and its name. */
export interface Table {
  client: DynamoDBClient;
  name: string;
}

export type Item = Record<string, AttributeValue>;

/** The table as it is created: a partition and a sort key, both text; nothing else is indexed. */
export function tableDefinition(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'PK', AttributeType: 'S' },
      { AttributeName: 'SK', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'PK', KeyType: 'HASH' },
      { AttributeName: 'SK', KeyType: 'RANGE' },
    ],
  };
}

/** Creates the table unless it is there, and waits until it can be used. */
export async function ensureTable(table: Table): Promise<void> {
  if (await isActive(table)) return;
  await stored(() => table.client.send(new CreateTableCommand(tableDefinition(table.name))));
  while (!(await isActive(table))) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function isActive(table: Table): Promise<boolean> {
  try {
    const { Table: described } = await table.client.send(new DescribeTableCommand({ TableName: table.name }));
    return described?.TableStatus === 'ACTIVE';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw storageError(error);
  }
}

/** A key as DynamoDB wants it. */
export function keyItem(key: Key): { PK: { S: string }; SK: { S: string } } {
  return { PK: { S: key.PK }, SK: { S: key.SK } };
}

/** All items of a query, page after page, read consistently. */
export async function* queryAll(
  table: Table,
  query: Omit<QueryCommandInput, 'TableName' | 'ConsistentRead'>,
): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const page = await stored(() =>
      table.client.send(
        new QueryCommand({ ...query, TableName: table.name, ConsistentRead: true, ExclusiveStartKey: from }),
      ),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Runs a call to the table; its failure becomes a `storage` fault. A failed condition is passed on as it is. */
export async function stored<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DynamoDBServiceException && error.name === 'ConditionalCheckFailedException')
      throw error;
    throw storageError(error);
  }
}

function storageError(cause: unknown): ForewarnError {
  const name = cause instanceof Error ? cause.name : 'unknown';
  return new ForewarnError('storage', `The table cannot be used (${name}).`, {
    fix: 'Is the process that holds the data folder still there? Start it again, or try again.',
    cause,
  });
}
