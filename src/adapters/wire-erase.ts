import { S3Client } from '@aws-sdk/client-s3';
import type { ErasePorts } from '../app/erase.ts';
import { clientSettings } from './aws-settings.ts';
import { realCalendar } from './clock/calendar.ts';
import { realMonotonic } from './clock/real-monotonic.ts';
import { sha256 } from './crypto/sha256.ts';
import { connectTable } from './dynamodb/connect.ts';
import { createDeployedStores } from './dynamodb/table-stores.ts';
import { createBucketEvidence } from './s3/bucket-evidence.ts';

/** Builds what erasing from a deployment takes, for a person with rights of their own: no function may erase. */
export function wireErase(on: { table: string; bucket: string; toolVersion: string }): ErasePorts {
  const table = connectTable(on.table, { add: () => undefined });
  const client = new S3Client(clientSettings({ requestMs: 10_000, maxAttempts: 4 }));
  return {
    ...createDeployedStores(table),
    evidence: createBucketEvidence({ client, name: on.bucket }),
    calendar: realCalendar,
    monotonic: realMonotonic,
    sha256,
    toolVersion: on.toolVersion,
  };
}
