import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { buildFunctions, type FunctionFiles } from '../../cdk/bundle/build-functions.ts';
import type { Architecture } from '../../cdk/config.ts';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName } from '../../cdk/functions.ts';
import { ensureTable, type Table } from '../../src/adapters/dynamodb/table.ts';
import type { VariableName } from '../../src/adapters/env.ts';
import type { FunctionDefinition, Surroundings } from '../../test/infra/runner/function-definition.ts';
import { type ExecutionEnvironment, startEnvironment } from '../../test/infra/runner/start-environment.ts';
import { createSigningKey } from '../../test/infra/stand-ins/kms.ts';
import { enrol } from '../../test/infra/stand-ins/principals.ts';
import { createBucket } from '../../test/infra/stand-ins/s3/buckets.ts';
import { type Account, startAccount } from '../../test/infra/stand-ins/start-account.ts';
import { ACCOUNT, REGION } from '../../test/infra/stand-ins/start-stand-in.ts';
import { type CountingTable, startCountingTable } from './counting-table.ts';
import { childrenOf } from './process-time.ts';

/** A process of a function. */
export interface MeasuredEnvironment extends ExecutionEnvironment {
  pid: number;
  /** Processor time in ms up to which it has been measured. */
  measuredTo: number;
}

/** The functions as they are deployed, on this machine, with stand-ins of the services around them. */
export interface Deployed {
  account: Account;
  table: CountingTable;
  /** For what must be there before something is measured. */
  tableAccess: Table;
  /** Starts a new process of a function: a cold start. */
  start(name: FunctionName | 'empty'): Promise<MeasuredEnvironment>;
  close(): Promise<void>;
}

const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
const KEY = '0b1c2d3e-0000-4000-8000-000000000001';
const START = '2026-11-22T06:00:00.000Z';

const EMPTY: FunctionFiles = new Map([
  ['index.mjs', Buffer.from('export const handler = async () => null;\n')],
]);

/** @param root the repository. */
export async function deploy(root: string): Promise<Deployed> {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-bench-'));
  const host: Architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  const built: Record<string, FunctionFiles> = { ...(await buildFunctions(root, host)), empty: EMPTY };
  for (const [name, files] of Object.entries(built))
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true });
      writeFileSync(join(folder, name, path), bytes);
    }
  const account = await startAccount(START);
  const table = await startCountingTable();
  furnish(account);
  const variables = variablesOf(account);
  const credentials = enrol(account.principals, 'bench');
  const client = new DynamoDBClient({ endpoint: table.url, region: REGION, credentials });
  const tableAccess: Table = { client, name: 'forewarn' };
  await ensureTable(tableAccess);
  const surroundings: Surroundings = {
    folder,
    environment: {
      ...account.endpoints,
      AWS_ENDPOINT_URL_DYNAMODB: table.url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
      FOREWARN_LOOPBACK: '1',
    },
  };
  return {
    account,
    table,
    tableAccess,
    async start(name) {
      const before = new Set(childrenOf(process.pid));
      const definition = definitionOf(name, join(folder, name), variables);
      const environment = await startEnvironment(definition, surroundings, definition.folder);
      const pid = childrenOf(process.pid).find((one) => !before.has(one)) ?? 0;
      return { ...environment, pid, measuredTo: 0 };
    },
    async close() {
      client.destroy();
      await account.close();
      await table.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the stack makes. */
function furnish({ holdings }: Account): void {
  const queue = { fifo: true, contentBasedDeduplication: true, visibilityTimeout: 1080, retention: 345_600 };
  holdings.queues.create({ ...queue, name: 'checks.fifo', arn: arn('sqs', 'checks.fifo'), redrive: null });
  holdings.buckets.set('evidence', createBucket('evidence', true));
  holdings.keys.push(createSigningKey(KEY));
  holdings.identities.push('shop.example');
  holdings.roles.add(`arn:aws:iam::${ACCOUNT}:role/scheduler`);
  holdings.groups.add('forewarn');
}

function variablesOf({ services }: Account): Record<VariableName, string> {
  return {
    FOREWARN_TABLE: 'forewarn',
    FOREWARN_BUCKET: 'evidence',
    FOREWARN_QUEUE_URL: `${services.SQS.url}/${ACCOUNT}/checks.fifo`,
    FOREWARN_QUEUE_ARN: arn('sqs', 'checks.fifo'),
    FOREWARN_SCHEDULE_GROUP: 'forewarn',
    FOREWARN_SCHEDULE_ROLE: `arn:aws:iam::${ACCOUNT}:role/scheduler`,
    FOREWARN_SCHEDULE_DEAD_LETTERS: arn('sqs', 'dead'),
    FOREWARN_SIGNING_KEY: KEY,
    FOREWARN_SENDER: 'Forewarn <forewarn@shop.example>',
    FOREWARN_SECRETS: 'parameter-store',
    FOREWARN_PEOPLE: 'jwt',
    FOREWARN_REGISTRARS: '',
    FOREWARN_VERSION: 'bench',
    FOREWARN_BUILD: 'bench',
  };
}

function definitionOf(
  name: FunctionName | 'empty',
  folder: string,
  variables: Record<VariableName, string>,
): FunctionDefinition {
  const empty = { memoryMb: 256, timeoutSeconds: 10, variables: [] as VariableName[] };
  const { memoryMb, timeoutSeconds, variables: names } = name === 'empty' ? empty : FUNCTIONS[name];
  return {
    name,
    arn: arn('lambda', `function:${name}`),
    handler: 'index.handler',
    memoryMb,
    timeoutSeconds,
    environment: {
      NODE_OPTIONS: '--enable-source-maps', // as the stack sets it
      ...Object.fromEntries(names.map((variable) => [variable, variables[variable]])),
    },
    folder,
  };
}

/** Functions that are started for one call of a service each: all but the one that checks. */
export const LEAN = FUNCTION_NAMES.filter((name) => !FUNCTIONS[name].verifies);
