import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault, FaultKind } from '../stand-ins/faults.ts';
import type { ServiceName } from '../stand-ins/start-account.ts';
import { setStory } from '../story/set-story.ts';
import { metricOf } from './outcome.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** Every call to AWS of registering. */
const CALLS: [string, ServiceName, Omit<Fault, 'kind'>][] = [
  ['reading the record', 'DYNAMODB', { operation: 'GetItem', holding: 'REGISTRATION#' }],
  ['putting the files', 'S3', { operation: 'PutObject' }],
  ['making a schedule', 'SCHEDULER', { operation: 'CreateSchedule' }],
  ['writing the record', 'DYNAMODB', { operation: 'PutItem', holding: 'REGISTRATION#' }],
  ['writing the list', 'DYNAMODB', { operation: 'PutItem', holding: '"REGISTRATIONS"' }],
  ['sending the first checks', 'SQS', { operation: 'SendMessage' }],
];

const story = await setStory();
const { services, holdings } = story.account;
const checks = () => holdings.queues.queue(story.queues[0]?.mapping.arn ?? '');
let nobody: Snapshot;

beforeAll(async () => {
  nobody = await takeSnapshot(story);
});
beforeEach(() => nobody.restore());
afterAll(() => story.close());

describe.each(CALLS)('%s', (_what, service, fault) => {
  test.each<FaultKind>(['throttle', 'lost-answer', 'reset'])(
    '%s once: registered all the same',
    async (kind) => {
      services[service].inject({ ...fault, kind });
      expect((await story.register('acme-pay')).code).toBe(0);
      expect(services[service].heal()).toBeGreaterThan(0);
      await expectRegistered();
    },
  );

  test('away: told, and the same command again mends it', async () => {
    services[service].inject({ ...fault, kind: 'server-error', times: Number.POSITIVE_INFINITY });
    const failed = await story.register('acme-pay');
    services[service].heal();
    expect(failed.code).toBe(2);
    expect(failed.err).not.toMatch(/ at .*\.(ts|mjs|js):\d/);
    expect(metricOf(story, 'Faults')).toBeGreaterThan(0);

    expect((await story.register('acme-pay')).code).toBe(0);
    await expectRegistered();
  });
});

/** Both schedules, the record, and a first check of each environment, once. */
async function expectRegistered(): Promise<void> {
  expect([...holdings.schedules.values()].map(({ name }) => name).sort()).toEqual([
    'acme-pay--production',
    'acme-pay--sandbox',
  ]);
  const again = await story.register('acme-pay', '--dry-run', '--format', 'json');
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ changes: [{ kind: 'unchanged', partner: 'acme-pay' }] });
  const ticks = checks()
    .bodies()
    .map((body) => JSON.parse(body) as { environment: string });
  expect(ticks.map(({ environment }) => environment).sort()).toEqual(['production', 'sandbox']);
}
