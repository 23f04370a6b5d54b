import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { type ScheduledCheckPorts, scheduledCheck } from '../../src/app/scheduled-check.ts';
import { type QueueEvent, queueEvent } from '../events/queue-event.ts';
import { eachTick } from '../middleware/each-tick.ts';
import { TIME_OUT } from '../middleware/early-end.ts';
import { parsedEvent } from '../middleware/parsed-event.ts';
import type { Telemetry } from '../middleware/telemetry.ts';
import type { EventTime } from './event-time.ts';

/** Messages of the queue: one check each. */
export function runCheckHandler(ports: ScheduledCheckPorts & EventTime, telemetry: Telemetry) {
  return middy<QueueEvent, SQSBatchResponse>(TIME_OUT)
    .use(telemetry.middleware)
    .use(parsedEvent(queueEvent))
    .handler((event, context) => {
      const deadlineMs = ports.monotonic.now() + context.getRemainingTimeInMillis();
      return eachTick(event, telemetry, (tick) => {
        ports.calendar.at(tick.scheduledTime);
        return telemetry.traced(
          'scheduled-check',
          { partner: tick.partner, environment: tick.environment ?? '' },
          () => scheduledCheck(ports, tick, { deadlineMs }),
          (result) => ({
            outcome: result.outcome,
            ...('verdict' in result ? { verdict: result.verdict } : {}),
          }),
        );
      });
    });
}
