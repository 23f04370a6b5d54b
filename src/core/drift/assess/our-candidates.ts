import { formatSubject, isSentToUs } from '../subject.ts';
import { liveCandidates } from './live-candidates.ts';
import { pactCandidates } from './pact-candidates.ts';
import type { AssessInput, Candidate } from './types.ts';

/**
 * What our own API owes a partner whose pacts have us as provider: what their pacts need and our document does not
 * promise, what moved in our document since they agreed to it, and what our environments answer otherwise. All of it is
 * ours to mend, whatever it would be of a partner's. What a message that was sent shows is told by that, and not by
 * documents: then they have felt it.
 */
export function* ourCandidates(input: AssessInput): Generator<Candidate> {
  const told = new Set<string>();
  const live = [...liveCandidates(input)];
  const sent = new Map(
    live
      .filter(({ difference }) => isSentToUs(difference.subject))
      .map((one) => [formatSubject(one.difference.subject), one]),
  );
  for (const one of pactCandidates(input)) {
    const at = formatSubject(one.difference.subject);
    told.add(at);
    const felt = sent.get(at);
    if (felt) felt.alsoIn = ['pacts'];
    else yield { ...one, cell: one.cell === 'documents-behind' ? 'ours-undocumented' : 'ours-to-mend' };
  }
  for (const difference of input.ourMoves?.moved ?? []) {
    // What a pact of theirs runs into is told by that.
    const at = formatSubject(difference.subject);
    if (told.has(at) || sent.has(at)) continue;
    yield { difference, source: 'documents', alsoIn: [], cell: 'ours-to-mend', partial: false, shownBy: [] };
  }
  for (const one of live) yield { ...one, cell: 'ours-to-mend' };
}
