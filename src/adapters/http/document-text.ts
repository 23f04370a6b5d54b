import type { Dispatcher } from 'undici';
import type { Failure } from '../../core/exchange/types.ts';
import { bodyText } from './body-text.ts';
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
 * @param limits.pages true: a web page is what is asked for too.
 */
export async function documentText(
  dispatcher: Dispatcher,
  url: URL,
  validators: Record<string, string>,
  limits: RequestLimits & { pages?: boolean },
): Promise<DocumentText> {
  const result = await followRedirects(dispatcher, url, { accept: ACCEPT, ...validators }, limits);
  if (!result.ok) return result;
  const { status, headers, body } = result.answer;
  if (status === 304 && Object.keys(validators).length > 0) return { ok: true, text: null, headers };
  if (status !== 200) return unreadable(`HTTP ${status}`);
  const text = bodyText(body, headers['content-type']);
  if (text === null) return unreadable('the text is not in the charset that it names');
  if (!limits.pages && isHtml(headers['content-type'], text))
    return unreadable('an HTML page, not a document');
  return { ok: true, text, headers };
}

function unreadable(detail: string): DocumentText {
  return { ok: false, failure: { class: 'document-unreadable', detail } };
}
