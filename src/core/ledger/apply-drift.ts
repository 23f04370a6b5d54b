import {
  type Drift,
  type DriftInEnvironment,
  environmentKey,
  type PartnerState,
  type Transition,
} from './types.ts';

type DriftTransition = Extract<
  Transition,
  {
    type:
      | 'suspected'
      | 'seen-again'
      | 'confirmed'
      | 'moved'
      | 'resolved'
      | 'retracted'
      | 'standing'
      | 'accepted';
  }
>;

/** A drift in an environment where it has not ended. */
export type OpenLife = DriftInEnvironment & { state: 'suspected' | 'confirmed' | 'standing' | 'accepted' };

/** True while a drift is suspected, confirmed, standing or accepted in an environment. */
export function isOpen(life: DriftInEnvironment | undefined): life is OpenLife {
  return life !== undefined && life.state !== 'resolved' && life.state !== 'retracted';
}

/** True while a drift is suspected or confirmed somewhere: its change cannot close. */
export function isAlive(drift: Drift): boolean {
  return Object.values(drift.environments).some(
    (life) => life.state === 'suspected' || life.state === 'confirmed',
  );
}

/** Carries one step of a drift's life into the state. */
export function applyToDrift(next: PartnerState, at: string, step: DriftTransition): void {
  const key = environmentKey(step.environment);
  const driftKey = 'drift' in step ? step.drift.driftKey : step.driftKey;
  const before = next.drifts[driftKey];
  const life = before?.environments[key];
  const open = life?.state === 'suspected' || life?.state === 'confirmed' ? life : undefined;

  const put = (drift: Drift, changed: DriftInEnvironment) => {
    next.drifts[driftKey] = { ...drift, environments: { ...drift.environments, [key]: changed } };
  };
  switch (step.type) {
    case 'suspected':
      put(beginning(before, driftKey), {
        state: 'suspected',
        looks: 1,
        since: at,
        confirmedAt: null,
        inForceSince: step.drift.inForce ? at : null,
        facts: step.drift,
        ...(step.vantage === undefined ? {} : { vantage: step.vantage }),
      });
      break;
    case 'confirmed': {
      const drift = { ...beginning(before, driftKey), change: step.change };
      put(drift, {
        state: 'confirmed',
        looks: step.looks,
        since: open?.since ?? at,
        confirmedAt: at,
        inForceSince: step.drift.inForce ? (open?.inForceSince ?? at) : null,
        facts: step.drift,
        ...(open?.cameTrue || step.drift.inForce ? { cameTrue: true } : {}),
        ...(step.vantage === undefined ? {} : { vantage: step.vantage }),
      });
      const change = next.changes[step.change];
      if (!change) return;
      next.changes[step.change] = {
        ...change,
        drifts: change.drifts.includes(driftKey) ? change.drifts : [...change.drifts, driftKey],
        occurrence: Math.max(change.occurrence, drift.occurrence),
      };
      return;
    }
    case 'standing':
      put(beginning(before, driftKey), {
        state: 'standing',
        looks: 1,
        since: at,
        confirmedAt: null,
        inForceSince: step.drift.inForce ? at : null,
        facts: step.drift,
      });
      break;
    default:
      if (before && life) put(before, changed(life, step, at));
  }
}

function changed(
  life: DriftInEnvironment,
  step: Extract<DriftTransition, { driftKey: string }>,
  at: string,
): DriftInEnvironment {
  switch (step.type) {
    case 'seen-again':
      return { ...life, looks: step.looks };
    case 'moved':
      return {
        ...life,
        inForceSince: step.drift.inForce ? (life.inForceSince ?? at) : null,
        facts: step.drift,
        ...(step.drift.inForce ? { cameTrue: true } : {}),
      };
    case 'accepted':
      return { ...life, state: 'accepted', accepted: { by: step.by, at } };
    case 'resolved':
    case 'retracted':
      return { ...life, state: step.type };
    default:
      return step satisfies never;
  }
}

/** The drift as it goes on, or as it comes back: then it counts one more occurrence and belongs to no change yet. */
function beginning(before: Drift | undefined, driftKey: string): Drift {
  if (!before) return { driftKey, change: null, occurrence: 1, environments: {} };
  if (before.change === null || isAlive(before)) return before;
  return { ...before, change: null, occurrence: before.occurrence + 1 };
}
