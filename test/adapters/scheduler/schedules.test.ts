import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { createSchedules } from '../../../src/adapters/scheduler/schedules.ts';
import type { PlannedSchedule } from '../../../src/core/registration/types.ts';
import { openAccount, queueArn, ROLE } from '../../infra/stand-ins/open-account.ts';

const account = await openAccount();
const { SCHEDULER: service } = account.services;
const target = {
  group: 'forewarn',
  queue: queueArn('checks.fifo'),
  role: ROLE,
  deadLetters: queueArn('plain'),
};
const client = new SchedulerClient(account.client('SCHEDULER', { maxAttempts: 3 }));
const schedules = createSchedules(client, target);

function planned(change: Partial<PlannedSchedule> = {}): PlannedSchedule {
  return {
    partner: 'acme-pay',
    environment: 'sandbox',
    expression: 'rate(15 minutes)',
    timezone: 'UTC',
    flexibleMinutes: 1,
    intervalMs: 900_000,
    ...change,
  };
}

const kept = (name: string) => account.holdings.schedules.get(`forewarn/${name}`);
const calls = () => service.calls.map(({ operation, status }) => `${operation} ${status}`);

test('a schedule ticks the queue in the group of its partner, for as long as a tick is of use', async () => {
  await schedules.upsert(planned());

  expect(kept('acme-pay--sandbox')).toMatchObject({
    ScheduleExpression: 'rate(15 minutes)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1 },
    State: 'ENABLED',
    Target: {
      Arn: target.queue,
      RoleArn: ROLE,
      SqsParameters: { MessageGroupId: 'acme-pay' },
      DeadLetterConfig: { Arn: target.deadLetters },
      RetryPolicy: { MaximumEventAgeInSeconds: 900 },
      Input:
        '{"v":1,"partner":"acme-pay","environment":"sandbox","scheduledTime":"<aws.scheduler.scheduled-time>"}',
    },
  });
});

test('the same schedule again becomes what is planned now', async () => {
  await schedules.upsert(planned({ partner: 'again' }));
  service.calls.length = 0;

  await schedules.upsert(
    planned({
      partner: 'again',
      expression: 'cron(0 6 ? * 2-6 *)',
      timezone: 'Europe/Paris',
      flexibleMinutes: 0,
    }),
  );

  expect(calls()).toEqual(['CreateSchedule 409', 'UpdateSchedule 200']);
  expect(kept('again--sandbox')).toMatchObject({
    ScheduleExpression: 'cron(0 6 ? * 2-6 *)',
    ScheduleExpressionTimezone: 'Europe/Paris',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
});

test.each([
  [1_000, 60],
  [7 * 86_400_000, 86_400],
])('an interval of %i ms lets a tick wait %i seconds', async (intervalMs, seconds) => {
  await schedules.upsert(planned({ partner: 'ages', environment: null, intervalMs }));

  expect(kept('ages--documents')?.Target.RetryPolicy?.MaximumEventAgeInSeconds).toBe(seconds);
});

test('removing what is there, and what is not', async () => {
  await schedules.upsert(planned({ partner: 'going' }));

  await schedules.remove('going', 'sandbox');
  await schedules.remove('going', 'sandbox');

  expect(kept('going--sandbox')).toBeUndefined();
});

test.each(['throttle', 'server-error', 'lost-answer'] as const)('%s is survived', async (kind) => {
  service.inject({ kind, operation: 'CreateSchedule' });

  await schedules.upsert(planned({ partner: kind }));

  expect(service.heal()).toBeGreaterThan(0);
  expect(kept(`${kind}--sandbox`)).toBeDefined();
});

test('what Scheduler does not take is the fault of the agreement', async () => {
  await expect(schedules.upsert(planned({ expression: 'rate(0 minutes)' }))).rejects.toMatchObject({
    code: 'config',
    fix: expect.stringContaining('schedule'),
  });
});

test('a group that is not there is a storage fault', async () => {
  const elsewhere = createSchedules(client, { ...target, group: 'gone' });

  await expect(elsewhere.upsert(planned())).rejects.toMatchObject({ code: 'storage' });
  await elsewhere.remove('acme-pay', 'sandbox');
});
