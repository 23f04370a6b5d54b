import type { Exchange, Failure } from '../../core/exchange/types.ts';
import type { AnswerRoom } from './answer-room.ts';
import { recordExchange, type SentCall } from './record-exchange.ts';
import type { Try } from './send-in-turn.ts';

/** One time that a call was sent: as it was written, and why its answer is no use as it stands, if it is not. */
export interface RecordedTry {
  tried: Try;
  call: Omit<SentCall, 'id' | 'ms'>;
  failure: Failure | null;
}

/**
 * The records of one call, one for each time that it was sent, in order. All but the last are failures.
 *
 * @param room what the JSON of their answers is held in
 */
export function asExchanges(
  tries: readonly RecordedTry[],
  ids: readonly number[],
  room: AnswerRoom,
): Exchange[] {
  return tries.map(({ tried, call, failure }, at): Exchange => {
    const { result, ms } = tried;
    const next = ids[at + 1];
    const sent = { ...call, id: ids[at] as number, ms };
    const why = failure ?? (next === undefined ? null : superseded(tried));
    const { timing, certificate } = result;
    return {
      ...recordExchange(sent, result.ok ? result.answer : null, why, room),
      ...(timing ? { timing } : {}),
      ...(certificate ? { certificate } : {}),
      ...(at > 0 ? { retried: at } : {}),
      ...(next === undefined ? {} : { triedAgain: next }),
    };
  });
}

/** Why a call that was answered was sent again. */
function superseded({ result }: Try): Failure | null {
  if (!result.ok) return result.failure;
  const { status } = result.answer;
  if (status === 401) return { class: 'credentials', detail: 'HTTP 401, asked again with new credentials' };
  return { class: status >= 500 ? 'server-error' : 'throttled', detail: `HTTP ${status}, asked to wait` };
}
