import { NEXT_STEPS } from '../exchange/failure-steps.ts';
import { environmentKey } from '../ledger/types.ts';
import { type Around, evidenceOf } from './around.ts';
import type { UnseenFact } from './types.ts';

/** What could not be seen in a stretch, each time that the ledger says something new of it, in order of time. */
export function unseenFacts({ looks, key }: Around): UnseenFact[] {
  const facts: UnseenFact[] = [];
  for (const { at, entry } of looks) {
    for (const one of entry.transitions) {
      if (one.type !== 'blind' && one.type !== 'unseen') continue;
      if (environmentKey(one.environment) !== key) continue;
      const operation = one.type === 'unseen' ? one.operation : null;
      if (facts.some((fact) => fact.operation === operation && fact.class === one.class)) continue;
      const { whose } = NEXT_STEPS[one.class];
      facts.push({ at, operation, class: one.class, whose, evidence: evidenceOf(entry) });
    }
  }
  return facts;
}
