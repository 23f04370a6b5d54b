/** What a status page can say, in our words. Closed; `unknown`: it could not be read, or says nothing we know. */
export const STATUS_WORDS = [
  'operational',
  'degraded',
  'partial-outage',
  'major-outage',
  'maintenance',
  'unknown',
] as const;

/** One of them. */
export type StatusWord = (typeof STATUS_WORDS)[number];

/** An incident that a page shows as open. */
export interface PageIncident {
  /** Their title: one line without control characters, capped. Escaped where it is shown. */
  title: string;
  /** ISO time at which it began, by their own word; null: they give none. */
  since: string | null;
}

/** What a page says at one reading. */
export interface PageReading {
  state: StatusWord;
  /** ISO time from which it is so, by their own word; null: they give none. */
  since: string | null;
  incidents: PageIncident[];
}

/** A state that a page showed, from our first reading of it on. */
export interface PageSighting extends PageReading {
  /** ISO time of our first reading that showed this state. */
  at: string;
}

/** Run-length piece of a finished day: `n` readings of the partner's status page with one state. */
export interface PageRun {
  state: StatusWord;
  from: string;
  to: string;
  n: number;
}

/** True for what says that something of theirs does not work as it should. */
export function saysTrouble(state: StatusWord): boolean {
  return state === 'degraded' || state === 'partial-outage' || state === 'major-outage';
}
