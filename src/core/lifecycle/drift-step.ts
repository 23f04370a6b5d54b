import { canonicalJson } from '../canonical-json.ts';
import type { DriftFacts, DriftInEnvironment, Transition } from '../ledger/types.ts';
import type { FromVantage } from '../ledger/vantage.ts';
import { effectRank, isSeenLive, leansOnDocument } from './cells.ts';
import type { Sighting } from './sightings.ts';
import type { Look } from './types.ts';
import { isAnothers } from './vantages.ts';

/** What a look does to one drift; a confirmation still lacks its change. */
export type DriftStep =
  | Extract<
      Transition,
      { type: 'suspected' | 'seen-again' | 'moved' | 'resolved' | 'retracted' | 'standing' }
    >
  | ({ type: 'confirmed'; environment: string | null; drift: DriftFacts; looks: number } & FromVantage);

/** What the step of a drift hangs on beside its own life. */
export interface StepContext {
  look: Look;
  /** Looks that live alone needs. */
  confirm: number;
  /** True if nobody has seen the environment before. */
  firstLook: boolean;
  /** The document that the environment's last look read. */
  published: string | null;
}

/**
 * The step of a drift that this look shows. What documents, pacts or headers say is confirmed at once;
 * what only live shows in its `confirm`-th look, the first included, or once another environment shows the
 * same. On an environment's first look what does not break us is standing.
 */
export function stepSeen(
  sighting: Sighting,
  before: DriftInEnvironment | undefined,
  on: StepContext & { elsewhere: boolean },
): DriftStep[] {
  const { environment } = on.look;
  const { driftKey, facts, touch, liveOnly } = sighting;
  if (before?.state === 'standing' && touch !== 'ours') return [];
  const life = before?.state === 'suspected' || before?.state === 'confirmed' ? before : undefined;
  if (!life && liveOnly && touch !== 'ours' && on.firstLook) {
    return [{ type: 'standing', environment, drift: facts }];
  }
  if (!sighting.recorded) {
    if (!life || !mayMove(life.facts, facts, on.look)) return [];
    return [{ type: life.state === 'suspected' ? 'retracted' : 'resolved', environment, driftKey }];
  }
  const seen = life?.looks ?? 0;
  const looks = liveOnly ? Math.min(on.confirm, seen + 1) : seen;
  const proven = !liveOnly || looks >= on.confirm || on.elsewhere;
  if (life?.state !== 'confirmed') {
    if (proven) return [{ type: 'confirmed', environment, drift: facts, looks }];
    if (!life) return [{ type: 'suspected', environment, drift: facts }];
    return [{ type: 'seen-again', environment, driftKey, looks }];
  }
  const steps: DriftStep[] = [];
  if (looks > seen) steps.push({ type: 'seen-again', environment, driftKey, looks });
  if (proven && mayMove(life.facts, facts, on.look) && !same(life.facts, facts)) {
    steps.push({ type: 'moved', environment, driftKey, drift: facts });
  }
  return steps;
}

/**
 * The step of an open drift that this look does not show: it has ended only where everything the claim
 * leans on was judged. What could not be judged stays as it is.
 */
export function stepUnseen(driftKey: string, life: DriftInEnvironment, on: StepContext): DriftStep[] {
  const { facts } = life;
  const { look } = on;
  if (life.state === 'accepted' && !leansOnDocument(facts)) return [];
  if (isAnothers(life, look)) return [];
  if (!look.judged(driftKey, facts.source)) return [];
  if (isSeenLive(facts) && look.configured.live && !look.judged(driftKey, 'live')) return [];
  if (leansOnDocument(facts) && look.configured.documents && !look.judged(driftKey, 'documents')) return [];
  const type = life.state === 'suspected' || isTakenBack(life, on) ? 'retracted' : 'resolved';
  return [{ type, environment: look.environment, driftKey }];
}

/**
 * True for a confirmed difference that turns out not to have been one: announced, and taken back before its date
 * and before it was in force; or shown by two environments once, and by none in a further look. A document that did
 * not move means that our own side did.
 */
function isTakenBack(life: DriftInEnvironment, { look, published, confirm }: StepContext): boolean {
  const { facts } = life;
  if (life.state !== 'confirmed') return false;
  if (facts.source === 'live') return life.looks < confirm;
  if (life.cameTrue || facts.inForce) return false;
  const on = facts.coming?.on;
  if (on && on.slice(0, 10) <= look.at.slice(0, 10)) return false;
  return facts.source === 'headers' || (look.published !== null && look.published !== published);
}

/** True if what is seen is more than what was taken over: worse for us, or another value of the same rule. */
export function isMoreThan(accepted: DriftFacts, seen: DriftFacts): boolean {
  if (effectRank(seen.effect) < effectRank(accepted.effect)) return true;
  const alike = seen.rule === accepted.rule && seen.source === accepted.source;
  return alike && seen.fingerprint !== accepted.fingerprint;
}

/** Less is not concluded from what could not be seen: not "no longer live" without live, not "undocumented" without the document. */
function mayMove(from: DriftFacts, to: DriftFacts, look: Look): boolean {
  const blindLive =
    look.notVerified.some((one) => one.source === 'live') || !look.judged(to.driftKey, 'live');
  if (isSeenLive(from) && !isSeenLive(to) && look.configured.live && blindLive) return false;
  const blindOnPaper = look.configured.documents && look.published === null;
  return !(blindOnPaper && leansOnDocument(from) && isSeenLive(from));
}

/** Wording, examples, links and counts may differ from look to look; these make it another fact. */
function same(a: DriftFacts, b: DriftFacts): boolean {
  const telling = ({ cell, stage, effect, inForce, coming }: DriftFacts) => {
    const { on = null, known = null, said = [] } = coming ?? {};
    return canonicalJson({ cell, stage, effect, inForce, on, known, said: said.map((one) => ({ ...one })) });
  };
  return telling(a) === telling(b);
}
