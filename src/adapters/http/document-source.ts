import { readFile, stat } from 'node:fs/promises';
import type { Dispatcher } from 'undici';
import type { DocumentSource, FetchedDocument } from '../../app/ports.ts';
import type { Failure } from '../../core/exchange/types.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { followRedirects } from './follow-redirects.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import { isHtml } from './html-answer.ts';

const MAX_BYTES = 32 * 1024 * 1024;
const ACCEPT = 'application/json, application/yaml, application/vnd.oai.openapi;q=0.9, text/yaml, */*;q=0.5';
const KEPT_HEADERS = ['etag', 'last-modified', 'content-type', 'sunset', 'deprecation', 'link', 'date'];

interface Remembered {
  document: ApiDocument;
  headers: Record<string, string>;
}

/**
 * Reads documents from files and URLs. Remembers the last one of each URL with its validators, so that an unchanged
 * document costs one conditional GET (RFC 9110, 13) and is not parsed again.
 *
 * @param parse reads JSON or YAML text; may throw. @param open opens what was parsed; may throw.
 */
export function createDocumentSource(options: {
  parse: (text: string, name: string) => JsonObject | Promise<JsonObject>;
  open: (raw: JsonObject) => ApiDocument | Promise<ApiDocument>;
  maxBytes?: number;
  openDispatcher?: (limits: { allowPrivate: boolean; timeoutMs: number }) => Dispatcher;
}): DocumentSource {
  const remembered = new Map<string, Remembered>();
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const openDispatcher = options.openDispatcher ?? guardedDispatcher;

  const read = async (text: string, name: string): Promise<ApiDocument | Failure> => {
    try {
      return await options.open(await options.parse(text, name));
    } catch {
      return unreadable('not an OpenAPI document that can be read');
    }
  };

  const fromFile = async (path: string): Promise<FetchedDocument> => {
    let text: string;
    try {
      if ((await stat(path)).size > maxBytes) return failed('too-large', `more than ${maxBytes} bytes`);
      text = await readFile(path, 'utf8');
    } catch {
      return failed('document-unreadable', 'the file cannot be read');
    }
    const document = await read(text, path);
    return 'class' in document
      ? { ok: false, failure: document }
      : { ok: true, document, headers: {}, notModified: false };
  };

  const fromUrl = async (
    url: URL,
    more: { allowPrivate: boolean; timeoutMs: number },
  ): Promise<FetchedDocument> => {
    const known = remembered.get(url.href);
    const dispatcher = openDispatcher(more);
    try {
      const limits = { timeoutMs: more.timeoutMs, maxBytes };
      const result = await followRedirects(dispatcher, url, conditional(known), limits);
      if (!result.ok) return { ok: false, failure: result.failure };
      const { status, headers, body } = result.answer;
      if (status === 304 && known) {
        return {
          ok: true,
          document: known.document,
          headers: { ...known.headers, ...kept(headers) },
          notModified: true,
        };
      }
      if (status !== 200) return failed('document-unreadable', `HTTP ${status}`);
      const text = body.toString('utf8');
      if (isHtml(headers['content-type'], text)) {
        return failed('document-unreadable', 'an HTML page, not a document');
      }
      const document = await read(text, url.href);
      if ('class' in document) return { ok: false, failure: document };
      remembered.set(url.href, { document, headers: kept(headers) });
      return { ok: true, document, headers: kept(headers), notModified: false };
    } finally {
      await dispatcher.destroy();
    }
  };

  return {
    fetch: async (location, more) => {
      if (!/^https?:/i.test(location)) return fromFile(location);
      const url = URL.parse(location);
      return url ? fromUrl(url, more) : failed('document-unreadable', 'not a web address');
    },
  };
}

function conditional(known: Remembered | undefined): Record<string, string> {
  const headers: Record<string, string> = { accept: ACCEPT };
  if (known?.headers.etag) headers['if-none-match'] = known.headers.etag;
  if (known?.headers['last-modified']) headers['if-modified-since'] = known.headers['last-modified'];
  return headers;
}

function kept(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name)));
}

function unreadable(detail: string): Failure {
  return { class: 'document-unreadable', detail };
}

function failed(failureClass: Failure['class'], detail: string): FetchedDocument {
  return { ok: false, failure: { class: failureClass, detail } };
}
