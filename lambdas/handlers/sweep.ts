import middy from '@middy/core';
import { type SweepAllPorts, type SweptAll, sweepAll } from '../../src/app/sweep-all.ts';
import { type TimerEvent, timerEvent } from '../events/timer-event.ts';
import { TIME_OUT } from '../middleware/early-end.ts';
import { parsedEvent } from '../middleware/parsed-event.ts';
import type { Telemetry } from '../middleware/telemetry.ts';
import type { EventTime } from './event-time.ts';

/** A timer: all partners are swept and measured, the heads of the day are signed. */
export function sweepHandler(ports: Omit<SweepAllPorts, 'fault'> & EventTime, telemetry: Telemetry) {
  return middy<TimerEvent, SweptAll>(TIME_OUT)
    .use(telemetry.middleware)
    .use(parsedEvent(timerEvent))
    .handler((event, context) => {
      ports.calendar.at(event.time);
      const remainingMs = () => context.getRemainingTimeInMillis();
      return telemetry.traced(
        'sweep',
        {},
        () => sweepAll({ ...ports, fault: telemetry.fault }, { remainingMs }),
        ({ swept, failed, complete }) => ({ swept, failed, complete }),
      );
    });
}
