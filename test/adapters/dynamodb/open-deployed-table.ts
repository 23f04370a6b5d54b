import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../src/adapters/aws-settings.ts';
import { ensureTable } from '../../../src/adapters/dynamodb/table.ts';
import { openAccount } from '../../infra/stand-ins/open-account.ts';

/** A table behind a service that checks signatures and fails on demand, with the settings of a deployment. */
export async function openDeployedTable({ requestMs = 500 } = {}) {
  const account = await openAccount();
  const client = new DynamoDBClient({
    ...account.client('DYNAMODB'),
    ...clientSettings({ requestMs, maxAttempts: 4 }),
  });
  const table = { client, name: 'forewarn' };
  await ensureTable(table);
  return { table, service: account.services.DYNAMODB };
}
