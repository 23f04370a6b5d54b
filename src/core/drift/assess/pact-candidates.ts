import { formatSubject } from '../subject.ts';
import { expectation } from '../triangulate.ts';
import { refuses } from './sightings.ts';
import type { AssessInput, Candidate } from './types.ts';

/**
 * Expectations of ours that the agreed document does not carry, and those that only the published
 * document refuses without any difference of its own at that place.
 */
export function* pactCandidates(input: AssessInput): Generator<Candidate> {
  const moved = input.published.kind === 'read' ? input.published.moved : [];
  const movedAt = new Set(moved.map((one) => formatSubject(one.subject)));
  const yielded = new Map<string, Candidate>();
  for (const fit of input.fits) {
    const shown = { pact: fit.pact, interaction: fit.interaction };
    for (const difference of fit.baseline) {
      const at = formatSubject(difference.subject);
      const fitsPublished = fit.published !== null && !refuses(fit.published, at);
      keep(yielded, at, {
        difference,
        source: 'pacts',
        alsoIn: [],
        cell: expectation(fitsPublished, fit.livePasses),
        partial: false,
        shownBy: [shown],
      });
    }
    for (const difference of fit.published ?? []) {
      const at = formatSubject(difference.subject);
      if (movedAt.has(at) || refuses(fit.baseline, at)) continue;
      keep(yielded, at, {
        difference,
        source: 'pacts',
        alsoIn: [],
        cell: fit.livePasses === false ? 'shipped' : 'announced',
        partial: false,
        shownBy: [shown],
      });
    }
  }
  yield* yielded.values();
}

function keep(yielded: Map<string, Candidate>, at: string, candidate: Candidate): void {
  const before = yielded.get(at);
  if (!before) yielded.set(at, candidate);
  else before.shownBy.push(...candidate.shownBy);
}
