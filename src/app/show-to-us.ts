import type { Difference, Witness } from '../core/drift/difference.ts';
import { operationOf } from '../core/drift/subject.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { completeAnswer } from '../core/openapi/witness/complete-answer.ts';
import { ourWitness } from '../core/usage/our-witness.ts';
import type { Usage } from '../core/usage/types.ts';

const MOST_SHOWN = 100;

/** Answers that show what breaks us: made of our pacts' examples, for so many differences. */
export function showingToUs(
  usage: Usage,
  documents: { baseline: ApiDocument; observed: ApiDocument },
): (difference: Difference) => Witness | null {
  let left = MOST_SHOWN;
  return (difference) => {
    const operation = usage.operations.find(({ key }) => key === operationOf(difference.subject));
    if (!operation || --left < 0) return null;
    for (const use of operation.by) {
      const witness = ourWitness(difference, use, (part) => completeAnswer(documents, difference, part));
      if (witness) return witness;
    }
    return null;
  };
}
