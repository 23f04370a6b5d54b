import type { Exchange, Failure } from '../../core/exchange/types.ts';
import type { AnswerRoom } from './answer-room.ts';
import { mediaOf, readAnswerBody, readExchangeBody } from './exchange-body.ts';
import type { GuardedAnswer } from './guarded-fetch.ts';

/** Shorter secrets than this are not looked for in answers: they would be found by chance. */
const SHORTEST_SEARCHED = 6;

/** What stands for a credential in an exchange. */
export const CREDENTIALS = '<credentials>';

/** Headers whose value is never kept, even where the pact wrote it and not we. */
const HIDDEN = '<hidden>';
const ALWAYS_HIDDEN = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** A call as it was made, with what must not be kept of it. */
export interface SentCall {
  id: number;
  purpose: Exchange['purpose'];
  interaction: number | null;
  use: string | null;
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string;
  /** Lower-case names of headers that we authenticate with. */
  hiddenHeaders: string[];
  /** Secret values, wherever they turn up again. */
  hiddenValues: string[];
  ms: number;
}

/** The record of a call. Of a token request neither body is kept. @param room what the answer's JSON is held in */
export function recordExchange(
  sent: SentCall,
  answer: GuardedAnswer | null,
  failure: Failure | null,
  room?: AnswerRoom,
): Exchange {
  const hidden = sent.hiddenValues.filter((value) => value.length >= SHORTEST_SEARCHED);
  const scrub = (text: string): string =>
    hidden.reduce((left, value) => left.replaceAll(value, CREDENTIALS), text);
  const whole = sent.purpose !== 'token';
  const requestMedia = mediaOf(sent.headers['content-type']);
  const requestBody = whole ? readExchangeBody(scrub(sent.body), requestMedia).body : undefined;
  const headers = Object.fromEntries(
    Object.entries(sent.headers).map(([name, value]) => {
      if (sent.hiddenHeaders.includes(name)) return [name, CREDENTIALS];
      return [name, ALWAYS_HIDDEN.has(name) ? HIDDEN : scrub(value)];
    }),
  );
  const media = answer && answer.body.length > 0 ? mediaOf(answer.headers['content-type']) : null;
  const read =
    answer && whole ? readAnswerBody(answer.body, answer.headers['content-type'], scrub, room) : null;
  // What a server that fails writes is no matter: it failed.
  const broken = answer && answer.status < 500 ? (read?.failure ?? null) : null;
  return {
    id: sent.id,
    purpose: sent.purpose,
    interaction: sent.interaction,
    use: sent.use,
    request: {
      method: sent.method,
      path: sent.path,
      query: scrub(sent.query),
      headers,
      ...(requestBody === undefined ? {} : { body: requestBody }),
    },
    response: answer && {
      status: answer.status,
      headers: Object.fromEntries(
        Object.entries(answer.headers)
          .filter(([name]) => name !== 'set-cookie')
          .map(([name, value]) => [name, scrub(value)]),
      ),
      media,
      ...(read?.body === undefined ? {} : { body: read.body }),
      unreadable: read?.unreadable ?? false,
    },
    failure: failure ?? broken,
    ms: sent.ms,
  };
}
