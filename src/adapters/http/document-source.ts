import { readFile, stat } from 'node:fs/promises';
import type { CountedFetch, DocumentSource, FetchedDocument } from '../../app/ports.ts';
import type { Failure } from '../../core/exchange/types.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { type DocumentText, documentText } from './document-text.ts';
import { CallFailed } from './failure-of.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import type { NamedProxy } from './named-proxy.ts';
import type { Quota } from './quota.ts';
import { GRACE_MS, SPENT, standsFor } from './send-in-turn.ts';

const MAX_BYTES = 32 * 1024 * 1024;
const KEPT_HEADERS = ['etag', 'last-modified', 'content-type', 'sunset', 'deprecation', 'link', 'date'];

interface Remembered {
  document: ApiDocument;
  headers: Record<string, string>;
}

/** What a document may draw on while it is parsed. */
export interface ParseSurroundings {
  /** Origins whose documents may be referred to from elsewhere. */
  externalRefs: readonly string[];
  /** Reads a part by its URL, under the same guard and limits; throws where it cannot be had. */
  fetchText(url: string): Promise<string>;
}

/**
 * Reads documents from files and URLs. Remembers the last one of each URL with its validators, so that an unchanged
 * document costs one conditional GET (RFC 9110, 13) and is not parsed again.
 *
 * @param parse reads JSON or YAML text, `name` being its URL or path; may throw.
 * @param open opens what was parsed; may throw.
 * @param proxy what calls to public addresses go through, where one is named on purpose.
 * @param quota what fetches take their turn from where they are counted; left out: none is.
 */
export function createDocumentSource(options: {
  parse: (text: string, name: string, around: ParseSurroundings) => JsonObject | Promise<JsonObject>;
  open: (raw: JsonObject) => ApiDocument | Promise<ApiDocument>;
  maxBytes?: number;
  proxy?: NamedProxy | null;
  quota?: Quota;
}): DocumentSource {
  const remembered = new Map<string, Remembered>();
  const maxBytes = options.maxBytes ?? MAX_BYTES;

  const read = async (
    text: string,
    name: string,
    around: ParseSurroundings,
  ): Promise<ApiDocument | Failure> => {
    try {
      return await options.open(await options.parse(text, name, around));
    } catch (error) {
      if (error instanceof CallFailed) return error.failure;
      return { class: 'document-unreadable', detail: 'not an OpenAPI document that can be read' };
    }
  };

  const fromFile = async (path: string, around: ParseSurroundings): Promise<FetchedDocument> => {
    let text: string;
    try {
      if ((await stat(path)).size > maxBytes) return failed('too-large', `more than ${maxBytes} bytes`);
      text = await readFile(path, 'utf8');
    } catch {
      return failed('document-unreadable', 'the file cannot be read');
    }
    const document = await read(text, path, around);
    return 'class' in document
      ? { ok: false, failure: document }
      : { ok: true, document, headers: {}, notModified: false };
  };

  const fromUrl = async (
    url: URL,
    around: ParseSurroundings,
    get: (url: URL, validators: Record<string, string>) => Promise<DocumentText>,
  ): Promise<FetchedDocument> => {
    const known = remembered.get(url.href);
    const got = await get(url, known ? validatorsOf(known) : {});
    if (!got.ok) return got;
    const headers = kept(got.headers);
    if (got.text === null && known) {
      return {
        ok: true,
        document: known.document,
        headers: { ...known.headers, ...headers },
        notModified: true,
      };
    }
    const document = await read(got.text ?? '', url.href, around);
    if ('class' in document) return { ok: false, failure: document };
    remembered.set(url.href, { document, headers });
    return { ok: true, document, headers, notModified: false };
  };

  return {
    fetch: async (location, { externalRefs, allowPrivate, timeoutMs, counted }) => {
      const dispatcher = guardedDispatcher({ allowPrivate, timeoutMs, proxy: options.proxy ?? null });
      const get = (url: URL, validators: Record<string, string>): Promise<DocumentText> =>
        inTurn(options.quota, counted, url, timeoutMs, () =>
          documentText(dispatcher, url, validators, { timeoutMs, maxBytes }),
        );
      const fetchText = async (part: string): Promise<string> => {
        const got = await get(new URL(part), {});
        if (!got.ok) throw new CallFailed(got.failure.class, got.failure.detail);
        return got.text ?? '';
      };
      try {
        if (!/^https?:/i.test(location)) return await fromFile(location, { externalRefs, fetchText });
        const url = URL.parse(location);
        if (!url) return failed('document-unreadable', 'not a web address');
        return await fromUrl(url, { externalRefs, fetchText }, get);
      } finally {
        await dispatcher.destroy();
      }
    },
  };
}

/** Runs a fetch when it is its turn, where it counts as a call to the partner. */
export async function inTurn(
  quota: Quota | undefined,
  counted: CountedFetch | undefined,
  { origin }: URL,
  timeoutMs: number,
  work: () => Promise<DocumentText>,
): Promise<DocumentText> {
  if (!quota || !counted?.origins.includes(origin)) return work();
  const { partner, limits, deadlineMs } = counted;
  const turn = { partner, origin, limits, deadlineMs, holdMs: timeoutMs + GRACE_MS };
  const ran = await quota.run(turn, work, (got) =>
    !got.ok && got.failure.class === 'timeout' ? 'running' : 'over',
  );
  return ran.ran ? ran.value : { ok: false, failure: standsFor(ran) ?? SPENT };
}

function validatorsOf({ headers }: Remembered): Record<string, string> {
  const validators: Record<string, string> = {};
  if (headers.etag) validators['if-none-match'] = headers.etag;
  if (headers['last-modified']) validators['if-modified-since'] = headers['last-modified'];
  return validators;
}

function kept(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name)));
}

function failed(failureClass: Failure['class'], detail: string): FetchedDocument {
  return { ok: false, failure: { class: failureClass, detail } };
}
