import type { Environment, Journey, JourneyStep } from '../core/agreement/types.ts';
import type { MadeHere } from '../core/exchange/types.ts';
import type { Failing, JourneyWalk, StoppedAt } from '../core/journey/types.ts';
import type { JsonObject } from '../core/json.ts';
import type { LivePlan, OpenPartner, PartnerClient, Ports } from './ports.ts';
import { takeStep } from './take-step.ts';
import type { OpenMaker, WalkMaker } from './walk-maker.ts';

/** A partner in the environment in which a journey meets it. */
export type JourneyPlace = Pick<LivePlan, 'agreement' | 'baseline' | 'pacts' | 'states'> & {
  environment: Environment;
};

/** What a walk needs. */
export type WalkPorts = Pick<Ports, 'calendar' | 'monotonic' | 'validators'> & {
  openPartner: OpenPartner;
  openMaker: OpenMaker;
};

/** How a walk is made. */
export interface Walk {
  journey: Journey;
  /** Where each step is called. */
  placeOf(step: JourneyStep): JourneyPlace;
  allowPrivate: boolean;
  emulated(environment: Environment): boolean;
  /** Monotonic ms by which it must be over. */
  deadlineMs: number;
}

/** What of a walk is kept back to undo what it made: a part of it, and no more than this. */
const UNDOING_SHARE = 0.2;
const MOST_UNDOING_MS = 20_000;

/** True for a step that is called: it says what to send, to carry on, to expect or to undo. */
export function isCalled({ with: sent, capture, expect, undo }: JourneyStep): boolean {
  return [sent, capture, expect, undo].some((one) => one !== undefined);
}

/** An environment that a walk has come to. */
interface Opened {
  partner: string;
  client: PartnerClient;
  maker: WalkMaker;
}

/**
 * Walks a journey once: its steps in order, with values carried from one to the next, through the same door as every
 * call to a partner. Where a step cannot be seen, the journey is not verified, whatever came before. What the walk made
 * is undone at its end, from the last to the first, however it ended.
 *
 * @throws ForewarnError `storage` where the calls cannot be counted.
 */
export async function walkJourney(ports: WalkPorts, walk: Walk): Promise<JourneyWalk> {
  const opened = new Map<string, Opened>();
  const undos: (() => Promise<void>)[] = [];
  const open = async (place: JourneyPlace): Promise<Opened> => {
    const { partner } = place.agreement;
    const key = `${partner}/${place.environment.name}`;
    const before = opened.get(key);
    if (before) return before;
    const plan = { ...place, ...planOf(walk, place) };
    const client = ports.openPartner(plan);
    const one = { partner, client, maker: await ports.openMaker({ ...plan, client, undos }) };
    opened.set(key, one);
    return one;
  };
  const made: Record<string, MadeHere> = {};
  let outcome: JourneyWalk;
  try {
    outcome = await takeSteps(ports, walk, open);
  } finally {
    for (const undo of undos.reverse()) await undo();
    for (const { partner, client, maker } of opened.values()) {
      const here = await maker.close();
      if (here) made[partner] = joined(made[partner], here);
      await client.close();
    }
  }
  return Object.keys(made).length > 0 ? { ...outcome, made } : outcome;
}

async function takeSteps(
  ports: WalkPorts,
  walk: Walk,
  open: (place: JourneyPlace) => Promise<Opened>,
): Promise<JourneyWalk> {
  const { journey, deadlineMs } = walk;
  const now = ports.monotonic.now();
  const mayMake = (step: JourneyStep) => isCalled(step) && walk.placeOf(step).environment.mode === 'full';
  const nothingNewAfter = journey.steps.some(mayMake)
    ? deadlineMs - Math.min(MOST_UNDOING_MS, (deadlineMs - now) * UNDOING_SHARE)
    : Number.POSITIVE_INFINITY;
  const known: JsonObject = {};
  const failing: Failing[] = [];
  for (const [index, step] of journey.steps.entries()) {
    if (!isCalled(step)) continue;
    const at = { step: index + 1, partner: step.partner };
    if (ports.monotonic.now() > nothingNewAfter)
      return notVerified({ ...at, class: null, skipped: 'budget' });
    const place = walk.placeOf(step);
    const lacks = failing.some(({ assertion }) => assertion === 'captured');
    const on = { ports, step, number: at.step, journey: journey.id, place, known, lacks };
    const taken = await takeStep({ ...on, ...(await open(place)) });
    if (taken.stopped) return notVerified({ ...at, ...taken.stopped });
    failing.push(...taken.failing.map((one) => ({ step: at.step, ...one })));
    if (taken.over) break;
  }
  return failing.length > 0 ? { outcome: 'failing', failing } : { outcome: 'held' };
}

function notVerified(at: StoppedAt): JourneyWalk {
  return { outcome: 'not-verified', at };
}

function planOf({ allowPrivate, emulated, deadlineMs }: Walk, { environment }: JourneyPlace) {
  return { allowPrivate, emulated: emulated(environment), deadlineMs };
}

/** What was made in several environments of one partner. */
function joined(one: MadeHere | undefined, other: MadeHere): MadeHere {
  if (!one) return other;
  return {
    made: one.made + other.made,
    undone: one.undone + other.undone,
    left: [...one.left, ...other.left],
    kept: [...one.kept, ...other.kept],
  };
}
