import { touchesUs } from '../../drift/verdict.ts';
import { plannedBy } from '../../lifecycle/change-date.ts';
import { exceptionFor } from '../exceptions.ts';
import { looksAt, looksNowhere, sourceOf } from './from-state.ts';
import type { ComingLook, Told } from './look.ts';

/**
 * Days that were given as an answer to a change that is still to come: theirs is a day of the change, ours is the day on
 * which we are ready for it.
 */
export function* fromAnswers({ input }: ComingLook): Generator<Told> {
  for (const { ref, closedAt, answers, drifts } of Object.values(input.state.changes)) {
    if (closedAt !== null || !answers) continue;
    const plans = [
      { says: null, plan: plannedBy({ answers }, 'theirs') },
      { says: 'ready' as const, plan: plannedBy({ answers }, 'ours') },
    ];
    for (const driftKey of drifts) {
      for (const [key, life] of Object.entries(input.state.drifts[driftKey]?.environments ?? {})) {
        if (!looksAt(input, key) && !looksNowhere(input)) continue;
        const { facts, state } = life;
        if (state !== 'confirmed' || facts.inForce || !touchesUs(facts)) continue;
        if (exceptionFor(facts, ref, input)) continue;
        for (const { says, plan } of plans) {
          if (!plan?.on) continue;
          const source = sourceOf(facts, ref, key || null);
          const since = plan.at.slice(0, 10);
          yield {
            subject: facts.subject,
            source: { ...source, ...(says ? { says } : {}), known: 'answer', on: plan.on, since },
          };
        }
      }
    }
  }
}
