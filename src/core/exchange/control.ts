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
  /** Ids of exchanges whose answer says nothing about the contract. */
  outages: ReadonlySet<number>;
}

/** Answers what happened elsewhere: on other operations, with the same credentials. */
export function controlsOf(facts: LookFacts): (exchange: Exchange) => Elsewhere {
  const calls = facts.observation.exchanges
    .filter(({ purpose }) => purpose !== 'token' && purpose !== 'document')
    .map((exchange) => ({
      credential: credentialOf(exchange),
      place: placeOf(exchange, facts.conform),
      works: works(facts, exchange) || isExpectedError(exchange, facts.asExpected),
    }));
  return (exchange) => {
    const credential = credentialOf(exchange);
    const place = placeOf(exchange, facts.conform);
    const others = calls.filter((call) => call.credential === credential && call.place !== place);
    if (others.some((call) => call.works)) return 'succeeded';
    return others.length > 0 ? 'failed' : 'nothing';
  };
}

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
