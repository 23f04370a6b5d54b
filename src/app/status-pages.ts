import type { Failure } from '../core/exchange/types.ts';
import type { PageReading, PageSighting } from '../core/status-page/types.ts';

/** What is asked with when a page was read before. */
export interface PageValidators {
  etag: string | null;
  lastModified: string | null;
}

/** What one reading of a page gave. `same`: it has not changed since the validators were given. */
export type PageAnswer =
  | { ok: true; same: false; reading: PageReading; address: string; validators: PageValidators }
  | { ok: true; same: true }
  | { ok: false; failure: Failure };

/** Reads status pages, guarded and with limits of its own. Never rejects. */
export interface StatusPageSource {
  /**
   * @param on.addresses tried in this order. @param on.known the first of them was read with these validators.
   * @param on.now calendar time, in ms since 1970. @param on.timeoutMs for all of it.
   */
  read(on: {
    addresses: readonly string[];
    known: PageValidators | null;
    now: number;
    allowPrivate: boolean;
    timeoutMs: number;
  }): Promise<PageAnswer>;
}

/** How a page was read last. */
export interface KeptPage {
  /** As the agreement names it: another one is read anew. */
  page: string;
  /** ISO time of the last reading, whatever came of it. */
  readAt: string;
  /** Where it can be read; null: nowhere so far. */
  address: string | null;
  validators: PageValidators;
  /** What the page said when it could last be read; null: it never could. */
  reading: PageReading | null;
  sighting: PageSighting;
  /** Why the last reading gave nothing; null: it gave something. */
  failure: Failure['class'] | null;
}

/** Run data of status pages: how each was read last, and the states that it showed, each from when. It expires. */
export interface StatusPageStore {
  read(partner: string): Promise<KeptPage | null>;
  /** Keeps it, with its sighting among those of the partner: one for each time that the state changed. */
  write(partner: string, kept: KeptPage): Promise<void>;
  /** Sightings that began after `since` (ISO), and the one before them, oldest first. */
  sightings(partner: string, since: string): Promise<PageSighting[]>;
}
