import type { Calendar } from '../../app/ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import { realCalendar } from './calendar.ts';

/** The calendar of a function, which is told the time of the event that it works on. */
export interface EventCalendar extends Calendar {
  /** Stands at this ISO time until the next event, where time is that of the events; does nothing where it is real. */
  at(time: string): void;
}

/**
 * The calendar on the wall, or, on loopback, one that stands at the time of the event that is worked on. That one is
 * set, not moved on: an event that comes late is worked on at its own time.
 *
 * @throws ForewarnError `internal` from `now` before the first event, `input` from `at` for what is no time.
 */
export function createEventCalendar(loopback: boolean): EventCalendar {
  if (!loopback) return { ...realCalendar, at: () => {} };
  let instant: number | null = null;
  return {
    kind: 'simulated',
    now() {
      if (instant === null) throw new ForewarnError('internal', 'the calendar was asked before any event');
      return new Date(instant);
    },
    at(time) {
      const read = Date.parse(time);
      if (Number.isNaN(read)) throw new ForewarnError('input', 'an event without a time that can be read');
      instant = read;
    },
  };
}
