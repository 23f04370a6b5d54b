import type { Agreement } from '../core/agreement/types.ts';
import type { Failure } from '../core/exchange/types.ts';
import { contractNames } from '../core/feed/contract-names.ts';
import { passagesOf } from '../core/feed/passages.ts';
import type { FeedSight } from '../core/feed/types.ts';
import type { Sha256 } from '../core/hash.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Usage } from '../core/usage/types.ts';
import type { Ports } from './ports.ts';

/** What a look read of a partner's feeds, and which it could not read. */
export interface ReadFeeds {
  sights: FeedSight[];
  unread: { url: string; failure: Failure }[];
}

/**
 * Reads everything in which the partner announces, and keeps the passages that name something of the contract. A feed
 * that cannot be read changes nothing of what was heard before.
 *
 * @param on.deadlineMs monotonic ms by which it must be over
 */
export async function readFeeds(
  ports: Pick<Ports, 'feeds' | 'monotonic' | 'sha256' | 'log'>,
  on: {
    agreement: Agreement;
    baseline: ApiDocument;
    usage: Usage;
    allowPrivate: boolean;
    deadlineMs: number;
  },
): Promise<ReadFeeds> {
  const { agreement, baseline, usage, allowPrivate, deadlineMs } = on;
  const { feeds, sha256 } = ports;
  const found: ReadFeeds = { sights: [], unread: [] };
  if (!feeds || agreement.announcements.length === 0) return found;
  const { partner, limits, environments } = agreement;
  const origins = environments.flatMap(({ url }) => URL.parse(url)?.origin ?? []);
  const timeoutMs = Math.min(limits.timeoutMs, Math.max(1, Math.ceil(deadlineMs - ports.monotonic.now())));
  const counted = { partner, limits, origins, deadlineMs };
  const names = contractNames(baseline, usage);
  const texts = await Promise.all(
    agreement.announcements.map(async (url) => ({
      url,
      got: await feeds.read(url, { allowPrivate, timeoutMs, counted }),
    })),
  );
  for (const { url, got } of texts) {
    if (got.ok)
      found.sights.push({ feed: feedName(url, sha256), passages: passagesOf(got.entries, names, sha256) });
    else {
      found.unread.push({ url, failure: got.failure });
      ports.log.warn('a feed could not be read', { partner, class: got.failure.class });
    }
  }
  return found;
}

/** What the ledger names a feed by: 16 hex digits of a hash of its address. */
export function feedName(url: string, sha256: Sha256): string {
  return sha256(url).slice(0, 16);
}
