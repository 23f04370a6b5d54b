import { randomUUID } from 'node:crypto';
import type { WorldClock } from '../../stand-ins/clock.ts';
import type { Queues } from '../../stand-ins/sqs/queues.ts';
import { ACCOUNT, REGION } from '../../stand-ins/start-stand-in.ts';
import type { Invocation } from '../function-definition.ts';
import type { RunningFunction } from '../start-function.ts';

/** A rule that wakes a function on a schedule. */
export interface RuleTarget {
  ruleArn: string;
  /** `rate(...)` or `cron(...)`. */
  expression: string;
  /** Tries after the first one, as an asynchronous invocation has them. */
  retries: number;
  /** ARN of the queue that gets events that failed; null: none does. */
  deadLetters: string | null;
}

/** A timer. */
export interface RuleSource {
  target: RuleTarget;
  /** One event at the present time; all attempts, the last one last. */
  fire(): Promise<Invocation[]>;
}

/** EventBridge at work: it invokes asynchronously, and tries again what failed. */
export function createRuleSource(
  running: RunningFunction,
  target: RuleTarget,
  clock: WorldClock,
  queues: Queues,
): RuleSource {
  return {
    target,
    async fire() {
      const event = {
        version: '0',
        id: randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: ACCOUNT,
        time: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        region: REGION,
        resources: [target.ruleArn],
        detail: {},
      };
      const done: Invocation[] = [];
      for (let attempt = 0; attempt <= target.retries; attempt++) {
        const invocation = await running.invoke(event);
        done.push(invocation);
        if (invocation.outcome === 'answered') return done;
      }
      if (target.deadLetters !== null)
        queues.send(target.deadLetters, { body: JSON.stringify(event) }, 'events.amazonaws.com');
      return done;
    },
  };
}
