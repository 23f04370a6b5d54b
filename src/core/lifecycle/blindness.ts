import type { SourceName, SourceVerdict } from '../drift/finding.ts';
import { NEXT_STEPS } from '../exchange/failure-steps.ts';
import type { FailureClass } from '../exchange/types.ts';
import { environmentState } from '../ledger/apply-transition.ts';
import type { PartnerState, StepOwner, Transition } from '../ledger/types.ts';
import type { Look } from './types.ts';
import { unseenOperations } from './unseen-operations.ts';

/** Something about sight that our side is to hear. `operations`: only these, while the environment can be seen. */
export interface SightNews {
  step: 'blind' | 'sight';
  operations?: string[];
  /** From this place alone. */
  vantage?: string;
}

/** What a look changes about what can be seen. */
export interface SightChange {
  transitions: Extract<Transition, { type: 'blind' | 'sight' | 'unseen' | 'seen' }>[];
  tell: SightNews[];
}

/**
 * Whether this look's environment, and each operation of it, can be seen: blindness begins, has lasted longer than
 * `maxAgeMs` and is told, or ends. It is told once, by its cause then, and again only where the cause has become
 * somebody else's step: at most once for each of ours, theirs and nobody's. What another place sees is not blind: that
 * it cannot be seen from here is kept and told for this place.
 *
 * @returns `elsewhere`: it cannot be seen from here, and can be from another place
 */
export function blindness(
  state: PartnerState,
  look: Look,
  sources: Record<SourceName, SourceVerdict>,
  maxAgeMs: number,
): SightChange & { elsewhere: boolean } {
  const blind = isBlind(look, sources);
  if (blind && look.vantage !== undefined && look.seenFrom)
    return { ...unseenFrom(state, look, { vantage: look.vantage, maxAgeMs }), elsewhere: true };
  const whole = blind ? unseen(state, look, maxAgeMs) : seen(state, look);
  const parts = unseenOperations(state, look, maxAgeMs);
  return {
    elsewhere: false,
    transitions: [...whole.transitions, ...parts.transitions],
    tell: [...whole.tell, ...parts.tell],
  };
}

/** True unless all that could not be seen are operations, while others were. */
function isBlind(look: Look, sources: Record<SourceName, SourceVerdict>): boolean {
  const blind = (Object.keys(sources) as SourceName[]).filter((name) => sources[name] === 'not-verified');
  if (blind.length === 0) return false;
  const partly = look.operations !== undefined && look.coverage.exercised > 0;
  const named = look.notVerified.every(
    (one) => one.source === 'live' && (one.operation ?? one.interaction) !== null,
  );
  return !(partly && named && blind.every((name) => name === 'live' || name === 'headers'));
}

function seen(state: PartnerState, { environment, vantage }: Look): SightChange {
  const { blind, blindFrom } = environmentState(state, environment);
  const here = vantage === undefined ? undefined : blindFrom?.[vantage];
  const change: SightChange = { transitions: [], tell: [] };
  if (blind) change.transitions.push({ type: 'sight', environment });
  if (blind?.told) change.tell.push({ step: 'sight' });
  if (vantage === undefined || !here) return change;
  change.transitions.push({ type: 'sight', environment, vantage });
  if (here.told) change.tell.push({ step: 'sight', vantage });
  return change;
}

function unseenFrom(
  state: PartnerState,
  look: Look,
  { vantage, maxAgeMs }: { vantage: string; maxAgeMs: number },
): SightChange {
  const { environment } = look;
  const before = environmentState(state, environment).blindFrom?.[vantage];
  const since = before?.since ?? look.at;
  const told = Date.parse(look.at) - Date.parse(since) > maxAgeMs;
  if (before && (before.told || !told)) return { transitions: [], tell: [] };
  return {
    transitions: [{ type: 'blind', environment, class: causeOf(look), since, told, vantage }],
    tell: told ? [{ step: 'blind', vantage }] : [],
  };
}

function unseen(state: PartnerState, look: Look, maxAgeMs: number): SightChange {
  const { blind, blindFrom = {} } = environmentState(state, look.environment);
  const { environment } = look;
  const since = blind?.since ?? blindFrom[look.vantage ?? '']?.since ?? look.at;
  const cause = causeOf(look);
  const lasting = Date.parse(look.at) - Date.parse(since) > maxAgeMs;
  if (!lasting) {
    if (blind) return { transitions: [], tell: [] };
    return { transitions: [{ type: 'blind', environment, class: cause, since, told: false }], tell: [] };
  }
  const owner = NEXT_STEPS[cause].whose;
  const told = blind?.told ? (blind.owners ?? [NEXT_STEPS[blind.class].whose]) : [];
  if (told.includes(owner)) return { transitions: [], tell: [] };
  const owners: StepOwner[] = [...told, owner];
  return {
    transitions: [{ type: 'blind', environment, class: cause, since, told: true, owners }],
    tell: [{ step: 'blind' }],
  };
}

/** The class that most of what could not be seen has; of several, the one that was met first. */
function causeOf({ notVerified }: Look): FailureClass {
  const counts = new Map<FailureClass, number>();
  for (const one of notVerified) counts.set(one.class, (counts.get(one.class) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'deadline';
}
