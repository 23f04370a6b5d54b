import { formatSubject } from '../subject.ts';
import { liveCandidates } from './live-candidates.ts';
import { pactCandidates } from './pact-candidates.ts';
import type { AssessInput, Candidate } from './types.ts';

/**
 * What our own API owes a partner whose pacts have us as provider: what their pacts need and our document does not
 * promise, what moved in our document since they agreed to it, and what our environments answer otherwise. All of it is
 * ours to mend, whatever it would be of a partner's.
 */
export function* ourCandidates(input: AssessInput): Generator<Candidate> {
  const told = new Set<string>();
  for (const one of pactCandidates(input)) {
    told.add(formatSubject(one.difference.subject));
    yield { ...one, cell: one.cell === 'documents-behind' ? 'ours-undocumented' : 'ours-to-mend' };
  }
  for (const difference of input.ourMoves?.moved ?? []) {
    // What a pact of theirs runs into is told by that.
    if (told.has(formatSubject(difference.subject))) continue;
    yield { difference, source: 'documents', alsoIn: [], cell: 'ours-to-mend', partial: false, shownBy: [] };
  }
  for (const one of liveCandidates(input)) yield { ...one, cell: 'ours-to-mend' };
}
