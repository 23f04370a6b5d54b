import { expect, test } from 'vitest';
import { createWorldClock } from '../../stand-ins/clock.ts';
import { createTableStream } from '../../stand-ins/dynamodb/stream.ts';
import { createQueues } from '../../stand-ins/sqs/queues.ts';
import type { Invocation } from '../function-definition.ts';
import type { RunningFunction } from '../start-function.ts';
import { httpEvent } from './http-event.ts';
import { findRoute } from './http-routes.ts';
import { matchesPattern } from './matches-pattern.ts';
import { createQueueSource } from './queue-source.ts';
import { createStreamSource } from './stream-source.ts';

const arn = 'arn:aws:sqs:eu-central-1:111122223333:';
const clock = createWorldClock('2026-11-02T06:00:00.000Z');
const queues = createQueues(clock);
for (const name of ['checks', 'aside'])
  queues.create({
    name,
    arn: `${arn}${name}`,
    fifo: false,
    contentBasedDeduplication: false,
    visibilityTimeout: 60,
    retention: 86_400,
    redrive: null,
  });

interface Records {
  Records: {
    body?: string;
    messageId?: string;
    dynamodb?: { SequenceNumber: string; Keys: { SK: { S: string } } };
  }[];
}

/** A function that answers as told, and keeps what it was given. */
function answering(answer: (event: Records) => unknown) {
  const given: Records[] = [];
  const invoke = async (event: unknown): Promise<Invocation> => {
    given.push(event as Records);
    const told = { requestId: '1', cold: false, initMs: null, ms: 1, lines: [] };
    try {
      return { ...told, outcome: 'answered', payload: answer(event as Records) };
    } catch {
      return { ...told, outcome: 'failed', payload: null };
    }
  };
  return { given, running: { invoke } as unknown as RunningFunction };
}

test('of a batch, only the messages that failed come again', async () => {
  for (const body of ['good', 'bad', 'better']) queues.send(`${arn}checks`, { body }, 'test');
  const { given, running } = answering(({ Records }) => ({
    batchItemFailures: Records.filter(({ body }) => body === 'bad').map((one) => ({
      itemIdentifier: one.messageId,
    })),
  }));
  const mapping = { arn: `${arn}checks`, batchSize: 10, partial: true, concurrency: 2 };
  const source = createQueueSource(queues, running, mapping);
  await source.drain();
  clock.pass(60_001);
  await source.drain();
  expect(given.map(({ Records }) => Records.map(({ body }) => body))).toEqual([
    ['good', 'bad', 'better'],
    ['bad'],
  ]);
});

test.each([
  [
    'an answer that names a message of no batch',
    () => ({ batchItemFailures: [{ itemIdentifier: 'other' }] }),
  ],
  ['an answer of another shape', () => ({ batchItemFailures: 'all' })],
  ['an error', () => fail()],
])('%s fails the whole batch', async (_what, answer) => {
  queues.create({ ...queues.queue(`${arn}checks`).definition });
  queues.send(`${arn}checks`, { body: 'x' }, 'test');
  const mapping = { arn: `${arn}checks`, batchSize: 10, partial: true, concurrency: 1 };
  await createQueueSource(queues, answering(answer).running, mapping).drain();
  expect(queues.queue(`${arn}checks`).depth()).toEqual({ visible: 0, inFlight: 1 });
});

test('a stream passes what fits, parts a batch that fails, tries again, and puts the one bad record aside', async () => {
  const stream = createTableStream('forewarn', 'NEW_IMAGE');
  for (const SK of ['1', '2', 'bad', '4']) stream.add(null, { PK: { S: 'LEDGER#a' }, SK: { S: SK } });
  stream.add(null, { PK: { S: 'STATE#a' }, SK: { S: '5' } });
  const keys = ({ Records }: Records) => Records.map(({ dynamodb }) => dynamodb?.Keys.SK.S);
  const { given, running } = answering((event) => (keys(event).includes('bad') ? fail() : {}));
  const source = createStreamSource(
    stream,
    running,
    {
      arn: stream.arn,
      batchSize: 10,
      patterns: [{ eventName: ['INSERT'], dynamodb: { Keys: { PK: { S: [{ prefix: 'LEDGER#' }] } } } }],
      bisect: true,
      retries: 2,
      partial: true,
      onFailure: `${arn}aside`,
    },
    queues,
  );
  await source.drain();
  const put = queues.queue(`${arn}aside`).bodies();
  expect(given.map((event) => keys(event).join())).toEqual([
    '1,2,bad,4',
    '1,2',
    'bad,4',
    'bad',
    'bad',
    'bad',
    '4',
  ]);
  expect(put).toHaveLength(1);
  expect(JSON.parse(put[0] ?? '')).toMatchObject({ DDBStreamBatchInfo: { batchSize: 1 } });
});

test.each([
  [{ a: ['x', 'y'] }, { a: 'y' }, true],
  [{ a: ['x'] }, {}, false],
  [{ a: { b: [true] } }, { a: { b: true } }, true],
  [{ a: [{ prefix: 'LED' }] }, { a: 'LEDGER' }, true],
  [{ a: [{ exists: false }] }, {}, true],
  [{ a: [{ 'anything-but': ['x'] }] }, { a: 'x' }, false],
])('%j on %j: %s', (pattern, value, fits) => {
  expect(matchesPattern(pattern, value)).toBe(fits);
});

test('the most specific route is taken, with its parameters', () => {
  const routes = ['$default', 'GET /partners/{partner}', 'GET /partners/all', 'ANY /aws/{rest+}'].map(
    (key) => ({
      key,
      authorizer: { kind: 'none' } as const,
      function: '',
    }),
  );
  const taken = (method: string, path: string) => {
    const found = findRoute(routes, method, path);
    return [found?.route.key, found?.parameters];
  };
  expect(taken('GET', '/partners/acme-pay')).toEqual(['GET /partners/{partner}', { partner: 'acme-pay' }]);
  expect(taken('GET', '/partners/all')).toEqual(['GET /partners/all', {}]);
  expect(taken('PUT', '/aws/v1/x')).toEqual(['ANY /aws/{rest+}', { rest: 'v1/x' }]);
  expect(taken('GET', '/elsewhere')).toEqual(['$default', {}]);
});

test('a body that is compressed arrives in base64, text as text', () => {
  const arrived = {
    method: 'PUT',
    path: '/',
    query: 'a=1&a=2',
    routeKey: '$default',
    parameters: {},
    authorizer: undefined,
    now: 0,
  };
  const type = { 'content-type': 'application/json' };
  const text = httpEvent({ ...arrived, headers: type, body: Buffer.from('{}') });
  const packed = httpEvent({
    ...arrived,
    headers: { ...type, 'content-encoding': 'gzip' },
    body: Buffer.from('{}'),
  });
  expect([text.body, text.isBase64Encoded, text.queryStringParameters]).toEqual(['{}', false, { a: '1,2' }]);
  expect([packed.body, packed.isBase64Encoded]).toEqual(['e30=', true]);
});

function fail(): never {
  throw new Error('as asked');
}
