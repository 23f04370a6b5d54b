import type { ComingFact } from '../../exchange/lifecycle-headers.ts';
import type { Difference } from '../difference.ts';
import type { AssessInput, Candidate } from './types.ts';

/** An operation that answers with `Sunset` or `Deprecation`: announced, and in force only once live refuses. */
export function* headerCandidates(input: AssessInput): Generator<Candidate> {
  for (const fact of input.headers) {
    const difference = announcedDifference(fact, input);
    if (difference)
      yield { difference, source: 'headers', alsoIn: [], cell: 'announced', partial: false, shownBy: [] };
  }
}

function announcedDifference(fact: ComingFact, input: AssessInput): Difference | null {
  const used = input.usage.operations.find((one) => one.key === fact.operation);
  const [method, path] = fact.operation.split(' ');
  if (!method || !path) return null;
  const sunset = fact.known === 'sunset header';
  return {
    rule: sunset ? 'sunset-announced' : 'deprecation-announced',
    level: sunset ? 'warning' : 'info',
    direction: 'none',
    subject: { method, path, section: 'operation', location: '' },
    facet: sunset ? 'sunset' : 'deprecated',
    args: { on: fact.on },
    operation: used?.operation ?? { method, path },
    pointer: { baseline: null, observed: null },
    proof: 'policy',
  };
}
