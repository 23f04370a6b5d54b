/**
 * Where everything runs on one machine, the calendar stands at the time of the event that is worked on. On AWS the
 * time is the real one, whatever an event says, and this does nothing.
 */
export interface EventTime {
  /** @param at ISO time. */
  standAt(at: string): void;
}
