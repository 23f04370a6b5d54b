import type { WorldClock } from '../../stand-ins/clock.ts';
import { readExpression } from '../../stand-ins/scheduler/expression.ts';
import type { Scheduled } from '../../stand-ins/scheduler/service.ts';
import type { Queues } from '../../stand-ins/sqs/queues.ts';
import type { Allows } from '../template/policies.ts';

/** Gives the ticks of registered schedules to their targets. */
export interface ScheduleSource {
  /** Everything that is due by now, oldest first. Returns how many ticks were sent. */
  tick(): number;
}

/**
 * EventBridge Scheduler at work: it takes on the schedule's role and sends what was given as input, with its time. What
 * the role may not send goes to the schedule's dead letters.
 *
 * @param mayBy what the policies of a role allow, by its ARN.
 */
export function createScheduleSource(
  held: Scheduled,
  queues: Queues,
  clock: WorldClock,
  mayBy: (roleArn: string) => Allows,
): ScheduleSource {
  return {
    tick() {
      const now = clock.now();
      const due = [...held.schedules.values()].flatMap((schedule) => {
        if (schedule.State === 'DISABLED') return [];
        const { ScheduleExpression, ScheduleExpressionTimezone, created } = schedule;
        const ticking = readExpression(ScheduleExpression, ScheduleExpressionTimezone, created);
        const ticks: { at: number; schedule: typeof schedule }[] = [];
        for (let at = ticking.next(schedule.ticked); at <= now; at = ticking.next(at))
          ticks.push({ at, schedule });
        schedule.ticked = now;
        return ticks;
      });
      due.sort((one, other) => one.at - other.at);
      for (const { at, schedule } of due) {
        const { Arn, RoleArn, Input = '', SqsParameters, DeadLetterConfig } = schedule.Target;
        const time = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
        const body = Input.replaceAll('<aws.scheduler.scheduled-time>', time);
        const may = mayBy(RoleArn)('sqs:SendMessage', Arn, {});
        if (may) queues.send(Arn, { body, group: SqsParameters?.MessageGroupId }, RoleArn);
        else if (DeadLetterConfig) queues.send(DeadLetterConfig.Arn, { body }, RoleArn);
      }
      return due.length;
    },
  };
}
