import type { Fact } from '../compare/fact.ts';
import type { PairNode } from '../compare/pair-graph.ts';
import type { Claim, Proved, Prover } from '../proof.ts';
import { findRule } from '../rules/rules.ts';

/** How a fact of two schemas, told by a rule, stands; null where the rule's own word holds. */
export type Proven = (node: PairNode, fact: Fact, rule: string, choice: Choice | null) => Proved | null;

/** The outermost choice of overlapping alternatives around a schema, and the way from it. */
export interface Choice {
  node: PairNode;
  location: string;
}

/** Asks the prover once for each fact, rule and choice around it, at however many places it is told. */
export function provenBy(prove: Prover | undefined): Proven {
  if (!prove) return () => null;
  const known = new Map<Fact, Map<PairNode | null, Map<string, Proved | null>>>();
  return ({ parts, reading }, fact, id, choice) => {
    const byChoice = known.get(fact) ?? new Map<PairNode | null, Map<string, Proved | null>>();
    known.set(fact, byChoice);
    const around = choice?.node ?? null;
    const answers = byChoice.get(around) ?? new Map<string, Proved | null>();
    byChoice.set(around, answers);
    const key = `${id} ${choice?.location ?? ''}`;
    const before = answers.get(key);
    if (before !== undefined) return before;
    const rule = findRule(id);
    const within: Claim['within'] = choice
      ? { parts: choice.node.parts, location: choice.location }
      : undefined;
    const proved = rule ? prove({ rule, fact, parts, reading, ...(within && { within }) }) : null;
    answers.set(key, proved);
    return proved;
  };
}
