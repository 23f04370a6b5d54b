import type { Operation } from '../openapi/document/types.ts';
import { isFromCache } from './cache-signs.ts';
import type { ConformResult } from './conform.ts';
import type { Exchange, LiveObservation } from './types.ts';

/** What other calls with the same credentials did in the same look. */
export type Elsewhere = 'succeeded' | 'failed' | 'nothing';

/** What is known of a look before its refusals are weighed. */
export interface LookFacts {
  observation: LiveObservation;
  /** Each exchange against the baseline, by exchange id. */
  conform: ReadonlyMap<number, ConformResult>;
  /** Numbers of interactions whose status came as the pact wants it, an error included. */
  asExpected: ReadonlySet<number>;
  /** Ids of exchanges whose answer says nothing about the contract, or that we are not let in. */
  outages: ReadonlySet<number>;
}

/**
 * Answers what happened elsewhere: on other operations, with the same credentials. What succeeds there proves that
 * the API lives and knows us, but not where a cache answered; not, for an operation that needs credentials, where
 * none are needed; and an error that the pact asks for not for others with the same status.
 */
export function controlsOf(facts: LookFacts): (exchange: Exchange) => Elsewhere {
  const calls = facts.observation.exchanges
    .filter(({ purpose, triedAgain }) => CALLS.has(purpose) && triedAgain === undefined)
    .map((exchange) => ({
      credential: credentialOf(exchange),
      place: placeOf(exchange, facts.conform),
      open: isOpen(facts.conform.get(exchange.id)?.operation ?? null),
      status: exchange.response?.status,
      works: works(facts, exchange) && !isFromCache(exchange.response?.headers ?? {}),
      expected: isExpectedError(exchange, facts.asExpected),
    }));
  return (exchange) => {
    const credential = credentialOf(exchange);
    const place = placeOf(exchange, facts.conform);
    const closed = !isOpen(facts.conform.get(exchange.id)?.operation ?? null);
    const others = calls.filter((call) => call.credential === credential && call.place !== place);
    const telling = others.filter(({ open }) => !(open && closed));
    const status = exchange.response?.status;
    if (telling.some((call) => call.works || (call.expected && call.status !== status))) return 'succeeded';
    return telling.length > 0 ? 'failed' : 'nothing';
  };
}

const CALLS: ReadonlySet<Exchange['purpose']> = new Set<Exchange['purpose']>(['interaction', 'use', 'state']);

/** True if the API itself answered, and refused nothing. */
export function works({ outages }: LookFacts, { id, response }: Exchange): boolean {
  return response !== null && response.status < 400 && !outages.has(id);
}

/** An error that the pact asks for shows that the API works, if it is not about access. */
function isExpectedError(
  { purpose, interaction, response }: Exchange,
  asExpected: ReadonlySet<number>,
): boolean {
  if (purpose !== 'interaction' || interaction === null || !response) return false;
  return asExpected.has(interaction) && response.status < 500 && ![401, 403, 429].includes(response.status);
}

/** True where the baseline says of an operation that it may be called without credentials. */
function isOpen(operation: Operation | null): boolean {
  const security = operation?.security ?? null;
  return (
    security !== null && (security.length === 0 || security.some((one) => Object.keys(one).length === 0))
  );
}

/** Where credentials went: names of headers, `?` for the query; `''` where none were sent. */
export function credentialOf({ request }: Exchange): string {
  const names = Object.keys(request.headers)
    .filter((name) => request.headers[name]?.includes('<credentials>'))
    .sort();
  if (/<credentials>|%3Ccredentials%3E/i.test(request.query)) names.push('?');
  return names.join(' ');
}

function placeOf(exchange: Exchange, baseline: ReadonlyMap<number, ConformResult>): string {
  const operation = baseline.get(exchange.id)?.operation;
  return operation?.key ?? `${exchange.request.method} ${exchange.request.path}`;
}
