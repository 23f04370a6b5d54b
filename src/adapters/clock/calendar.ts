import type { Calendar } from '../../app/ports.ts';

/** A calendar that only moves when told to: it stands still while a check runs. */
export interface SimulatedCalendar extends Calendar {
  kind: 'simulated';
  /** Moves on to an instant (ms since 1970); never back. */
  moveTo(instant: number): void;
}

/** The calendar on the wall. */
export const realCalendar: Calendar = { kind: 'real', now: () => new Date() };

/** A calendar for compressed time, starting at an ISO instant. */
export function createSimulatedCalendar(start: string): SimulatedCalendar {
  let instant = Date.parse(start);
  return {
    kind: 'simulated',
    now: () => new Date(instant),
    moveTo: (to) => {
      instant = Math.max(instant, to);
    },
  };
}
