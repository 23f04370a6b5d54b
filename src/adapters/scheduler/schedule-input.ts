import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import type { PlannedSchedule } from '../../core/registration/types.ts';
import { scheduleName } from './schedule-name.ts';

/** Where schedules are, and what they tick. */
export interface ScheduleTarget {
  /** Group that all schedules are in. */
  group: string;
  /** ARN of the FIFO queue of checks. */
  queue: string;
  /** ARN of the role that Scheduler sends with. */
  role: string;
  /** ARN of the queue for ticks that could not be sent. */
  deadLetters: string;
}

/** Scheduler puts the time of the tick in its place: ISO 8601, UTC, whole seconds. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** How long Scheduler may keep trying to send one tick, by its limits, in seconds. */
const LEAST_AGE = 60;
const MOST_AGE = 86_400;

/** A schedule as Scheduler is told it, the same for making and changing it. */
export function scheduleInput(planned: PlannedSchedule, to: ScheduleTarget): CreateScheduleCommandInput {
  const { partner, environment, flexibleMinutes, intervalMs } = planned;
  const tick = { v: 1, partner, environment, scheduledTime: SCHEDULED_TIME };
  return {
    Name: scheduleName(partner, environment),
    GroupName: to.group,
    Description: `Looks at ${partner}: ${environment ?? 'documents'}`,
    ScheduleExpression: planned.expression,
    ScheduleExpressionTimezone: planned.timezone,
    FlexibleTimeWindow:
      flexibleMinutes > 0 ? { Mode: 'FLEXIBLE', MaximumWindowInMinutes: flexibleMinutes } : { Mode: 'OFF' },
    State: 'ENABLED',
    Target: {
      Arn: to.queue,
      RoleArn: to.role,
      Input: JSON.stringify(tick),
      SqsParameters: { MessageGroupId: partner },
      DeadLetterConfig: { Arn: to.deadLetters },
      RetryPolicy: {
        MaximumEventAgeInSeconds: Math.min(MOST_AGE, Math.max(LEAST_AGE, Math.floor(intervalMs / 1000))),
      },
    },
  };
}
