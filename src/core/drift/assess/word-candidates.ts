import { HEARD_RULES, placeOf, saysOf } from '../../coming/sources/from-words.ts';
import { findRule } from '../../openapi/diff/rules/rules.ts';
import type { AssessInput, Candidate } from './types.ts';

/**
 * What the partner told us by other ways, as the agreement's `announced` has it, of a place that we use: that it ends or
 * changes, until its day has passed. Deprecated alone is no change of anything.
 */
export function* wordCandidates({ agreement, usage, now }: AssessInput): Generator<Candidate> {
  for (const { what, change, on } of agreement.announced) {
    const says = saysOf(change);
    const place = placeOf(what, usage);
    const rule = says === 'deprecated' ? undefined : findRule(HEARD_RULES[says]);
    if (!place || !rule || (on !== null && on.slice(0, 10) < now.slice(0, 10))) continue;
    const { subject, used } = place;
    yield {
      difference: {
        rule: rule.id,
        level: rule.level,
        direction: subject.section === 'request' || subject.section === 'response' ? subject.section : 'none',
        subject,
        facet: rule.facet,
        args: { on },
        operation: used.operation,
        pointer: { baseline: null, observed: null },
        proof: 'policy',
      },
      source: 'headers',
      alsoIn: [],
      cell: 'announced',
      partial: false,
      shownBy: [],
    };
  }
}
