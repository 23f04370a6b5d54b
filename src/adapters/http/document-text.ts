import type { Dispatcher } from 'undici';
import type { Failure } from '../../core/exchange/types.ts';
import { followRedirects } from './follow-redirects.ts';
import type { RequestLimits } from './guarded-fetch.ts';
import { isHtml } from './html-answer.ts';

const ACCEPT = 'application/json, application/yaml, application/vnd.oai.openapi;q=0.9, text/yaml, */*;q=0.5';

/** The text of a document with its headers, `text` null where it has not changed; or why it cannot be had. */
export type DocumentText =
  | { ok: true; text: string | null; headers: Record<string, string> }
  | { ok: false; failure: Failure };

/**
 * Gets the text of a document, redirects followed. Any status but 200 (and 304, if `validators` were sent) and any
 * web page is `document-unreadable`.
 *
 * @param validators conditional headers (RFC 9110, 13.1), or none.
 */
export async function documentText(
  dispatcher: Dispatcher,
  url: URL,
  validators: Record<string, string>,
  limits: RequestLimits,
): Promise<DocumentText> {
  const result = await followRedirects(dispatcher, url, { accept: ACCEPT, ...validators }, limits);
  if (!result.ok) return result;
  const { status, headers, body } = result.answer;
  if (status === 304 && Object.keys(validators).length > 0) return { ok: true, text: null, headers };
  if (status !== 200) return unreadable(`HTTP ${status}`);
  const text = body.toString('utf8');
  if (isHtml(headers['content-type'], text)) return unreadable('an HTML page, not a document');
  return { ok: true, text, headers };
}

function unreadable(detail: string): DocumentText {
  return { ok: false, failure: { class: 'document-unreadable', detail } };
}
