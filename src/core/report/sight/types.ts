import type { Sight, SightAt } from '../../sight/types.ts';

/** What is told about, beside what could be seen. */
export interface SightSubject {
  partner: string;
  name: string;
  /** Reference of the one change that is asked about; null: everything at once. */
  change: string | null;
  /** Titles of journeys, by id. */
  titles: ReadonlyMap<string, string>;
}

/** A period to tell of. */
export interface SightReport extends SightSubject {
  sight: Sight;
}

/** An instant to tell of, in ms since 1970. */
export interface SightAtReport extends SightSubject {
  at: number;
  sources: readonly SightAt[];
}
