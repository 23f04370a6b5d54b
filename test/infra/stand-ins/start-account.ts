import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { createWorldClock, type WorldClock } from './clock.ts';
import { dynamodbService } from './dynamodb/service.ts';
import type { TableStream } from './dynamodb/stream.ts';
import { kmsService, type SigningKey } from './kms.ts';
import type { Principals } from './principals.ts';
import type { Bucket } from './s3/buckets.ts';
import { s3Service } from './s3/service.ts';
import { type Scheduled, schedulerService } from './scheduler/service.ts';
import { type SentMail, sesService } from './ses.ts';
import { createQueues, type Queues } from './sqs/queues.ts';
import { sqsService } from './sqs/service.ts';
import { type Parameters, ssmService } from './ssm.ts';
import { ACCOUNT, type Service, type StandIn, startStandIn } from './start-stand-in.ts';

/** Services, as the SDK names them in `AWS_ENDPOINT_URL_<NAME>`. */
export const SERVICES = ['DYNAMODB', 'SQS', 'SCHEDULER', 'SESV2', 'SSM', 'KMS', 'S3'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What an account holds; tests look into it, and put into it what people would. */
export interface Holdings extends Parameters, Scheduled {
  queues: Queues;
  buckets: Map<string, Bucket>;
  keys: SigningKey[];
  streams: Map<string, TableStream>;
  /** Verified sender addresses and domains. */
  identities: string[];
  sent: SentMail[];
}

/** An account's services on loopback. */
export interface Account {
  clock: WorldClock;
  principals: Principals;
  holdings: Holdings;
  services: Record<ServiceName, StandIn>;
  /** `AWS_ENDPOINT_URL_...` of every service. */
  endpoints: Record<string, string>;
  /** The tables behind the service, without its checks, faults and streams: to look at, and to put back. */
  tables: string;
  close(): Promise<void>;
}

/** Starts the services of an empty account. */
export async function startAccount(start: string): Promise<Account> {
  const clock = createWorldClock(start);
  const principals: Principals = new Map();
  const holdings: Holdings = {
    parameters: new Map(),
    secrets: new Map(),
    groups: new Set(['default']),
    schedules: new Map(),
    roles: new Set(),
    queues: createQueues(clock),
    buckets: new Map(),
    keys: [],
    streams: new Map(),
    identities: [],
    sent: [],
  };
  const tables = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await listen(tables);
  const behind = `http://127.0.0.1:${(tables.address() as AddressInfo).port}`;
  const url = { sqs: '' };
  const services: Record<ServiceName, Service> = {
    DYNAMODB: dynamodbService(behind, holdings.streams),
    SQS: sqsService(holdings.queues, ({ definition }) => `${url.sqs}/${ACCOUNT}/${definition.name}`),
    SCHEDULER: schedulerService(holdings, clock),
    SESV2: sesService(holdings.identities, holdings.sent),
    SSM: ssmService(holdings),
    KMS: kmsService(holdings.keys),
    S3: s3Service(holdings.buckets),
  };
  const started = await Promise.all(
    SERVICES.map(async (name) => [name, await startStandIn(services[name], principals)] as const),
  );
  const standIns = Object.fromEntries(started) as Record<ServiceName, StandIn>;
  url.sqs = standIns.SQS.url;
  return {
    clock,
    principals,
    holdings,
    services: standIns,
    endpoints: Object.fromEntries(started.map(([name, { url: at }]) => [`AWS_ENDPOINT_URL_${name}`, at])),
    tables: behind,
    async close() {
      await Promise.all(started.map(([, one]) => one.close()));
      await new Promise<void>((resolve) => {
        tables.close(() => resolve());
        tables.closeAllConnections();
      });
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}
