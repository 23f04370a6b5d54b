import { isOpen, type OpenLife } from '../ledger/apply-drift.ts';
import { environmentState } from '../ledger/apply-transition.ts';
import { environmentKey, type PartnerState, type Transition } from '../ledger/types.ts';
import { factsOf } from './sightings.ts';
import type { Decision, Look } from './types.ts';
import { isAccepted } from './vantages.ts';

/**
 * The findings of a look with what the life of each says. What is kept out of the ledger because it touches
 * nothing we use has no life: between documents it counts as confirmed (first, when the version is new),
 * from live alone as known.
 */
export function livedFindings(on: {
  look: Look;
  before: PartnerState;
  after: PartnerState;
  confirmed: Extract<Transition, { type: 'confirmed' }>[];
}): Decision['findings'] {
  const { look, before, after } = on;
  const key = environmentKey(look.environment);
  const fresh = new Set(on.confirmed.map((one) => one.drift.driftKey));
  const last = environmentState(before, look.environment).published;
  const newVersion = last !== null && look.published !== null && last !== look.published;
  return look.findings.map((finding) => {
    const drift = after.drifts[finding.driftKey];
    const life = drift?.environments[key];
    const state = stateOf(finding, after, isOpen(life) ? life.state : null);
    const firstConfirmed = isOpen(life)
      ? fresh.has(finding.driftKey)
      : newVersion && state === 'confirmed' && finding.source !== 'live';
    return { ...finding, state, change: isOpen(life) ? (drift?.change ?? null) : null, firstConfirmed };
  });
}

/** What was taken over as agreed is a known difference from then on. */
function stateOf(
  finding: Look['findings'][number],
  after: PartnerState,
  life: OpenLife['state'] | null,
): 'suspected' | 'confirmed' | 'standing' {
  if (life === 'accepted' || (life === null && isAccepted(after, factsOf(finding)))) return 'standing';
  return life ?? unrecordedState(finding);
}

function unrecordedState(finding: Look['findings'][number]): 'suspected' | 'confirmed' | 'standing' {
  if (finding.source !== 'live') return 'confirmed';
  return finding.suppressed ? 'suspected' : 'standing';
}
