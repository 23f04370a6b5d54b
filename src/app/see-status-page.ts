import type { Agreement } from '../core/agreement/types.ts';
import { addressesOf } from '../core/status-page/addresses.ts';
import { sighted } from '../core/status-page/sighted.ts';
import type { PageReading, PageSighting } from '../core/status-page/types.ts';
import type { Log, Ports } from './ports.ts';
import type {
  KeptPage,
  PageAnswer,
  PageValidators,
  StatusPageSource,
  StatusPageStore,
} from './status-pages.ts';

/** What reading a status page needs; without both, none is read. */
export interface SeePagePorts extends Pick<Ports, 'calendar'> {
  log: Log;
  statusPages?: StatusPageSource;
  pageSightings?: StatusPageStore;
}

/** A page that was read less long ago is not read again, whoever asks. */
const PAUSE_MS = 60_000;
/** Most that reading a page takes of a look. */
const TIMEOUT_MS = 8_000;

const NONE: PageValidators = { etag: null, lastModified: null };
const UNKNOWN: PageReading = { state: 'unknown', since: null, incidents: [] };

/**
 * Reads the partner's own status page, where the agreement names one, and keeps what changed. It says nothing about the
 * contract: what it gives is no source of a verdict, and a page that cannot be read is `unknown`.
 *
 * @returns what the page showed at this reading; null where none was made
 */
export async function seeStatusPage(
  ports: SeePagePorts,
  on: { agreement: Agreement; allowPrivate: boolean },
): Promise<PageSighting | null> {
  const { statusPages, pageSightings, calendar, log } = ports;
  const { statusPage: page, partner, limits } = on.agreement;
  if (page === undefined || !statusPages || !pageSightings) return null;
  const now = calendar.now();
  try {
    const found = await pageSightings.read(partner);
    const before = found?.page === page ? found : null;
    const age = before ? now.getTime() - Date.parse(before.readAt) : Number.POSITIVE_INFINITY;
    if (age >= 0 && age < PAUSE_MS) return null;
    const answer = await statusPages.read({
      addresses: before?.address ? [before.address] : addressesOf(page),
      known: before?.address ? before.validators : null,
      now: now.getTime(),
      allowPrivate: on.allowPrivate,
      timeoutMs: Math.min(TIMEOUT_MS, limits.timeoutMs),
    });
    const kept = keptAfter(page, before, answer, now.toISOString());
    await pageSightings.write(partner, kept);
    return kept.sighting;
  } catch (error) {
    // What a status page says is beside the check: no fault of keeping it may cost the look.
    log.warn('a status page was not kept', {
      partner,
      cause: error instanceof Error ? error.name : 'unknown',
    });
    return null;
  }
}

/** What is kept after a reading. Where a page has moved, all addresses are tried again at the next one. */
function keptAfter(page: string, before: KeptPage | null, answer: PageAnswer, at: string): KeptPage {
  const sightingBefore = before?.sighting ?? null;
  if (!answer.ok) {
    const sighting = sighted(sightingBefore, UNKNOWN, at);
    const failure = answer.failure.class;
    return { page, readAt: at, address: null, validators: NONE, reading: null, sighting, failure };
  }
  const reading = answer.same ? (before?.reading ?? UNKNOWN) : answer.reading;
  return {
    page,
    readAt: at,
    address: answer.same ? (before?.address ?? null) : answer.address,
    validators: answer.same ? (before?.validators ?? NONE) : answer.validators,
    reading,
    sighting: sighted(sightingBefore, reading, at),
    failure: null,
  };
}
