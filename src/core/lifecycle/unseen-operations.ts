import { environmentState } from '../ledger/apply-transition.ts';
import type { PartnerState } from '../ledger/types.ts';
import type { SightChange } from './blindness.ts';
import type { Look } from './types.ts';

/** At most so many operations begin to be unseen in one look; the rest in the next. Keeps an entry within what a table holds. */
const MOST_NEW = 500;

/**
 * Operations that cannot be seen while others can, each with an age of its own: told once beyond `maxAgeMs`, what is told
 * in one look together, and again when they can be seen. A look that saw nothing at all says nothing of single ones.
 */
export function unseenOperations(state: PartnerState, look: Look, maxAgeMs: number): SightChange {
  const { operations, environment } = look;
  if (!operations || look.coverage.exercised === 0) return { transitions: [], tell: [] };
  const here = environmentState(state, environment);
  const known = here.unseen ?? {};
  // Blind until now: it was not seen then either.
  const blindSince = here.sources?.live === 'not-verified' ? here.blind?.since : undefined;
  const transitions: SightChange['transitions'] = [];
  const late: string[] = [];
  let begun = 0;
  for (const { operation, class: kind } of operations.unseen) {
    const before = known[operation];
    if (!before && ++begun > MOST_NEW) continue;
    const since = before?.since ?? blindSince ?? look.at;
    const lasting = Date.parse(look.at) - Date.parse(since) > maxAgeMs;
    if (before && (before.told || !lasting)) continue;
    transitions.push({ type: 'unseen', environment, operation, class: kind, since, told: lasting });
    if (lasting) late.push(operation);
  }
  const looked = new Set([...operations.unseen.map((one) => one.operation), ...operations.left]);
  const gone = Object.keys(known).filter((operation) => !looked.has(operation));
  for (const operation of gone) transitions.push({ type: 'seen', environment, operation });
  const back = gone.filter((operation) => known[operation]?.told && operations.seen.includes(operation));
  return {
    transitions,
    tell: [
      ...(late.length > 0 ? [{ step: 'blind' as const, operations: late }] : []),
      ...(back.length > 0 ? [{ step: 'sight' as const, operations: back }] : []),
    ],
  };
}
