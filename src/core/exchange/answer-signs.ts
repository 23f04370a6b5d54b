import { isObject, type Json } from '../json.ts';
import type { Operation } from '../openapi/document/types.ts';
import type { Exchange } from './types.ts';

type Answer = NonNullable<Exchange['response']>;

const PAGES = new Set(['text/html', 'application/xhtml+xml']);
const LONGEST_TEXT = 300;
const MOST_TEXTS = 40;

/** True for a web page (a login, a captcha, an error page of a gateway) where the document promises none. */
export function isForeignPage(answer: Answer, operation: Operation | null): boolean {
  if (isHumanCheck(answer)) return true;
  const start = typeof answer.body === 'string' ? answer.body.trimStart().slice(0, 15).toLowerCase() : '';
  const page =
    PAGES.has(answer.media ?? '') || start.startsWith('<!doctype html') || start.startsWith('<html');
  if (!page) return false;
  const promised = operation?.responses.some(({ content }) => content.some(({ media }) => PAGES.has(media)));
  return !promised;
}

/** True for what a firewall or a check for people answers, whatever its status and media type. */
export function isHumanCheck({ headers }: Answer): boolean {
  return (
    headers['cf-mitigated'] === 'challenge' ||
    headers['x-amzn-waf-action'] !== undefined ||
    headers['x-datadome'] !== undefined
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

const NO_ROUTE =
  /\bcannot (?:get|head|post|put|patch|delete) \/|\bno (?:route|static resource|matching route)\b|\b(?:route|endpoint|path|ur[il]|url)\b[^.]{0,200}\b(?:not found|does not exist|was not found|unknown)\b|\b(?:unknown|no such|undefined|invalid) (?:route|endpoint|path|method|action)\b|\bpage not found\b/i;

/** True if a router answered, rather than the API: it knows no such path. */
export function saysNoRoute(answer: Answer): boolean {
  if (answer.body === undefined) return false;
  return [...textsIn(answer.body)].some((text) => NO_ROUTE.test(text));
}

const MISSING =
  /\bno such\b|\bnot (?:be )?found\b|\b(?:does not|doesn't|do not|don't) exist\b|\bno [a-z-]+ (?:was )?found\b/i;

/** Where one of these is missing, it is the route, or a part of our request. */
const NO_RECORD =
  /\b(?:route|path|endpoint|ur[il]|page|method|operation|api|version|server|param|parameter|field|property|argument|attribute|header|column)s?\b/i;

/** Words beside which a thing has to be named. */
const EMPTY_WORDS = new Set(
  'a an and any are be by can could do does doesn don error exist for found given has http id in is it no not of on or requested resource such t that the this was were with your'.split(
    ' ',
  ),
);

/** Codes such as `resource_missing`, `order_not_found`, `customerNotFound`. */
const CODE = /^(?:resource_missing|no_?such_?[a-z]+|([a-z]+)(?:_[a-z]+)*[_.-]?not[_.-]?found)$/i;

/** True for the API's own "no such record": it names a thing that is not there, and the thing is no route. */
export function saysNoSuchRecord(answer: Answer): boolean {
  if (answer.body === undefined) return false;
  for (const text of textsIn(answer.body)) {
    if (NO_RECORD.test(text.replaceAll(/[_.-]/g, ' '))) continue;
    if (isCode(text) || (MISSING.test(text) && namesThing(text))) return true;
  }
  return false;
}

function isCode(text: string): boolean {
  const code = CODE.exec(text);
  return code !== null && code[1]?.toLowerCase() !== 'resource';
}

function namesThing(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.some((word) => word.length > 1 && !EMPTY_WORDS.has(word));
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
