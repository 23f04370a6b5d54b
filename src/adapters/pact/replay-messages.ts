import {
  type AssignedMessage,
  assignDeliveries,
  type RecordedDeliveries,
} from '../../core/delivery/assign-deliveries.ts';
import { comparable } from '../../core/delivery/event-name.ts';
import { deliveryMedia } from '../../core/delivery/read-delivery.ts';
import type { Delivery } from '../../core/delivery/types.ts';
import type { LiveInteraction } from '../../core/exchange/types.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { Pact } from '../../core/pact/types.ts';
import { passedInteraction } from './live-interaction.ts';
import { numberOf } from './numbered.ts';
import type { Replay } from './verifier-child.ts';

/** A message whose recorded delivery the verifier judges. */
export interface MessageToReplay extends AssignedMessage {
  delivery: Delivery;
}

/** Messages with a delivery that tells of now, and, for the others, what became of them. */
export interface PlannedMessages {
  replayed: MessageToReplay[];
  left: LiveInteraction[];
}

/** Header of an answer that tells the verifier a message's metadata: base64 of a JSON object. */
export const METADATA_HEADER = 'pact-message-metadata';

/** Which messages of the pacts can be judged in this look. */
export function planMessages(pacts: readonly Pact[], recorded: RecordedDeliveries): PlannedMessages {
  const planned: PlannedMessages = { replayed: [], left: [] };
  for (const one of assignDeliveries(pacts, recorded)) {
    if ('delivery' in one.chosen) planned.replayed.push({ ...one, delivery: one.chosen.delivery });
    else planned.left.push({ ...base(one), outcome: 'not-verified', failure: one.chosen.failure });
  }
  return planned;
}

/**
 * A copy of a pact for the verifier with messages only, each named by its number. Without provider states: what is
 * judged was sent already.
 */
export function messageCopy(pact: Pact, messages: readonly MessageToReplay[]): JsonObject {
  const list = pact.raw[pact.specification === 4 ? 'interactions' : 'messages'] as JsonObject[];
  const copies = messages.map(({ number, message }) => {
    const {
      providerState: _one,
      provider_state: _old,
      providerStates: _many,
      pending: _pending,
      key: _key,
      ...kept
    } = list[message.index] as JsonObject;
    return { ...kept, description: `#${number}` };
  });
  return {
    consumer: { name: pact.consumer },
    provider: { name: pact.provider },
    ...(pact.specification === 4 ? { interactions: copies } : { messages: copies }),
    metadata: { pactSpecification: { version: `${Math.max(pact.specification, 3)}.0.0` } },
  };
}

/** What the verifier is answered when it asks for a message by its number; null for any other question. */
export function messageAnswer(
  asked: Json,
  byNumber: ReadonlyMap<number, MessageToReplay>,
): { headers: Record<string, string>; body: Uint8Array } | null {
  const description = (asked as JsonObject | null)?.description;
  const number = typeof description === 'string' ? numberOf(description) : null;
  const one = number === null ? undefined : byNumber.get(number);
  if (!one) return null;
  const { body } = one.delivery;
  const media = deliveryMedia(one.delivery);
  const text = typeof body === 'string' && !/[/+]json$/.test(media ?? '') ? body : JSON.stringify(body);
  const metadata = Buffer.from(JSON.stringify(metadataOf(one))).toString('base64');
  return {
    headers: { ...(media === null ? {} : { 'content-type': media }), [METADATA_HEADER]: metadata },
    body: Buffer.from(text ?? ''),
  };
}

/** The delivery's headers under the names that the pact has for them: `contentType` is `content-type`. */
function metadataOf({ message, delivery }: MessageToReplay): JsonObject {
  const media = deliveryMedia(delivery);
  const came = new Map(Object.entries(delivery.headers).map(([name, value]) => [comparable(name), value]));
  if (media !== null) came.set('contenttype', delivery.headers['content-type'] ?? media);
  const asked = Object.keys(message.metadata).flatMap((name) => {
    const value = came.get(comparable(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...(media === null ? [] : [['contentType', media] as const]), ...asked]);
}

/** What became of the messages that were replayed. */
export function messageOutcomes(messages: readonly MessageToReplay[], replay: Replay): LiveInteraction[] {
  const results = new Map(replay.ok ? replay.results.map((result) => [result.number, result]) : []);
  return messages.map((one) => {
    const result = results.get(one.number);
    if (result && result.outcome !== 'error')
      return { ...base(one), outcome: result.outcome, mismatches: result.mismatches };
    const failure = replay.ok ? NOT_REPLAYED : replay.failure;
    return { ...base(one), outcome: 'not-verified', failure };
  });
}

const NOT_REPLAYED = { class: 'our-request', detail: 'the verifier could not judge this message' } as const;

function base({ number, pact, message }: AssignedMessage): LiveInteraction {
  return { ...passedInteraction(number, pact, message), message: true };
}
