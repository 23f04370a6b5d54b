import { groupBy } from '../group-by.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import type { Pact, PactMessage } from '../pact/types.ts';
import { type ChosenDelivery, deliveriesFrom, messageOfDelivery, newestDelivery } from './choose-delivery.ts';
import type { Delivery } from './types.ts';
import { webhookOfDelivery } from './webhook-of.ts';

/** A message of a pact with its number within the look, and what tells of it. */
export interface AssignedMessage {
  number: number;
  pact: Pact;
  message: PactMessage;
  chosen: ChosenDelivery;
}

/** What was recorded, and what it is looked at for. */
export interface RecordedDeliveries {
  all: readonly Delivery[];
  environment: string;
  /** ISO instant of the look. */
  now: string;
  maxAgeMs: number;
}

/**
 * The messages of all pacts in file order, numbered after the HTTP interactions of all pacts, each with the newest
 * delivery that is of it.
 */
export function assignDeliveries(pacts: readonly Pact[], recorded: RecordedDeliveries): AssignedMessage[] {
  const first = pacts.reduce((sum, { interactions }) => sum + interactions.length, 0);
  const came = deliveriesFrom(recorded.all, recorded.environment);
  const assigned = pacts.flatMap((pact) => {
    const byMessage = groupBy(came, (delivery) => messageOfDelivery(delivery, pact.messages));
    return pact.messages.map((message) => ({
      pact,
      message,
      chosen: newestDelivery(byMessage.get(message) ?? [], recorded.now, recorded.maxAgeMs),
    }));
  });
  return assigned.map((one, at) => ({ number: first + at, ...one }));
}

/** The newest delivery of each webhook of a document, as far as it is no older than `max-age`. */
export function newestOfWebhooks(
  document: ApiDocument,
  recorded: RecordedDeliveries,
): { operation: Operation; delivery: Delivery }[] {
  const came = deliveriesFrom(recorded.all, recorded.environment);
  const byWebhook = groupBy(came, (delivery) => webhookOfDelivery(document, delivery));
  return [...byWebhook].flatMap(([operation, deliveries]) => {
    const chosen = newestDelivery(deliveries, recorded.now, recorded.maxAgeMs);
    return operation && 'delivery' in chosen ? [{ operation, delivery: chosen.delivery }] : [];
  });
}
