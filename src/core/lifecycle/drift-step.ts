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
  const { driftKey, facts } = sighting;
  const life =
    isOpen(before) && (before.state !== 'standing' || sighting.touch === 'ours') ? before : undefined;
  if (before?.state === 'standing' && !life) return [];
  const going = life && life.state !== 'standing' ? life : undefined;
  if (!going && sighting.liveOnly && sighting.touch !== 'ours') {
    return on.firstLook ? [{ type: 'standing', environment, drift: facts }] : [];
  }
  if (!sighting.recorded)
    return going && mayMove(going.facts, facts, on.look) ? [ended(driftKey, going, on.look)] : [];

  const looks = sighting.liveOnly ? Math.min(on.confirm, (going?.looks ?? 0) + 1) : (going?.looks ?? 0);
  const proven = !sighting.liveOnly || looks >= on.confirm;
  if (!going) {
    if (!proven) return [{ type: 'suspected', environment, drift: facts }];
    return [{ type: 'confirmed', environment, drift: facts, looks }];
  }
  if (going.state === 'suspected') {
    if (proven) return [{ type: 'confirmed', environment, drift: facts, looks }];
    return [{ type: 'seen-again', environment, driftKey, looks }];
  }
  const steps: DriftStep[] = [];
  if (looks !== going.looks) steps.push({ type: 'seen-again', environment, driftKey, looks });
  if (proven && mayMove(going.facts, facts, on.look) && !same(going.facts, facts)) {
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
