import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaultKind } from '../stand-ins/faults.ts';
import { setStory } from '../story/set-story.ts';
import { CALLS } from './fault-cases.ts';
import { metricOf, type Outcome, outcomeOf } from './outcome.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** On day 3 the partner's answers have changed, on day 4 that is confirmed and told. */
const BEFORE = [0, 2, 3];
const DAY = 4;
/** Enough for every message of a partner to be received three times. */
const ROUNDS = 6;

/** Calls whose silence is waited out: it takes seconds of real time each. */
const AWAITED = new Set([
  'appending to the ledger',
  'getting the registered files',
  'sending mail',
  'signing the checkpoint',
]);

const story = await setStory();
const { services, clock, holdings } = story.account;
const checks = story.queues[0]?.mapping.arn ?? '';
let snapshot: Snapshot;
let undisturbed: Outcome;

beforeAll(async () => {
  await story.register('acme-pay');
  for (const day of BEFORE) await story.live(day);
  snapshot = await takeSnapshot(story);
  await snapshot.restore();
  await story.live(DAY);
  undisturbed = await outcomeOf(story);
});
beforeEach(() => snapshot.restore());
afterAll(() => story.close());

test('the day without a fault: something is confirmed and told', () => {
  expect(undisturbed).toMatchObject({ doubled: [], unlike: [], verified: true, dead: {} });
  expect(undisturbed.confirmed.length).toBeGreaterThan(0);
  expect(undisturbed.told.length).toBeGreaterThan(0);
  expect(undisturbed.arrived).toEqual(undisturbed.told);
  expect(undisturbed.told).toEqual(undisturbed.due);
});

describe('one fault, at the first call of every kind', () => {
  test.each<FaultKind>(['throttle', 'server-error', 'reset', 'lost-answer', 'silence'])(
    '%s',
    async (kind) => {
      await coolAll();
      for (const { service, fault } of Object.values(CALLS)) services[service].inject({ ...fault, kind });
      services.SSM.inject({ kind, operation: 'GetParameter' });
      await story.live(DAY);
      await recover();
      const faults = met();
      expect(faults).toBeGreaterThanOrEqual(kind === 'silence' ? AWAITED.size : Object.keys(CALLS).length);
      expect(metricOf(story, 'CallsRetried')).toBeGreaterThanOrEqual(faults);
      expectNothingLost(await outcomeOf(story));
    },
  );
});

describe('a fault that lasts until somebody else tries', () => {
  test.each(Object.entries(CALLS))('%s', async (_what, { service, fault, metric, cool }) => {
    if (cool) await coolAll();
    services[service].inject({ ...fault, kind: 'server-error', times: Number.POSITIVE_INFINITY });
    await story.live(DAY);
    expect(services[service].heal()).toBeGreaterThan(0);
    await recover();
    const { dead, ...outcome } = await outcomeOf(story);
    expectNothingLost({ ...outcome, dead: {} });
    // A wake-up that was put aside is no loss: the timer's sweep sends what it would have sent.
    expect(['{}', '{"DeadWakeUps":1}']).toContain(JSON.stringify(dead));
    expect(metricOf(story, metric)).toBeGreaterThan(0);
  });
});

test('a table that is away all day: the checks are put aside, and the next day sees the same', async () => {
  services.DYNAMODB.inject({ kind: 'server-error', times: Number.POSITIVE_INFINITY });
  story.dawn(DAY);
  for (let round = 0; round < ROUNDS; round++) await workAndWait();
  services.DYNAMODB.heal();
  expect((await outcomeOf(story)).dead).toEqual({ DeadChecks: 2 });
  expect(metricOf(story, 'Faults')).toBeGreaterThan(0);

  await story.live(DAY + 1);
  const later = await outcomeOf(story);
  expect(later).toMatchObject({ doubled: [], unlike: [], verified: true });
  expect(later.told).toEqual(later.due);
  expect(later.confirmed.length).toBeGreaterThanOrEqual(undisturbed.confirmed.length);
});

test('messages that come twice, and in another order, change nothing', async () => {
  story.dawn(DAY);
  const bodies = holdings.queues.queue(checks).bodies();
  for (const body of bodies.toReversed())
    holdings.queues.send(
      checks,
      {
        body,
        group: `again-${JSON.parse(body).partner}`,
        deduplicationId: `again-${body.length}-${bodies.indexOf(body)}`,
      },
      'test',
    );
  await story.settle();
  await recover();
  expectNothingLost(await outcomeOf(story));
  expect(metricOf(story, 'ChecksDropped') + metricOf(story, 'ChecksRun')).toBe(4);
});

test('stream records that come again send nothing again', async () => {
  await story.live(DAY);
  const announce = story.functionNamed('announce');
  const { records } = [...holdings.streams.values()][0] ?? { records: [] };
  const due = records.filter(({ dynamodb }) => dynamodb.NewImage?.due !== undefined);
  const before = holdings.sent.length;
  await announce.invoke({ Records: due.toReversed() });
  expect(due.length).toBeGreaterThan(0);
  expect(holdings.sent.length).toBe(before);
  expectNothingLost(await outcomeOf(story));
});

test.each([
  ['no JSON', 'not a tick'],
  ['another shape', '{"v":2}'],
  [
    'a partner that is none',
    JSON.stringify({ v: 1, partner: '../etc', environment: null, scheduledTime: '2026-11-06T06:00:00Z' }),
  ],
])('a poisoned message (%s) ends in the dead letters, and keeps nobody waiting', async (_what, body) => {
  holdings.queues.send(checks, { body, group: 'acme-pay' }, 'somebody');
  await story.live(DAY);
  for (let round = 0; round < ROUNDS; round++) await workAndWait();
  await recover();
  const outcome = await outcomeOf(story);
  expectNothingLost({ ...outcome, dead: {} });
  expect(outcome.dead).toEqual({ DeadChecks: 1 });
  expect(metricOf(story, 'PoisonEvents')).toBe(2);
});

test('a poisoned stream record ends in the failure destination', async () => {
  const stream = [...holdings.streams.values()][0];
  stream?.add(null, { PK: { S: 'LEDGER#../etc' }, SK: { S: '1' }, due: { BOOL: true } });
  await story.live(DAY);
  const outcome = await outcomeOf(story);
  expectNothingLost({ ...outcome, dead: {} });
  expect(outcome.dead).toEqual({ DeadWakeUps: 1 });
  expect(metricOf(story, 'PoisonEvents')).toBeGreaterThan(0);
});

function expectNothingLost(outcome: Outcome): void {
  expect(outcome).toEqual(undisturbed);
}

/** What the queue holds back comes again after its visibility time-out; the timer sweeps. */
async function recover(): Promise<void> {
  await workAndWait();
  await story.settle();
  for (const rule of story.rules) await rule.fire();
  await story.settle();
}

async function workAndWait(): Promise<void> {
  await story.settle();
  const { inFlight } = holdings.queues.queue(checks).depth();
  if (inFlight > 0) clock.pass(holdings.queues.queue(checks).definition.visibilityTimeout * 1000 + 1);
}

async function coolAll(): Promise<void> {
  await Promise.all(story.functions.map((running) => running.cool()));
}

/** How many calls met a fault in this test. */
function met(): number {
  return Object.values(services).reduce((sum, service) => sum + service.heal(), 0);
}
