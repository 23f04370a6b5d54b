import { canonicalJson } from '../canonical-json.ts';
import { isOpen } from '../ledger/apply-drift.ts';
import type { DriftFacts, DriftInEnvironment, Transition } from '../ledger/types.ts';
import { isSeenLive, leansOnDocument } from './cells.ts';
import type { Sighting } from './sightings.ts';
import type { Look } from './types.ts';

/** What a look does to one drift; a confirmation still lacks its change. */
export type DriftStep =
  | Extract<
      Transition,
      { type: 'suspected' | 'seen-again' | 'moved' | 'resolved' | 'retracted' | 'standing' }
    >
  | { type: 'confirmed'; environment: string | null; drift: DriftFacts; looks: number };

/**
 * The step of a drift that this look shows. What documents, pacts or headers say is confirmed at once;
 * what only live shows in its `confirm`-th look, the first included. On an environment's first look what
 * does not break us is standing.
 */
export function stepSeen(
  sighting: Sighting,
  before: DriftInEnvironment | undefined,
  on: { look: Look; confirm: number; firstLook: boolean },
): DriftStep[] {
  const { environment } = on.look;
  const { driftKey, facts, touch, liveOnly } = sighting;
  if (before?.state === 'standing' && touch !== 'ours') return [];
  const life = isOpen(before) && before.state !== 'standing' ? before : undefined;
  if (!life && liveOnly && touch !== 'ours' && on.firstLook) {
    return [{ type: 'standing', environment, drift: facts }];
  }
  if (!sighting.recorded) {
    return life && mayMove(life.facts, facts, on.look) ? [ended(driftKey, life, on.look)] : [];
  }
  const seen = life?.looks ?? 0;
  const looks = liveOnly ? Math.min(on.confirm, seen + 1) : seen;
  const proven = !liveOnly || looks >= on.confirm;
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
export function stepUnseen(driftKey: string, life: DriftInEnvironment, look: Look): DriftStep[] {
  const { facts } = life;
  if (!look.judged(driftKey, facts.source)) return [];
  if (isSeenLive(facts) && look.configured.live && !look.judged(driftKey, 'live')) return [];
  if (leansOnDocument(facts) && look.configured.documents && !look.judged(driftKey, 'documents')) return [];
  return [ended(driftKey, life, look)];
}

function ended(driftKey: string, life: DriftInEnvironment, look: Look): DriftStep {
  const type = life.state === 'suspected' ? 'retracted' : 'resolved';
  return { type, environment: look.environment, driftKey };
}

/** Less is not concluded from what could not be seen: not "no longer live" without live, not "undocumented" without the document. */
function mayMove(from: DriftFacts, to: DriftFacts, look: Look): boolean {
  const blindLive =
    look.notVerified.some((one) => one.source === 'live') || !look.judged(to.driftKey, 'live');
  if (isSeenLive(from) && !isSeenLive(to) && look.configured.live && blindLive) return false;
  const blindOnPaper = look.configured.documents && look.published === null;
  return !(blindOnPaper && leansOnDocument(from) && isSeenLive(from));
}

/** Wording, examples and counts may differ from look to look; these make it another fact. */
function same(a: DriftFacts, b: DriftFacts): boolean {
  const telling = ({ cell, stage, effect, inForce, coming }: DriftFacts) =>
    canonicalJson({ cell, stage, effect, inForce, coming: coming ? { ...coming } : null });
  return telling(a) === telling(b);
}
