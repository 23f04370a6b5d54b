import type { Agreement } from '../agreement/types.ts';
import type { PartnerState } from '../ledger/types.ts';
import type { Stage } from './finding.ts';
import { operationOf, parseSubject } from './subject.ts';

/** How the other environment was last seen at a drift: in force or not, or not seen (recently enough). */
export type OtherSight = 'in-force' | 'not-in-force' | 'unseen';

/** Places a difference between an environment and the one beside it in the partner's release order. */
export function stageOf(inForceHere: boolean, other: OtherSight, role: 'early' | 'late' | 'alone'): Stage {
  if (role === 'alone' || other === 'unseen') return inForceHere ? 'one-sided' : 'nowhere-yet';
  if (inForceHere && other === 'in-force') return 'everywhere';
  if (!inForceHere && other === 'not-in-force') return 'nowhere-yet';
  const earlyInForce = role === 'early' ? inForceHere : other === 'in-force';
  return earlyInForce ? 'ahead' : 'behind';
}

/** The environment to compare with: the one this is ahead of, or the one that is ahead of this. */
export function neighbour(
  agreement: Agreement,
  environment: string | null,
): { name: string; role: 'early' | 'late' } | null {
  const here = agreement.environments.find((one) => one.name === environment);
  if (!here) return null;
  if (here.aheadOf) return { name: here.aheadOf, role: 'early' };
  const ahead = agreement.environments.find((one) => one.aheadOf === here.name);
  return ahead ? { name: ahead.name, role: 'late' } : null;
}

/**
 * What the ledger last said of a drift in another environment. An environment that was never looked
 * at, cannot be seen now, or was last looked at too long ago (`fresh: false`) counts as unseen.
 */
export function sightElsewhere(
  state: PartnerState,
  driftKey: string,
  environment: string,
  fresh: boolean,
): OtherSight {
  const there = state.environments[environment];
  if (!fresh || !there?.firstLook || there.blind) return 'unseen';
  const drifts = state.drifts[driftKey]?.environments ?? {};
  const subject = parseSubject(Object.values(drifts)[0]?.facts.subject ?? '');
  if (subject && there.unseen && Object.hasOwn(there.unseen, operationOf(subject))) return 'unseen';
  const drift = drifts[environment];
  if (!drift || drift.state === 'resolved' || drift.state === 'retracted') return 'not-in-force';
  return drift.facts.inForce ? 'in-force' : 'not-in-force';
}
