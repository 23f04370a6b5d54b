import type { PageAnswer, PageValidators, StatusPageSource } from '../../app/status-pages.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { readStatusFeed } from '../../core/status-page/read-feed.ts';
import { readStatusJson } from '../../core/status-page/read-json.ts';
import type { PageReading } from '../../core/status-page/types.ts';
import { bodyText } from './body-text.ts';
import { followRedirects } from './follow-redirects.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import type { GuardedAnswer } from './guarded-fetch.ts';
import { isHtml } from './html-answer.ts';
import { readJson } from './json-text.ts';
import type { NamedProxy } from './named-proxy.ts';

/** A page larger than this, before or after its content encoding is undone, is not read. */
const MAX_BYTES = 1_000_000;
const ACCEPT = 'application/json, application/atom+xml;q=0.8, application/rss+xml;q=0.7, */*;q=0.1';
const HEADER_CHARACTERS = 512;

/**
 * Reads status pages: guarded GETs with redirects as for documents, conditional (RFC 9110, 13.1) where the page was read
 * before, one for each address until one gives something readable. Carries no credentials.
 */
export function createStatusPageSource(options: { proxy?: NamedProxy | null } = {}): StatusPageSource {
  return {
    async read({ addresses, known, now, allowPrivate, timeoutMs }) {
      const dispatcher = guardedDispatcher({ allowPrivate, timeoutMs, proxy: options.proxy ?? null });
      const until = performance.now() + timeoutMs;
      let last: PageAnswer = unreadable('no address');
      try {
        for (const address of addresses) {
          const url = URL.parse(address);
          const leftMs = until - performance.now();
          if (!url || leftMs <= 0) break;
          const headers = { accept: ACCEPT, ...(known ? conditional(known) : {}) };
          const limits = { timeoutMs: leftMs, maxBytes: MAX_BYTES };
          const got = await followRedirects(dispatcher, url, headers, limits);
          // What cannot be reached, or must not be, will not be so at another path.
          if (!got.ok) return { ok: false, failure: got.failure };
          if (got.answer.status === 304 && known) return { ok: true, same: true };
          const read = readPage(got.answer, now);
          if ('state' in read)
            return { ok: true, same: false, reading: read, address, validators: validatorsOf(got.answer) };
          last = { ok: false, failure: read };
        }
        return last;
      } finally {
        await dispatcher.destroy();
      }
    },
  };
}

function readPage({ status, headers, body }: GuardedAnswer, now: number): PageReading | Failure {
  if (status !== 200) return notRead(`HTTP ${status}`);
  const text = bodyText(body, headers['content-type']);
  if (text === null) return notRead('the text is not in the charset that it names');
  if (isHtml(headers['content-type'], text)) return notRead('a web page, not what a program can read');
  const json = readJson(text);
  if (json && !('body' in json)) return json;
  const reading = json ? readStatusJson(json.body) : readStatusFeed(text, now);
  return reading ?? notRead('no format of a status page that is known');
}

function conditional({ etag, lastModified }: PageValidators): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

function validatorsOf({ headers }: GuardedAnswer): PageValidators {
  return { etag: short(headers.etag), lastModified: short(headers['last-modified']) };
}

function short(header: string | undefined): string | null {
  return header !== undefined && header.length <= HEADER_CHARACTERS ? header : null;
}

function notRead(detail: string): Failure {
  return { class: 'document-unreadable', detail };
}

function unreadable(detail: string): PageAnswer {
  return { ok: false, failure: notRead(detail) };
}
