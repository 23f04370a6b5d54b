import { environmentState } from '../ledger/apply-transition.ts';
import type { DriftFacts, DriftInEnvironment, PartnerState } from '../ledger/types.ts';
import { isSeenLive } from './cells.ts';
import { type DriftStep, isMoreThan } from './drift-step.ts';
import type { Look } from './types.ts';

/**
 * True if another environment has shown the same difference, with the same values, within `maxAgeMs`: two vantages
 * are as good as two looks. An environment that has been out of sight for longer says nothing.
 */
export function isSeenElsewhere(
  state: PartnerState,
  facts: DriftFacts,
  on: { look: Look; maxAgeMs: number },
): boolean {
  const { look, maxAgeMs } = on;
  const lives = Object.entries(state.drifts[facts.driftKey]?.environments ?? {});
  const fresh = (since: string) => Date.parse(look.at) - Date.parse(since) <= maxAgeMs;
  return lives.some(([environment, life]) => {
    if (environment === (look.environment ?? '') || !isLiveClaim(life)) return false;
    if (life.facts.fingerprint !== facts.fingerprint) return false;
    const { blind } = environmentState(state, environment);
    return life.state === 'suspected' ? fresh(life.since) : blind === null || fresh(blind.since);
  });
}

/**
 * True if a look from another place has shown the same difference of this environment, with the same values, within
 * `maxAgeMs`, and no look from here has.
 */
export function isSeenFromElsewhere(
  life: DriftInEnvironment | undefined,
  facts: DriftFacts,
  { look, maxAgeMs }: { look: Look; maxAgeMs: number },
): boolean {
  if (life?.state !== 'suspected' || life.vantage === undefined || look.vantage === undefined) return false;
  if (life.vantage === look.vantage || life.facts.fingerprint !== facts.fingerprint) return false;
  return Date.parse(look.at) - Date.parse(life.since) <= maxAgeMs;
}

/** What only another place has shown is not ended by what this one does not see. */
export function isAnothers(life: DriftInEnvironment, { vantage }: Look): boolean {
  return life.vantage !== undefined && vantage !== undefined && life.vantage !== vantage;
}

/** The step with the place that it was seen from, as long as no other place has shown the same. */
export function fromHere<Step extends DriftStep>(
  step: Step,
  life: DriftInEnvironment | undefined,
  { vantage }: Look,
): Step {
  if (vantage === undefined || (step.type !== 'suspected' && step.type !== 'confirmed')) return step;
  if (step.drift.source !== 'live') return step;
  const isFirst = life?.state !== 'suspected' || life.vantage === vantage;
  return isFirst ? { ...step, vantage } : step;
}

function isLiveClaim({ state, facts }: DriftInEnvironment): boolean {
  return (state === 'suspected' || state === 'confirmed') && isSeenLive(facts);
}

/** True if the same difference, or more of it, was taken over as what is agreed, in whichever environment. */
export function isAccepted(state: PartnerState, facts: DriftFacts): boolean {
  const lives = Object.values(state.drifts[facts.driftKey]?.environments ?? {});
  return lives.some((life) => life.state === 'accepted' && !isMoreThan(life.facts, facts));
}
