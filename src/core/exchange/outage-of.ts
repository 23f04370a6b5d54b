import { isObject, type Json } from '../json.ts';
import type { ApiDocument } from '../openapi/document/types.ts';
import { isForeignPage, isHumanCheck, tellsQuota } from './answer-signs.ts';
import { isTelling, type Said, saidIn, saidOnPage } from './answer-words.ts';
import { isStale } from './cache-signs.ts';
import type { ConformResult } from './conform.ts';
import { isJsonMedia } from './media.ts';
import { promisedNames } from './promised-names.ts';
import { redirectFailure } from './redirect-signs.ts';
import type { Exchange, Failure, FailureClass } from './types.ts';

/** What is known of an exchange beside itself. */
export interface Beside {
  conformed: ConformResult | undefined;
  /** The document that it was held against; without it nothing is known of what its answers promise. */
  document: ApiDocument | undefined;
  /** Our pact takes the answer; true where no pact asked for it. */
  fitsPact: boolean;
}

/** Why an exchange says nothing about the contract, whatever else came in this look; null where it may. */
export function outageOf(exchange: Exchange, beside: Beside): Failure | null {
  const { response: answer, failure } = exchange;
  if (failure || !answer) return failure ?? { class: 'reset', detail: 'no answer' };
  const { status } = answer;
  if (status >= 500) return serverFailure(exchange, beside);
  if (status >= 400) return refusalFailure(exchange, beside);
  if (status >= 300) return redirectFailure(exchange) ?? pageFailure(exchange, beside);
  if (exchange.purpose === 'token') return pageFailure(exchange, beside);
  return pageFailure(exchange, beside) ?? strangeAnswer(exchange, beside);
}

/** What the words of a good status say of our credentials, where the answer is not what was promised. */
export function saysRefused(exchange: Exchange, beside: Beside): boolean {
  const { response: answer } = exchange;
  if (!answer) return false;
  if (answer.status >= 400) return saidIn(answer.body) === 'credentials';
  return answer.status < 300 && isForeign(answer.body, beside) && saidIn(answer.body) === 'credentials';
}

type Answer = NonNullable<Exchange['response']>;

function serverFailure(exchange: Exchange, { conformed }: Beside): Failure | null {
  const answer = exchange.response as Answer;
  const { status } = answer;
  if (status === 511) return { class: 'intercepted', detail: 'HTTP 511' };
  const page = exchange.request.method !== 'HEAD' && isForeignPage(answer, conformed?.operation ?? null);
  const resting = status === 503 && (page || saidIn(answer.body) === 'maintenance');
  return { class: resting ? 'maintenance' : 'server-error', detail: `HTTP ${status}` };
}

function refusalFailure(exchange: Exchange, beside: Beside): Failure | null {
  const answer = exchange.response as Answer;
  const { status } = answer;
  const said = saidIn(answer.body);
  const quota =
    status === 429 || status === 420 || (status === 403 && tellsQuota(answer)) || said === 'throttled';
  if (quota)
    return told('throttled', status, status !== 429 && status !== 420 && 'told as a quota that is used up');
  if (said === 'maintenance') return told('maintenance', status, 'told as maintenance');
  if (status === 408) return told('timeout', status);
  if (status === 407) return told('intercepted', status);
  if (isHumanCheck(answer)) return told('blocked', status, 'a check for people');
  if (isStale(answer.headers) && !(exchange.purpose === 'interaction' && beside.fitsPact))
    return told('intercepted', status, OLD_ANSWER);
  // A route that is gone is often told by a page of the framework: that is left to the rule for 404.
  const mayBeGone =
    [404, 405, 410].includes(status) && exchange.purpose !== 'token' && exchange.purpose !== 'document';
  return mayBeGone ? null : pageFailure(exchange, beside);
}

function pageFailure({ request, response }: Exchange, { conformed }: Beside): Failure | null {
  if (!response || request.method === 'HEAD' || !isForeignPage(response, conformed?.operation ?? null))
    return null;
  return saidOnPage(response.body) === 'maintenance'
    ? told('maintenance', response.status, 'a page of maintenance')
    : told('blocked', response.status, 'a web page');
}

/** A good status, and an answer that is none: judged only where it is a change of what was promised. */
function strangeAnswer(exchange: Exchange, beside: Beside): Failure | null {
  const answer = exchange.response as Answer;
  const { status } = answer;
  const { conformed } = beside;
  const fits = beside.fitsPact && !conformed?.response.some(({ level }) => level !== 'info');
  if (!conformed?.operation || fits) return null;
  if (status === 203) return told('intercepted', status, 'changed on its way');
  if (isStale(answer.headers)) return told('intercepted', status, OLD_ANSWER);
  if (answer.body === undefined && !answer.unreadable && isPromised(exchange, conformed))
    return told('truncated', status, 'without a body');
  return wordsFailure(answer, beside);
}

const OLD_ANSWER = 'an old answer of a cache';

const BY_WORDS: Record<Exclude<Said, 'credentials'>, string> = {
  throttled: 'told as a quota that is used up',
  maintenance: 'told as maintenance',
  'server-error': 'told as a failure of theirs',
};

function wordsFailure(answer: Answer, beside: Beside): Failure | null {
  if (!isForeign(answer.body, beside)) return null;
  const said = saidIn(answer.body);
  return said && said !== 'credentials' ? told(said, answer.status, BY_WORDS[said]) : null;
}

/** True for a body that has nothing of what was promised, and names under which errors are told. */
function isForeign(body: Json | undefined, { conformed, document }: Beside): boolean {
  if (typeof body === 'string') return true;
  if (!isObject(body)) return false;
  const operation = conformed?.operation;
  const promised = document && operation ? promisedNames(document, operation) : new Set<string>();
  let tells = false;
  for (const name in body) {
    if (isTelling(name)) tells = true;
    else if (promised.has(name.toLowerCase())) return false;
  }
  return tells;
}

/** A body was promised under just this status. */
function isPromised({ request, response }: Exchange, { operation }: ConformResult): boolean {
  const status = String(response?.status);
  if (request.method === 'HEAD' || ['204', '205', '304'].includes(status)) return false;
  const documented = operation?.responses.find((one) => one.status === status || one.status === '2XX');
  return documented?.content.some(({ media }) => isJsonMedia(media)) ?? false;
}

function told(failure: FailureClass, status: number, how: string | false = false): Failure {
  return { class: failure, detail: how === false ? `HTTP ${status}` : `HTTP ${status}, ${how}` };
}
