import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createFunctionLog } from '../../lambdas/middleware/function-log.ts';
import { collectMetrics } from '../../lambdas/middleware/metrics.ts';
import { redacted } from '../../lambdas/middleware/redact.ts';
import { readTrace } from '../../lambdas/middleware/trace.ts';
import { METRICS } from '../../src/app/metrics.ts';
import { ForewarnError } from '../../src/core/errors.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { contextOf, keptTelemetry } from './invocation.ts';

const ROOT = '1-674031aa-0123456789abcdef01234567';
const HEADER = `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`;

/** A daemon of X-Ray: what it was told, as header and document. */
async function startDaemon() {
  const socket = createSocket('udp4');
  const datagrams: string[] = [];
  socket.on('message', (message) => void datagrams.push(message.toString('utf8')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { datagrams, socket, address: `127.0.0.1:${(socket.address() as AddressInfo).port}` };
}

async function invocation(env: Record<string, string>, work: 'well' | 'badly' = 'well') {
  const kept = keptTelemetry(env);
  const { before, after } = kept.telemetry.middleware;
  const request = { event: {}, context: contextOf(), response: null, error: null, internal: {} };
  before?.(request);
  const run = kept.telemetry.traced(
    'scheduled-check',
    { partner: 'acme-pay', environment: 'sandbox' },
    async () => {
      if (work === 'badly') throw new TypeError('token=hunter2');
      return 'drifts';
    },
    (verdict) => ({ verdict }),
  );
  await run.catch(() => undefined);
  kept.telemetry.log.info('checked', {});
  after?.(request);
  return kept;
}

it('tells the daemon of each use case: one subsegment with what it is searched by', async () => {
  const daemon = await startDaemon();
  const env = { AWS_XRAY_DAEMON_ADDRESS: daemon.address, _X_AMZN_TRACE_ID: HEADER };
  const told = once(daemon.socket, 'message');
  const { said } = await invocation(env);
  await told;
  const [header, document] = (daemon.datagrams[0] ?? '').split('\n');
  expect(JSON.parse(header ?? '')).toEqual({ format: 'json', version: 1 });
  const segment = JSON.parse(document ?? '') as JsonObject;
  expect(segment).toEqual({
    name: 'scheduled-check',
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    trace_id: ROOT,
    parent_id: '53995c3f42cd8ad8',
    type: 'subsegment',
    start_time: expect.any(Number),
    end_time: expect.any(Number),
    annotations: { partner: 'acme-pay', environment: 'sandbox', verdict: 'drifts' },
  });
  expect(segment.start_time).toBeLessThanOrEqual(segment.end_time as number);
  expect(said('checked')).toMatchObject([{ traceId: ROOT }]);
});

it('marks what failed, without its words', async () => {
  const daemon = await startDaemon();
  const told = once(daemon.socket, 'message');
  await invocation({ AWS_XRAY_DAEMON_ADDRESS: daemon.address, _X_AMZN_TRACE_ID: HEADER }, 'badly');
  await told;
  expect(daemon.datagrams[0]).toContain('"fault":true');
  expect(daemon.datagrams[0]).not.toContain('hunter2');
});

it.each([
  ['no daemon', { _X_AMZN_TRACE_ID: HEADER }],
  ['a daemon that is not there', { AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:1', _X_AMZN_TRACE_ID: HEADER }],
  ['an address that is none', { AWS_XRAY_DAEMON_ADDRESS: 'somewhere', _X_AMZN_TRACE_ID: HEADER }],
])('works with %s', async (_name, env) => {
  const { said } = await invocation(env as Record<string, string>);
  expect(said('checked')).toHaveLength(1);
});

it('sends nothing of a trace that is not sampled', async () => {
  const daemon = await startDaemon();
  const env = { AWS_XRAY_DAEMON_ADDRESS: daemon.address };
  await invocation({ ...env, _X_AMZN_TRACE_ID: HEADER.replace('Sampled=1', 'Sampled=0') });
  const told = once(daemon.socket, 'message');
  await invocation({ ...env, _X_AMZN_TRACE_ID: HEADER });
  await told;
  expect(daemon.datagrams).toHaveLength(1);
});

it.each([undefined, '', 'Root=1-x', 'Parent=53995c3f42cd8ad8'])('reads no trace out of %s', (header) => {
  expect(readTrace(header)).toBeNull();
});

it('writes measurements in the embedded metric format: counts summed, others side by side, one line', () => {
  const metrics = collectMetrics('run-check');
  metrics.add('ChecksRun', 1);
  metrics.add('ChecksRun', 1);
  metrics.add('CheckDuration', 120);
  metrics.add('CheckDuration', 80);
  const line = metrics.flush(1_700_000_000_000, { requestId: 'r1' });
  expect(line?.endsWith('}\n')).toBe(true);
  expect(JSON.parse(line ?? '')).toEqual({
    _aws: {
      Timestamp: 1_700_000_000_000,
      CloudWatchMetrics: [
        {
          Namespace: 'Forewarn',
          Dimensions: [['Function']],
          Metrics: [
            { Name: 'ChecksRun', Unit: METRICS.ChecksRun },
            { Name: 'CheckDuration', Unit: 'Milliseconds' },
          ],
        },
      ],
    },
    Function: 'run-check',
    requestId: 'r1',
    ChecksRun: 2,
    CheckDuration: [120, 80],
  });
  expect(metrics.flush(1_700_000_000_001)).toBeNull();
});

it('keeps of a log line what may be there, and no more', () => {
  const lines: string[] = [];
  const log = createFunctionLog(
    (line) => void lines.push(line),
    () => ({ requestId: 'r1' }),
  );
  log.warn('something', {
    partner: 'acme-pay',
    body: 'secret',
    token: 'secret',
    why: { deep: 'secret' },
    ms: 3,
  });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'warn', message: 'something', requestId: 'r1', partner: 'acme-pay', ms: 3 },
  ]);
});

it('throws an error again without cause and stack, in our own words or none', () => {
  const cause = new Error('token=hunter2');
  const ours = redacted(new ForewarnError('storage', 'The table cannot be used.', { cause }));
  expect({ name: ours.name, message: ours.message, cause: ours.cause, stack: ours.stack }).toEqual({
    name: 'ForewarnError',
    message: 'The table cannot be used.',
    cause: undefined,
    stack: 'ForewarnError: The table cannot be used.',
  });
  expect(redacted(cause).message).toBe('failed; see the log');
});
