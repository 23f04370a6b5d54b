import { z } from 'zod';
import { requireValid } from '../refusal.ts';
import { readExpression } from './expression.ts';

const NAME = /^[0-9a-zA-Z\-_.]{1,64}$/;
const role = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+/);
const arn = z.string().min(1).max(1600).startsWith('arn:');

/** What a schedule is made with, with the service's limits. */
export const scheduleInput = z.object({
  GroupName: z.string().regex(NAME).default('default'),
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
  FlexibleTimeWindow: z.object({
    Mode: z.enum(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: z.int().min(1).max(1440).optional(),
  }),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Description: z.string().max(512).optional(),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).optional(),
  ClientToken: z
    .string()
    .regex(/^[a-zA-Z0-9\-_]{1,64}$/)
    .optional(),
  KmsKeyArn: z.string().optional(),
  Target: z.strictObject({
    Arn: arn,
    RoleArn: role,
    Input: z.string().min(1).optional(),
    DeadLetterConfig: z.object({ Arn: arn.regex(/^arn:aws[a-z-]*:sqs:/) }).optional(),
    RetryPolicy: z
      .object({
        MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
        MaximumRetryAttempts: z.int().min(0).max(185).optional(),
      })
      .optional(),
    SqsParameters: z.object({ MessageGroupId: z.string().min(1).max(128) }).optional(),
  }),
});

/** A schedule as it is kept. */
export interface Schedule extends z.infer<typeof scheduleInput> {
  name: string;
  /** In ms since 1970. */
  created: number;
  changed: number;
  /** The last tick that was given to the target. */
  ticked: number;
}

/**
 * Reads what a schedule is to be.
 *
 * @throws Refusal `ValidationException` where the service would refuse it.
 */
export function readSchedule(name: string, body: unknown, now: number): Schedule {
  requireValid(
    NAME.test(name),
    `Value '${name}' at 'name' failed to satisfy constraint: [0-9a-zA-Z-_.]{1,64}`,
  );
  const read = scheduleInput.safeParse(body);
  requireValid(
    read.success,
    read.success ? '' : read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('; '),
  );
  const { FlexibleTimeWindow: window, Target, ScheduleExpressionTimezone } = read.data;
  requireValid(
    (window.Mode === 'FLEXIBLE') === (window.MaximumWindowInMinutes !== undefined),
    'MaximumWindowInMinutes must be set if Mode is FLEXIBLE, and must not be set if Mode is OFF.',
  );
  requireValid(isTimezone(ScheduleExpressionTimezone), 'Invalid timezone.');
  requireValid(/:sqs:/.test(Target.Arn), 'Provided Arn is not in correct format.');
  requireValid(
    Target.Arn.endsWith('.fifo') === (Target.SqsParameters !== undefined),
    'SqsParameters are required for a FIFO queue, and for no other.',
  );
  requireValid(
    !Target.DeadLetterConfig?.Arn.endsWith('.fifo'),
    'Dead-letter queue must be a standard queue.',
  );
  readExpression(read.data.ScheduleExpression, ScheduleExpressionTimezone, now);
  return { ...read.data, name, created: now, changed: now, ticked: now - 1 };
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
