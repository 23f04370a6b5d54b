import type { Fact } from '../compare/fact.ts';
import type { PairNode } from '../compare/pair-graph.ts';
import type { Claim, Proved, Prover } from '../proof.ts';
import type { Rule } from '../rules/rules.ts';

/** How a fact of two schemas, told by a rule, stands; null where the rule's own word holds. */
export type Proven = (node: PairNode, fact: Fact, rule: Rule, choice: Choice | null) => Answer;

/** A function where it is found out when it is first asked for. */
type Answer = Proved | null | (() => Proved | null);

/** The outermost choice of overlapping alternatives around a schema, and the way from it. */
export interface Choice {
  node: PairNode;
  location: string;
}

/**
 * Asks the prover once for each fact, rule and choice around it, at however many places it is told.
 *
 * @param breakingOnly of what the rule calls a warning, the answer is found when it is first asked for
 */
export function provenBy(prove: Prover | undefined, breakingOnly: boolean): Proven {
  if (!prove) return () => null;
  const known = new Map<Fact, Map<PairNode | null, Map<string, Answer>>>();
  return ({ parts, reading }, fact, rule, choice) => {
    // Takes nothing from anybody.
    if (rule.level === 'info') return null;
    const byChoice = known.get(fact) ?? new Map<PairNode | null, Map<string, Answer>>();
    known.set(fact, byChoice);
    const around = choice?.node ?? null;
    const answers = byChoice.get(around) ?? new Map<string, Answer>();
    byChoice.set(around, answers);
    const key = `${rule.id} ${choice?.location ?? ''}`;
    const before = answers.get(key);
    if (before !== undefined) return before;
    const within: Claim['within'] = choice
      ? { parts: choice.node.parts, location: choice.location }
      : undefined;
    const claim = { rule, fact, parts, reading, ...(within && { within }) };
    const answer = breakingOnly && rule.level !== 'breaking' ? once(() => prove(claim)) : prove(claim);
    answers.set(key, answer);
    return answer;
  };
}

function once(find: () => Proved | null): () => Proved | null {
  let found: Proved | null | undefined;
  return () => {
    if (found === undefined) found = find();
    return found;
  };
}
