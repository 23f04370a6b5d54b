import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Metrics } from '../../app/metrics.ts';
import { clientSettings } from '../aws-settings.ts';
import { countRetries } from '../count-retries.ts';
import type { Table } from './table.ts';

/**
 * The table of a deployment. A call that hangs is given up and tried again: DynamoDB answers in milliseconds, and
 * every write of ours may be repeated.
 */
export function connectTable(name: string, metrics: Metrics): Table {
  const client = new DynamoDBClient(clientSettings({ requestMs: 3_000, maxAttempts: 6 }));
  return { client: countRetries(client, metrics), name };
}
