import type { Failure } from '../exchange/types.ts';
import type { PactMessage } from '../pact/types.ts';
import { bestFit, rootMembers } from './best-fit.ts';
import { comparable, eventNames } from './event-name.ts';
import type { Delivery } from './types.ts';

/** The newest delivery of a message, or why there is none that tells anything. */
export type ChosenDelivery = { delivery: Delivery } | { failure: Failure };

/**
 * The message that a delivery is of: the one that it names; else the one whose example names the same event; else the
 * one whose members it shares most of.
 */
export function messageOfDelivery<One extends Pick<PactMessage, 'description' | 'headers' | 'body'>>(
  delivery: Delivery,
  messages: readonly One[],
): One | null {
  const named = messages.find(({ description }) => description === delivery.message);
  if (named) return named;
  const names = new Set(eventNames(delivery));
  if (delivery.message !== null) names.add(comparable(delivery.message));
  const alike = messages.filter((one) =>
    [comparable(one.description), ...eventNames(one)].some((name) => names.has(name)),
  );
  if (alike.length > 0) return alike.length === 1 ? (alike[0] as One) : likest(alike, delivery);
  const events = names.size > 0 ? messages.filter((one) => eventNames(one).length === 0) : messages;
  return delivery.message === null ? likest(events, delivery) : null;
}

function likest<One extends Pick<PactMessage, 'body'>>(
  messages: readonly One[],
  { body }: Delivery,
): One | null {
  return bestFit(messages, (one) => rootMembers(one.body), body);
}

/** Those that came from an environment or may have. */
export function deliveriesFrom(deliveries: readonly Delivery[], environment: string): Delivery[] {
  return deliveries.filter((one) => one.environment === null || one.environment === environment);
}

/**
 * What tells of a message now: its newest delivery, if it came within `maxAgeMs`. One that is older says what they
 * sent then.
 *
 * @param now ISO instant.
 */
export function newestDelivery(
  deliveries: readonly Delivery[],
  now: string,
  maxAgeMs: number,
): ChosenDelivery {
  const newest = deliveries.reduce<Delivery | null>(
    (best, one) => (best === null || one.at > best.at ? one : best),
    null,
  );
  if (!newest) return { failure: { class: 'state-missing', detail: 'no delivery is recorded' } };
  if (Date.parse(now) - Date.parse(newest.at) <= maxAgeMs) return { delivery: newest };
  const detail = `the newest delivery, of ${newest.at.slice(0, 10)}, is older than \`max-age\``;
  return { failure: { class: 'state-missing', detail } };
}
