import { formatSubject } from '../subject.ts';
import { isInForce, liveSays, triangulate } from '../triangulate.ts';
import { sightingsAt } from './sightings.ts';
import type { AssessInput, Candidate } from './types.ts';

/** Each difference between the baseline and the published document, with where live stands to it. */
export function* documentCandidates(input: AssessInput): Generator<Candidate> {
  if (input.published.kind !== 'read') return;
  for (const difference of input.published.moved) {
    const { cell, partial } = triangulate('moved', liveSays(sightingsAt(difference.subject, input.seen)));
    const at = formatSubject(difference.subject);
    const shownBy = input.fits
      .filter((fit) => fit.published?.some((one) => formatSubject(one.subject) === at))
      .map(({ pact, interaction }) => ({ pact, interaction }));
    yield {
      difference,
      source: 'documents',
      alsoIn: [
        ...(shownBy.length > 0 ? (['pacts'] as const) : []),
        ...(isInForce(cell) ? (['live'] as const) : []),
      ],
      cell,
      partial,
      shownBy,
    };
  }
}
