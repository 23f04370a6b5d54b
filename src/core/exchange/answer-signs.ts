import { isObject, type Json } from '../json.ts';
import type { Operation } from '../openapi/document/types.ts';
import type { Exchange } from './types.ts';

type Answer = NonNullable<Exchange['response']>;

const PAGES = new Set(['text/html', 'application/xhtml+xml']);
const LONGEST_TEXT = 300;
const MOST_TEXTS = 40;

/** True for a web page (a login, a captcha, an error page of a gateway) where the document promises none. */
export function isForeignPage(answer: Answer, operation: Operation | null): boolean {
  if (answer.headers['cf-mitigated'] === 'challenge') return true;
  const start = typeof answer.body === 'string' ? answer.body.trimStart().slice(0, 15).toLowerCase() : '';
  const page =
    PAGES.has(answer.media ?? '') || start.startsWith('<!doctype html') || start.startsWith('<html');
  if (!page) return false;
  const promised = operation?.responses.some(({ content }) => content.some(({ media }) => PAGES.has(media)));
  return !promised;
}

/** True for a redirect to a page where a person would log in. */
export function isLoginRedirect(answer: Answer): boolean {
  if (answer.status < 300 || answer.status > 399) return false;
  return /\b(log-?in|sign-?in|sso|oauth|saml|captcha|challenge)\b/i.test(
    (answer.headers.location ?? '').slice(0, 2_000),
  );
}

/** True if the answer says that a quota is used up, whatever its status. */
export function tellsQuota(answer: Answer): boolean {
  const { headers } = answer;
  if (headers['retry-after'] !== undefined) return true;
  const remaining = ['ratelimit-remaining', 'x-ratelimit-remaining', 'x-rate-limit-remaining'];
  if (remaining.some((name) => headers[name]?.trim() === '0')) return true;
  return /(?:^|[;,\s])(?:r|remaining)=0(?:[;,\s]|$)/.test(headers.ratelimit ?? '');
}

/** What is missing when a route is missing, not a record. */
const ROUTE =
  'route|path|endpoint|end|url|uri|page|method|operation|resource|api|version|file|content|was|not|be|it';
const SENTENCE = new RegExp(
  `\\b(?!(?:${ROUTE})\\b)[a-z][a-z-]*(?: (?:with|for|id|of|by)\\b.{0,80}|['": ]{1,3}[^ ]{1,80})? (?:(?:was |is |were |could |can )?not (?:be )?found|does not exist|doesn't exist|do not exist|is unknown)`,
  'i',
);
const NO_SUCH = new RegExp(
  `\\b(?:no such|unknown|no) (?!(?:${ROUTE})\\b)[a-z][a-z-]*\\b(?:.{0,80} (?:found|exists?))?`,
  'i',
);
const CODE = new RegExp(
  `^(?:resource_missing|no_?such_?(?!(?:${ROUTE})$)[a-z]+|(?!(?:${ROUTE})_?not)[a-z]+(?:_[a-z]+)*[_.-]?not[_.-]?found)$`,
  'i',
);

/** True for the API's own "no such record": it names a thing that is not there, and the thing is no route. */
export function saysNoSuchRecord(answer: Answer): boolean {
  if (answer.body === undefined) return false;
  for (const text of textsIn(answer.body)) {
    if (CODE.test(text) || SENTENCE.test(text)) return true;
    if (NO_SUCH.test(text) && /no such|found|exist/i.test(text)) return true;
  }
  return false;
}

function* textsIn(body: Json): Generator<string> {
  const open: Json[] = [body];
  for (let seen = 0; open.length > 0 && seen < MOST_TEXTS; seen++) {
    const value = open.shift() as Json;
    if (typeof value === 'string') yield value.slice(0, LONGEST_TEXT);
    else if (Array.isArray(value)) open.push(...value.slice(0, 5));
    else if (isObject(value)) open.push(...Object.values(value).slice(0, 20));
  }
}
