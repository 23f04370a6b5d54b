import { tmpdir } from 'node:os';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Metrics } from '../app/metrics.ts';
import type { RegisterPorts } from '../app/register-partner.ts';
import { clientSettings } from './aws-settings.ts';
import { countRetries } from './count-retries.ts';
import { readEnvironment } from './env.ts';
import { createReadBundle } from './files/read-bundle.ts';
import { createCheckQueue } from './queue/check-queue.ts';
import { createRegisteredFiles } from './s3/registered-files.ts';
import { createSchedules } from './scheduler/schedules.ts';
import { type LedgerWire, wireLedger } from './wire-ledger.ts';

/** What registering takes. */
export type RegisterWire = LedgerWire &
  RegisterPorts & {
    /** Who may register by a token: `claim=value,value`; empty: nobody. */
    registrars: string;
  };

/** Time limits and tries of calls within a request that a person waits for. */
const PATIENT = clientSettings({ requestMs: 5_000, maxAttempts: 4 });

/** Builds what `register` needs. @throws ForewarnError `config` where the environment is not complete. */
export function wireRegister(env: NodeJS.ProcessEnv, { metrics }: { metrics: Metrics }): RegisterWire {
  const read = readEnvironment(env, [
    'FOREWARN_BUCKET',
    'FOREWARN_QUEUE_URL',
    'FOREWARN_QUEUE_ARN',
    'FOREWARN_SCHEDULE_GROUP',
    'FOREWARN_SCHEDULE_ROLE',
    'FOREWARN_SCHEDULE_DEAD_LETTERS',
    'FOREWARN_REGISTRARS',
  ]);
  return {
    ...wireLedger(env, metrics),
    files: createRegisteredFiles({
      client: countRetries(new S3Client(PATIENT), metrics),
      name: read.FOREWARN_BUCKET,
    }),
    schedules: createSchedules(countRetries(new SchedulerClient(PATIENT), metrics), {
      group: read.FOREWARN_SCHEDULE_GROUP,
      queue: read.FOREWARN_QUEUE_ARN,
      role: read.FOREWARN_SCHEDULE_ROLE,
      deadLetters: read.FOREWARN_SCHEDULE_DEAD_LETTERS,
    }),
    queue: createCheckQueue(countRetries(new SQSClient(PATIENT), metrics), read.FOREWARN_QUEUE_URL),
    readBundle: createReadBundle(tmpdir()),
    registrars: read.FOREWARN_REGISTRARS,
  };
}
