import type { Calendar } from '../../src/app/ports.ts';

/**
 * A calendar that is told the time of the event that is worked on: where everything runs on one machine, it stands
 * there. On AWS the time is the real one, whatever an event says.
 */
export interface EventTime {
  calendar: Calendar & {
    /** @param time ISO time of the event. */
    at(time: string): void;
  };
}
