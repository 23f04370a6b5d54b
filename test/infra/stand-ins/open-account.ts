import { afterAll } from 'vitest';
import { createTableStream } from './dynamodb/stream.ts';
import { createSigningKey } from './kms.ts';
import { enrol } from './principals.ts';
import { createBucket } from './s3/buckets.ts';
import type { QueueDefinition } from './sqs/queue.ts';
import { type Account, type ServiceName, startAccount } from './start-account.ts';
import { ACCOUNT, REGION } from './start-stand-in.ts';

/** Where an SDK client is to go, and as whom. */
export interface ClientOptions {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  maxAttempts: number;
}

export const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/scheduler`;

/** An account with one of everything, for tests of the services, closed after them. */
export async function openAccount(): Promise<
  Account & { client(service: ServiceName, more?: Partial<ClientOptions>): ClientOptions }
> {
  const account = await startAccount('2026-11-02T06:00:00.000Z');
  afterAll(() => account.close());
  const { holdings, services, principals } = account;
  const queue = (name: string, more: Partial<QueueDefinition> = {}): QueueDefinition => ({
    name,
    arn: queueArn(name),
    fifo: name.endsWith('.fifo'),
    contentBasedDeduplication: name.endsWith('.fifo'),
    visibilityTimeout: 60,
    retention: 345_600,
    redrive: null,
    ...more,
  });
  holdings.queues.create(queue('dead.fifo'));
  holdings.queues.create(
    queue('checks.fifo', { redrive: { deadLetterArn: queueArn('dead.fifo'), maxReceiveCount: 2 } }),
  );
  holdings.queues.create(queue('plain'));
  holdings.buckets.set('evidence-bucket', createBucket('evidence-bucket', true));
  holdings.keys.push(createSigningKey('0b1c2d3e-0000-4000-8000-000000000001'));
  holdings.streams.set('forewarn', createTableStream('forewarn', 'NEW_IMAGE'));
  holdings.identities.push('shop.example');
  holdings.roles.add(ROLE);
  holdings.groups.add('forewarn');
  holdings.parameters.set('/forewarn/acme-pay/token', 's3cr3t');
  holdings.secrets.set('/forewarn/acme-pay/token', 's3cr3t-too');
  const credentials = enrol(principals, 'tester', { may: (action) => action !== 's3:DeleteObject' });
  return {
    ...account,
    client: (service, more = {}) => ({
      endpoint: services[service].url,
      region: REGION,
      credentials,
      maxAttempts: 1,
      ...more,
    }),
  };
}
