import { type LookFacts, works } from './control.ts';
import type { Exchange } from './types.ts';

/**
 * Whether the record that a call is about was there just before: found by its recipe, missing, or not known
 * because no recipe prepared it.
 *
 * @param findFailed numbers of interactions whose record could not be had, where that is known otherwise
 */
export function recordOf(
  facts: LookFacts,
  exchange: Exchange,
  findFailed: ReadonlySet<number> | undefined,
): 'found' | 'missing' | 'unknown' {
  if (exchange.purpose === 'state') return 'missing';
  const number = exchange.interaction;
  if (number === null) return 'unknown';
  if (findFailed?.has(number)) return 'missing';
  const { interactions, exchanges } = facts.observation;
  const interaction = interactions.find((each) => each.number === number);
  if (interaction?.failure?.class === 'state-missing') return 'missing';
  const last = exchanges.findLast(
    (each) => each.purpose === 'state' && each.interaction === number && each.id < exchange.id,
  );
  if (!last) return 'unknown';
  return works(facts, last) ? 'found' : 'missing';
}

/** True if more than one record of the operation was asked for, and the API says of each that it is not there. */
export function isEveryRecordLost(facts: LookFacts, exchange: Exchange): boolean {
  const operation = facts.conform.get(exchange.id)?.operation;
  if (!operation) return false;
  const same = facts.observation.exchanges.filter(
    (each) => facts.conform.get(each.id)?.operation?.key === operation.key,
  );
  if (same.some((each) => works(facts, each))) return false;
  const lost = same.filter(({ response }) => response?.status === 404 || response?.status === 410);
  return new Set(lost.map(({ request }) => request.path)).size > 1;
}
