import type { JourneyState, SignalCount, WalkRun } from '../core/journey/types.ts';

/** Run data of journeys: how each stands, and how often people told of it. It expires. */
export interface JourneyStore {
  read(journey: string): Promise<JourneyState | null>;
  /** All that were walked, or reported, and have not expired, by id. */
  all(): Promise<JourneyState[]>;
  /** @param at ISO time from which it is kept for a while */
  write(state: JourneyState, at: string): Promise<void>;
  /** Counts one signal in the hour that `at` (ISO) is in. @returns how many there are in it now. */
  count(journey: string, at: string): Promise<number>;
  /** Hours with signals, from the one that `since` (ISO) is in, oldest first. */
  signals(journey: string, since: string): Promise<SignalCount[]>;
  /** Keeps in mind what a walk gave at `at` (ISO). Left out where nothing outlives the process. */
  walked?(journey: string, outcome: WalkRun['outcome'], at: string): Promise<void>;
  /** Walks as run lengths, oldest first, of which the last ended at or after `since` (ISO), and the run before. */
  walks?(journey: string, since: string): Promise<WalkRun[]>;
}

/** The beginning of the hour that a time is in. Both ISO, UTC. */
export function hourOf(at: string): string {
  return `${new Date(at).toISOString().slice(0, 13)}:00:00.000Z`;
}
