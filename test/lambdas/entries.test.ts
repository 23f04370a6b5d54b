import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureTable } from '../../src/adapters/dynamodb/table.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../src/local/embedded-table.ts';
import { requestEvent } from './http-request.ts';
import { contextOf } from './invocation.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** Everything that any function reads from its environment, as a deployment on this machine sets it. */
const VARIABLES: Record<string, string> = {
  AWS_REGION: 'eu-west-1',
  AWS_SECRET_ACCESS_KEY: 'none',
  FOREWARN_LOOPBACK: '1',
  FOREWARN_TABLE: 'forewarn',
  FOREWARN_BUCKET: 'forewarn-evidence',
  FOREWARN_QUEUE_URL: 'http://127.0.0.1:9/000000000000/checks.fifo',
  FOREWARN_QUEUE_ARN: 'arn:aws:sqs:eu-west-1:000000000000:checks.fifo',
  FOREWARN_SCHEDULE_GROUP: 'forewarn',
  FOREWARN_SCHEDULE_ROLE: 'arn:aws:iam::000000000000:role/schedules',
  FOREWARN_SCHEDULE_DEAD_LETTERS: 'arn:aws:sqs:eu-west-1:000000000000:dead',
  FOREWARN_SIGNING_KEY: 'alias/forewarn',
  FOREWARN_SENDER: 'Forewarn <forewarn@shop.example>',
  FOREWARN_SECRETS: 'parameter-store',
  FOREWARN_PEOPLE: 'local',
  FOREWARN_REGISTRARS: '',
  FOREWARN_VERSION: '0.1.0',
  FOREWARN_BUILD: 'a1',
};

const FUNCTIONS = ['run-check', 'announce', 'sweep', 'api', 'register'] as const;
const dir = mkdtempSync(join(tmpdir(), 'forewarn-entries-'));
let table: EmbeddedTable;

beforeAll(async () => {
  table = await startEmbeddedTable(dir);
  const credentials = { accessKeyId: table.accessKey, secretAccessKey: 'none' };
  const client = new DynamoDBClient({ endpoint: table.url, region: 'eu-west-1', credentials });
  await ensureTable({ client, name: 'forewarn' });
  client.destroy();
});

afterAll(async () => {
  await table.close();
  rmSync(dir, { recursive: true, force: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The handler of a function as Lambda loads it. */
async function load(name: (typeof FUNCTIONS)[number], more: Record<string, string | undefined> = {}) {
  const deployed = { ...VARIABLES, AWS_ACCESS_KEY_ID: table.accessKey, AWS_ENDPOINT_URL_DYNAMODB: table.url };
  for (const [variable, value] of Object.entries({ ...deployed, ...more })) vi.stubEnv(variable, value);
  const { handler } = (await import(`../../lambdas/${name}.ts`)) as { handler: Handler };
  return handler;
}

describe('a function as it is deployed', () => {
  it.each(FUNCTIONS)('%s starts with its environment, and not without', async (name) => {
    expect(await load(name)).toBeTypeOf('function');
    vi.resetModules();
    await expect(load(name, { FOREWARN_TABLE: undefined })).rejects.toThrow(/FOREWARN_TABLE/);
  });

  it('api does not start where it would show everything to everybody', async () => {
    const away = { FOREWARN_LOOPBACK: undefined, AWS_ENDPOINT_URL_DYNAMODB: undefined };
    await expect(load('api', away)).rejects.toThrow(/FOREWARN_PEOPLE=local/);
  });

  it('api answers from the table', async () => {
    const handler = await load('api');
    expect(await handler(requestEvent({ path: '/v1/status', authorizer: null }), contextOf())).toMatchObject({
      statusCode: 200,
      body: '{"partners":[],"next":null}',
    });
  });

  it('register answers whom AWS knows', async () => {
    const handler = await load('register');
    const authorizer = { iam: { userArn: 'arn:aws:iam::000000000000:user/ada' } };
    const asked = requestEvent({ path: '/aws/v1/registrations', authorizer });
    expect(await handler(asked, contextOf())).toMatchObject({ statusCode: 200 });
  });

  it('run-check refuses a partner that nobody registered; announce tells nobody of one', async () => {
    const tick = { v: 1, partner: 'nobody', environment: null, scheduledTime: '2026-11-22T08:00:00Z' };
    const check = await load('run-check');
    const message = { messageId: 'm1', body: JSON.stringify(tick) };
    expect(await check({ Records: [message] }, contextOf())).toEqual({ batchItemFailures: [] });
    vi.resetModules();
    const announce = await load('announce');
    const Keys = { PK: { S: 'LEDGER#nobody' }, SK: { S: '000000000001' } };
    const record = { eventName: 'INSERT', dynamodb: { SequenceNumber: '1', Keys } };
    expect(await announce({ Records: [record] }, contextOf())).toEqual({ batchItemFailures: [] });
  });
});
