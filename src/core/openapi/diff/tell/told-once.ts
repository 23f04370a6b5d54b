import type { Fact } from '../compare/fact.ts';
import type { Rule } from '../rules/rules.ts';

/** Whether a fact, told by a rule, is left out at one more place. */
export type IsLeftOut = (fact: Fact, rule: Rule) => boolean;

/** Everything is told at every place. */
export const NOTHING_LEFT_OUT: IsLeftOut = () => false;

/** Makes the {@link IsLeftOut} by which what is for information is told at one place for each rule that tells it. */
export function infoToldOnce(): IsLeftOut {
  const told = new Map<Fact, Rule[]>();
  return (fact, rule) => {
    if (rule.level !== 'info') return false;
    const rules = told.get(fact);
    if (rules?.includes(rule)) return true;
    if (rules) rules.push(rule);
    else told.set(fact, [rule]);
    return false;
  };
}
