import { isAbsolute } from 'node:path';
import { loadDocument } from '../adapters/files/load-document.ts';
import { splitPacts } from '../adapters/files/load-our-side.ts';
import { loadPacts } from '../adapters/files/load-pacts.ts';
import { createFetchText } from '../adapters/http/fetch-text.ts';
import { catchUp } from '../app/catch-up.ts';
import { comingNow } from '../app/coming-now.ts';
import type { Agreement } from '../core/agreement/types.ts';
import { type AsOf, goneAsOf } from '../core/coming/as-of.ts';
import { ForewarnError } from '../core/errors.ts';
import { readLifecycleDate } from '../core/exchange/date-text.ts';
import type { Sha256 } from '../core/hash.ts';
import { isObject } from '../core/json.ts';
import { emptyState } from '../core/ledger/fold.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { plainText } from '../core/report/plain-text.ts';
import { KNOWN_WORDS } from '../core/report/words.ts';
import { openFile } from '../local/emulator/open-file.ts';
import type { CliIo } from './io.ts';
import { withStore } from './with-store.ts';

const DAY_MS = 86_400_000;

/** Of a document that is fetched. */
const LIMITS = { timeoutMs: 30_000, maxBytes: 64_000_000 };

/** Most of what is not applied that is listed. */
const MOST_LISTED = 10;

/**
 * The day that `--as-of` names: an ISO date, or so many days from today.
 *
 * @throws ForewarnError `usage` for anything else
 */
export function dayOfAsOf(asOf: string, today: Date): Date {
  const start = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  const at = /^\d{1,6}$/.test(asOf) ? start + Number(asOf) * DAY_MS : Date.parse(asOf);
  if (!Number.isNaN(at)) return new Date(at);
  throw new ForewarnError('usage', '--as-of must be a day (0, 1, ...) or an ISO date');
}

/** A partner as it is known to be on a day. */
export interface KnownThen {
  document: ApiDocument;
  asOf: AsOf;
  /** What is applied and why, for people. */
  lines: string[];
}

/**
 * Puts together what is known of a day: the document in force then, and what is gone of it by its own marks, by the
 * agreement's `announced`, and by the history in `--state`.
 *
 * @throws ForewarnError where a document or the history cannot be read
 */
export async function knownThen(
  agreement: Agreement,
  on: {
    document: ApiDocument;
    day: string;
    today: string;
    state: string | undefined;
    allowPrivate: boolean;
  },
  { io, sha256 }: { io: CliIo; sha256: Sha256 },
): Promise<KnownThen> {
  const { partner } = agreement;
  const { document, told } = await inForce(agreement, on, io, sha256);
  const state =
    on.state === undefined
      ? emptyState(partner)
      : await withStore(on.state, io, (store) => catchUp(store, partner));
  const pacts = splitPacts(agreement, loadPacts(agreement)).theirs;
  const coming = comingNow(
    { sha256 },
    { agreement, baseline: document, pacts, state, now: `${on.today}T00:00:00.000Z` },
  );
  const asOf = goneAsOf(document, coming, on.day);
  return { document, asOf, lines: [...told, ...linesOf(asOf)] };
}

/** The published document, in a file or at a URL, takes the place of the agreed one where it says from which day it counts. */
async function inForce(
  { openapi }: Agreement,
  { document, day, allowPrivate }: { document: ApiDocument; day: string; allowPrivate: boolean },
  io: CliIo,
  sha256: Sha256,
): Promise<{ document: ApiDocument; told: string[] }> {
  const { published } = openapi;
  if (published === null) return { document, told: [] };
  const next = isAbsolute(published)
    ? await openFile(published, io.cwd, sha256)
    : await fetched(openapi, allowPrivate, io, sha256);
  if (next === null)
    return { document, told: [`not applied: their document, which could not be read at ${published}`] };
  if (next.hash === document.hash) return { document, told: [] };
  const on = effectiveDay(next);
  const version = plainText(next.docVersion || 'without a version', 40);
  if (on !== null && on <= day) {
    return { document: next, told: [`their document ${version} is in force: it counts from ${on}`] };
  }
  const why = on === null ? 'it names no day from which it counts' : `it counts from ${on}`;
  return { document, told: [`not applied: their document ${version}; ${why}`] };
}

/** Their document from its URL, under the guard of every fetch; null where it cannot be had. */
async function fetched(
  { published, externalRefs }: Agreement['openapi'],
  allowPrivate: boolean,
  io: CliIo,
  sha256: Sha256,
): Promise<ApiDocument | null> {
  const fetchText = createFetchText({ ...LIMITS, allowPrivate, env: io.env });
  try {
    return openDocument(
      await loadDocument(published ?? '', { cwd: io.cwd, externalRefs, fetchText }),
      sha256,
    );
  } catch {
    return null;
  }
}

/** `info.x-effective`, and other ways in which documents write it. */
function effectiveDay({ raw }: ApiDocument): string | null {
  const info = isObject(raw.info) ? raw.info : {};
  const written = info['x-effective'] ?? info['x-effective-date'] ?? info['x-effective-from'];
  return typeof written === 'string' ? (readLifecycleDate(written)?.slice(0, 10) ?? null) : null;
}

function linesOf({ gone, left }: AsOf): string[] {
  const listed = left.slice(0, MOST_LISTED).map(({ subject, why, on }) => {
    const because = { later: `not before ${on}`, 'no date': 'no date is known' }[why as string] ?? why;
    return `not applied: ${plainText(subject)}; ${because}`;
  });
  return [
    ...gone.map(
      ({ subject, on, known }) => `gone: ${plainText(subject)}; on ${on}, known ${KNOWN_WORDS[known]}`,
    ),
    ...(gone.length === 0 ? ['nothing is known to be gone by then'] : []),
    ...listed,
    ...(left.length > listed.length ? [`and ${left.length - listed.length} more are not applied`] : []),
  ];
}
