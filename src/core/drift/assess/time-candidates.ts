import type { Exchange } from '../../exchange/types.ts';
import { findRule } from '../../openapi/diff/rules/rules.ts';
import { triangulate } from '../triangulate.ts';
import type { AssessInput, Candidate, SeenExchange } from './types.ts';

/** Fewer answers than these say nothing about how fast answers are. */
const FEWEST_ANSWERS = 3;

/**
 * Answers that take longer than was agreed (`promise.response-time`): the median of the look, so that one slow call
 * says nothing. Without a promise slowness is no matter of ours.
 */
export function* timeCandidates(input: AssessInput): Generator<Candidate> {
  const promised = input.agreement.promise.responseTimeMs;
  const median = medianTime(input.seen);
  const rule = findRule('response-time-exceeded');
  if (promised === null || median === null || median <= promised || !rule) return;
  const { cell, partial } = triangulate(input.published.kind === 'read' ? 'same' : 'unknown', 'other');
  yield {
    difference: {
      rule: rule.id,
      level: rule.level,
      direction: rule.direction,
      subject: { method: '*', path: '*', section: 'operation', location: '' },
      facet: rule.facet,
      args: { promised },
      operation: null,
      pointer: { baseline: null, observed: null },
      proof: 'policy',
    },
    source: 'live',
    alsoIn: [],
    cell,
    partial,
    shownBy: [],
  };
}

/** The median time of the answers of a look in ms, without what connecting took; null for too few answers. */
export function medianTime(seen: readonly SeenExchange[]): number | null {
  const times = seen
    .filter(
      ({ assessment, exchange }) =>
        assessment.kind !== 'not-verified' && exchange.response !== null && exchange.purpose !== 'delivery',
    )
    .map(({ exchange }) => timeOf(exchange))
    .sort((one, other) => one - other);
  if (times.length < FEWEST_ANSWERS) return null;
  const middle = Math.floor(times.length / 2);
  const upper = times[middle] as number;
  return times.length % 2 === 1 ? upper : ((times[middle - 1] as number) + upper) / 2;
}

function timeOf({ ms, timing }: Exchange): number {
  if (!timing) return ms;
  return timing.total - (timing.dns ?? 0) - (timing.connect ?? 0) - (timing.tls ?? 0);
}
