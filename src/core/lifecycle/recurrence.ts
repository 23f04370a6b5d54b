import type { Agreement } from '../agreement/types.ts';
import { parseSubject } from '../drift/subject.ts';
import { isInForce } from '../drift/triangulate.ts';
import type { Change, Drift, DriftFacts, PartnerState } from '../ledger/types.ts';
import { saysItGoes } from './changes.ts';

/** What is removed: whole operations, or parts of one (fields, parameters, media types). */
export type RemovalKind = 'operation' | 'part';

/** That removals without an announcement come back: how many in the change's calendar year (UTC), this one included. */
export interface Recurrence {
  kind: RemovalKind;
  year: number;
  count: number;
  /** How many of them this change brought. */
  mine: number;
}

/** From so many on, it is said. */
const WORTH_SAYING = 3;

/**
 * Whether a change brings, for the third time or more in its year, a removal that was first seen where it hurts: not
 * dated, not in their document before, not in an environment that is ahead. Counted over all changes of the partner up
 * to this one; operations before parts.
 */
export function recurrenceOf(
  change: Change,
  on: { state: PartnerState; agreement: Pick<Agreement, 'environments'> },
): Recurrence | null {
  const year = change.openedAt.slice(0, 4);
  const earlier = Object.values(on.state.changes).filter(
    (one) => one.number <= change.number && one.openedAt.startsWith(year),
  );
  for (const kind of ['operation', 'part'] as const) {
    const countOf = (one: Change) => {
      if (!isInForce(one.cell)) return 0;
      const drifts = one.drifts.flatMap((key) => on.state.drifts[key] ?? []);
      return drifts.filter(
        (drift) =>
          drift.change === one.ref &&
          isUnannounced(drift, kind, on.agreement) &&
          !wasSaid(drift, one.drifts, on.state),
      ).length;
    };
    const mine = countOf(change);
    const count = earlier.reduce((sum, one) => sum + countOf(one), 0);
    if (mine > 0 && count >= WORTH_SAYING) return { kind, year: Number(year), count, mine };
  }
  return null;
}

/** True if the change began with word that the place will go. */
function wasSaid(drift: Drift, drifts: readonly string[], state: PartnerState): boolean {
  const [life] = Object.values(drift.environments);
  return drifts.some((key) =>
    Object.values(state.drifts[key]?.environments ?? {}).some(
      ({ facts }) => life !== undefined && saysItGoes(facts, life.facts),
    ),
  );
}

/** True for a removal whose first confirmation was in force, without a date, in an environment that is ahead of none. */
function isUnannounced(
  drift: Drift,
  kind: RemovalKind,
  { environments }: Pick<Agreement, 'environments'>,
): boolean {
  const [first] = Object.entries(drift.environments)
    .flatMap(([name, life]) => (life.confirmedAt ? [{ name, life, at: life.confirmedAt }] : []))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  if (!first || kindOf(first.life.facts) !== kind) return false;
  if (environments.find((one) => one.name === first.name)?.aheadOf) return false;
  return first.life.facts.coming === undefined && first.life.cameTrue === true;
}

function kindOf({ rule, level, subject }: DriftFacts): RemovalKind | null {
  if (level !== 'breaking' || !/(^|-)removed(-|$)/.test(rule)) return null;
  return parseSubject(subject)?.section === 'operation' ? 'operation' : 'part';
}
