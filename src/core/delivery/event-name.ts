import { isObject } from '../json.ts';
import type { Delivery } from './types.ts';

/** Members of a body, and headers, in which senders write which event it is; those of CloudEvents too. */
const MEMBERS = ['event', 'type', 'event_type', 'eventType', 'event_name', 'eventName', 'topic', 'name'];
const HEADER = /^(ce-type|(x-)?([a-z0-9]+-)*(event|event-type|event-name|topic))$/;

/** The names of the event that a delivery, or the example of one, carries itself; comparable. */
export function eventNames({ headers, body }: Pick<Delivery, 'headers' | 'body'>): string[] {
  const told = isObject(body) ? MEMBERS.map((name) => (Object.hasOwn(body, name) ? body[name] : null)) : [];
  const named = Object.entries(headers).flatMap(([name, value]) => (HEADER.test(name) ? [value] : []));
  const texts = [...named, ...told].filter((one) => typeof one === 'string');
  return [...new Set(texts.map(comparable).filter((one) => one !== ''))];
}

/** A name without what differs from one spelling to another: `order.paid`, `orderPaid` and `order_paid` are one. */
export function comparable(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
