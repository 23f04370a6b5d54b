import type { FeedSource } from '../../app/ports.ts';
import { isPage, readFeed } from '../../core/feed/read-feed.ts';
import type { FeedEntry } from '../../core/feed/types.ts';
import { inTurn } from './document-source.ts';
import { documentText } from './document-text.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import type { NamedProxy } from './named-proxy.ts';
import type { Quota } from './quota.ts';

/** More than any feed that people read. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Environments of one partner are looked at together: what was read this long ago, in ms, is not asked for again. */
const FRESH_MS = 30_000;
/** Names of files that hold a feed: a web page in their place is a login or an error. */
const FEED_FILE = /\.(xml|rss|atom|rdf|json)$/i;

type Got = Awaited<ReturnType<FeedSource['read']>>;

interface Remembered {
  at: number;
  entries: readonly FeedEntry[];
  validators: Record<string, string>;
}

/**
 * Reads feeds and changelog pages. Remembers the last text of each with its validators, so that one that has not
 * changed costs one conditional GET (RFC 9110, 13).
 *
 * @param quota what fetches take their turn from where they are counted as calls to the partner.
 */
export function createFeedSource(options: {
  monotonic: { now(): number };
  proxy: NamedProxy | null;
  quota: Quota;
}): FeedSource {
  const remembered = new Map<string, Remembered>();
  const reading = new Map<string, Promise<Got>>();

  const fetched = async (url: URL, more: Parameters<FeedSource['read']>[1]): Promise<Got> => {
    const { allowPrivate, timeoutMs, counted } = more;
    const known = remembered.get(url.href);
    const dispatcher = guardedDispatcher({ allowPrivate, timeoutMs, proxy: options.proxy });
    try {
      const limits = { timeoutMs, maxBytes: MAX_BYTES, pages: true };
      const got = await inTurn(options.quota, counted, url, timeoutMs, () =>
        documentText(dispatcher, url, known?.validators ?? {}, limits),
      );
      if (!got.ok) return got;
      const at = options.monotonic.now();
      if (got.text === null && known) {
        remembered.set(url.href, { ...known, at });
        return { ok: true, entries: known.entries };
      }
      const text = got.text ?? '';
      if (FEED_FILE.test(url.pathname) && isPage(text)) return unreadable('a web page, not a feed');
      const feed = readFeed(text);
      if (!feed.ok) return unreadable(feed.detail);
      remembered.set(url.href, { at, entries: feed.entries, validators: validatorsOf(got.headers) });
      return { ok: true, entries: feed.entries };
    } finally {
      await dispatcher.destroy();
    }
  };

  return {
    read: (address, more) => {
      const url = URL.parse(address);
      if (!url) return Promise.resolve(unreadable('not a web address'));
      const known = remembered.get(url.href);
      if (known && options.monotonic.now() - known.at < FRESH_MS)
        return Promise.resolve({ ok: true, entries: known.entries });
      const under = reading.get(url.href) ?? fetched(url, more).finally(() => reading.delete(url.href));
      reading.set(url.href, under);
      return under;
    },
  };
}

function validatorsOf(headers: Record<string, string>): Record<string, string> {
  const validators: Record<string, string> = {};
  if (headers.etag) validators['if-none-match'] = headers.etag;
  if (headers['last-modified']) validators['if-modified-since'] = headers['last-modified'];
  return validators;
}

function unreadable(detail: string): Got {
  return { ok: false, failure: { class: 'document-unreadable', detail } };
}
