import { markedUses } from '../../coming/marked-uses.ts';
import { formatSubject } from '../subject.ts';
import type { AssessInput, Candidate } from './types.ts';

/**
 * What we use and the document that they publish gives a last day to, in whichever mark: announced, as by a header.
 * What the comparison of the documents tells with a date already is not told again.
 */
export function* markCandidates(input: AssessInput): Generator<Candidate> {
  if (input.published.kind !== 'read') return;
  const { document, moved } = input.published;
  const told = new Set(
    moved
      .filter(({ args }) => typeof args.on === 'string' || typeof args.sunset === 'string')
      .map(({ subject }) => formatSubject(subject)),
  );
  for (const { subject, endsOn, used } of markedUses(document, input.usage, input.now)) {
    if (told.has(formatSubject(subject))) continue;
    yield {
      difference: {
        rule: 'sunset-announced',
        level: 'warning',
        direction: 'none',
        subject,
        facet: 'sunset',
        args: { on: endsOn, by: 'document' },
        operation: used.operation,
        pointer: { baseline: null, observed: null },
        proof: 'policy',
      },
      source: 'documents',
      alsoIn: [],
      cell: 'announced',
      partial: false,
      shownBy: [],
    };
  }
}
