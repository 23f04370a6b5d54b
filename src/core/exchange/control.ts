import type { ConformResult } from './conform.ts';
import type { Exchange, LiveObservation } from './types.ts';

/** What other calls with the same credentials did in the same look. */
export type Elsewhere = 'succeeded' | 'failed' | 'nothing';

/**
 * Answers what happened elsewhere: on other operations, with the same credentials.
 *
 * @param asExpected numbers of interactions whose status came as the pact wants it
 */
export function controlsOf(
  observation: LiveObservation,
  baseline: ReadonlyMap<number, ConformResult>,
  asExpected: ReadonlySet<number>,
): (exchange: Exchange) => Elsewhere {
  const calls = observation.exchanges
    .filter(({ purpose }) => purpose !== 'token' && purpose !== 'document')
    .map((exchange) => ({
      credential: credentialOf(exchange),
      place: placeOf(exchange, baseline),
      succeeded: succeeded(exchange) || isExpectedError(exchange, asExpected),
    }));
  return (exchange) => {
    const credential = credentialOf(exchange);
    const place = placeOf(exchange, baseline);
    const others = calls.filter((call) => call.credential === credential && call.place !== place);
    if (others.some((call) => call.succeeded)) return 'succeeded';
    return others.length > 0 ? 'failed' : 'nothing';
  };
}

/** True if a usable answer came that refuses nothing. */
export function succeeded(exchange: Exchange): boolean {
  return exchange.failure === null && exchange.response !== null && exchange.response.status < 400;
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
