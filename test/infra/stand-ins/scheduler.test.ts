import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { openAccount, queueArn, ROLE } from './open-account.ts';
import { readExpression } from './scheduler/expression.ts';

const account = await openAccount();
const scheduler = new SchedulerClient(account.client('SCHEDULER'));

const Target: CreateScheduleCommandInput['Target'] = {
  Arn: queueArn('checks.fifo'),
  RoleArn: ROLE,
  Input: '{}',
  SqsParameters: { MessageGroupId: 'acme-pay' },
  RetryPolicy: { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 185 },
  DeadLetterConfig: { Arn: queueArn('plain') },
};
const asked = (more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput => ({
  Name: 'acme-pay--sandbox',
  GroupName: 'forewarn',
  ScheduleExpression: 'rate(15 minutes)',
  FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
  Target,
  ...more,
});
const create = (more: Partial<CreateScheduleCommandInput>) =>
  scheduler.send(new CreateScheduleCommand(asked(more)));

test('a schedule is made, changed, read and removed', async () => {
  const key = { Name: 'acme-pay--sandbox', GroupName: 'forewarn' };
  await create({});
  await expect(create({})).rejects.toMatchObject({ name: 'ConflictException' });
  await scheduler.send(new UpdateScheduleCommand(asked({ ScheduleExpression: 'cron(0 6 * * ? *)' })));
  const read = await scheduler.send(new GetScheduleCommand(key));
  expect(read).toMatchObject({ ScheduleExpression: 'cron(0 6 * * ? *)', State: 'ENABLED', Target });

  await scheduler.send(new DeleteScheduleCommand(key));
  await expect(scheduler.send(new DeleteScheduleCommand(key))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(scheduler.send(new UpdateScheduleCommand(asked()))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('the same client token does its work once', async () => {
  const ClientToken = 'token-1';
  await create({ Name: 'once', ClientToken });
  await create({ Name: 'once', ClientToken });
  await expect(create({ Name: 'twice', ClientToken })).rejects.toMatchObject({ name: 'ConflictException' });
});

test.each<[string, Partial<CreateScheduleCommandInput>]>([
  ['a name of 65 characters', { Name: 'a'.repeat(65) }],
  ['a name with a space', { Name: 'a b' }],
  ['a rate without a number', { ScheduleExpression: 'rate(minutes)' }],
  ['a rate in seconds', { ScheduleExpression: 'rate(30 seconds)' }],
  ['a cron line of five fields', { ScheduleExpression: 'cron(0 6 * * ?)' }],
  ['a cron line without a question mark', { ScheduleExpression: 'cron(0 6 * * * *)' }],
  ['minute 61', { ScheduleExpression: 'cron(61 6 * * ? *)' }],
  ['no such time zone', { ScheduleExpressionTimezone: 'Europe/Nowhere' }],
  ['a window with OFF', { FlexibleTimeWindow: { Mode: 'OFF', MaximumWindowInMinutes: 5 } }],
  ['FLEXIBLE without a window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
  ['a window beyond a day', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1441 } }],
  ['a FIFO queue without a group', { Target: { ...Target, SqsParameters: undefined } }],
  [
    'dead letters in a FIFO queue',
    { Target: { ...Target, DeadLetterConfig: { Arn: queueArn('dead.fifo') } } },
  ],
  ['an age below a minute', { Target: { ...Target, RetryPolicy: { MaximumEventAgeInSeconds: 59 } } }],
  ['186 retries', { Target: { ...Target, RetryPolicy: { MaximumRetryAttempts: 186 } } }],
  [
    'a role that does not trust the service',
    { Target: { ...Target, RoleArn: ROLE.replace('scheduler', 'other') } },
  ],
])('%s is refused', async (_what, more) => {
  await expect(create({ Name: 'refused', ...more })).rejects.toMatchObject({ name: 'ValidationException' });
});

test('no such group is refused', async () => {
  await expect(create({ GroupName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test.each([
  ['rate(1 day)', '2026-11-02T06:00:00Z', '2026-11-03T06:00:00.000Z'],
  ['rate(15 minutes)', '2026-11-02T06:01:00Z', '2026-11-02T06:15:00.000Z'],
  ['cron(0 6 * * ? *)', '2026-11-02T06:00:00Z', '2026-11-03T06:00:00.000Z'],
  ['cron(0 6 ? * 2 *)', '2026-11-03T00:00:00Z', '2026-11-09T06:00:00.000Z'],
  ['cron(0 6 ? * MON-FRI 2027)', '2026-11-03T00:00:00Z', '2027-01-01T06:00:00.000Z'],
])('%s ticks next after %s', (expression, after, next) => {
  const ticking = readExpression(expression, 'UTC', Date.parse('2026-11-02T06:00:00Z'));
  expect(new Date(ticking.next(Date.parse(after))).toISOString()).toBe(next);
});
