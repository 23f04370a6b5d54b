import type { Fact } from './compare/fact.ts';
import type { PairNode } from './compare/pair-graph.ts';
import type { Proved, Prover } from './proof.ts';
import { findRule } from './rules.ts';

/** How a fact of two schemas, told by a rule, stands; null where the rule's own word holds. */
export type Proven = (node: PairNode, fact: Fact, rule: string) => Proved | null;

/** Asks the prover once for each fact and rule, at however many places it is told. */
export function provenBy(prove: Prover | undefined): Proven {
  if (!prove) return () => null;
  const known = new Map<Fact, Map<string, Proved | null>>();
  return ({ parts, reading }, fact, id) => {
    const byRule = known.get(fact) ?? new Map<string, Proved | null>();
    known.set(fact, byRule);
    const before = byRule.get(id);
    if (before !== undefined) return before;
    const rule = findRule(id);
    const proved = rule ? prove({ rule, fact, parts, reading }) : null;
    byRule.set(id, proved);
    return proved;
  };
}
