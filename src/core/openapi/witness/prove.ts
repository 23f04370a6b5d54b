import type { Json } from '../../json.ts';
import type { Claim, Proved, Prover } from '../diff/proof.ts';
import type { ApiDocument } from '../document/types.ts';
import type { JudgeReading, Refusal } from '../judge/judge.ts';
import { type Aim, aimOf, type Sides } from './aim.ts';
import { becauseOf } from './because.ts';
import { isRefusedAround } from './frames.ts';
import { tokensTo } from './lift.ts';
import { type Room, roomOf } from './room.ts';

/** Values that are tried for one claim. */
const MOST_TRIED = 60;
/** Schemas that may be entered while making them. */
const MOST_STEPS = 400;

/** Values that are tried for all claims of two documents together; ordinary documents need some thousands. */
const MOST_IN_ALL = 300_000;

const UNDECIDED: Proved = { proof: 'undecided' };

/**
 * Makes the {@link Prover} of two documents: it looks for a small value that one document takes and the other
 * refuses at the claimed place and by the claimed keyword, and has it confirmed by the judge on both. A request is
 * to be taken by the baseline and refused by the observed document, a response the other way round. Claims of
 * level info take nothing from anybody and are left as they are.
 *
 * It never throws; where no value is found in bounded time, the claim is undecided.
 */
export function createProver(baseline: ApiDocument, observed: ApiDocument): Prover {
  const room = roomOf(baseline, observed);
  return (claim) => {
    if (claim.rule.level === 'info') return null;
    try {
      const sides = sidesOf(claim, room);
      const aim = aimOf(claim, sides, room);
      if (!aim) return null;
      const shown = show(claim, aim, sides, room);
      if (shown) return isRefusedByAll(claim, shown, room) ? shown : UNDECIDED;
      return aim.optional ? null : UNDECIDED;
    } catch {
      // Schemas too deep to go through.
      return UNDECIDED;
    }
  };
}

/** Whether the choice around a claim refuses the value as a whole, and not one of its alternatives alone. */
function isRefusedByAll({ rule, reading, within }: Claim, { witness }: Proved, room: Room): boolean {
  if (!within || !witness) return true;
  const tokens = tokensTo(within.location, rule.facet);
  return isRefusedAround(room, { parts: within.parts, reading, tokens }, witness);
}

function sidesOf({ parts, reading }: Claim, room: Room): Sides {
  const response = reading === 'response';
  const accepting = response ? 'observed' : 'baseline';
  const refusing = response ? 'baseline' : 'observed';
  return {
    accepting,
    refusing,
    takes: room.judge.read(room[accepting], parts[accepting], reading),
    refuses: room.judge.read(room[refusing], parts[refusing], reading),
  };
}

function show({ reading }: Claim, aim: Aim, sides: Sides, room: Room): Proved | null {
  const { takes, refuses, accepting, refusing } = sides;
  const { judge, maker } = room;
  maker.allow(MOST_STEPS);
  let tried = 0;
  for (const instance of candidates(aim, takes, room)) {
    if (++tried > MOST_TRIED || ++room.tried > MOST_IN_ALL) return null;
    if (judge.fits(takes, instance, reading) !== true || judge.fits(refuses, instance, reading) !== false)
      continue;
    if (judge.judge(takes, instance, reading).fits !== true) continue;
    const { fits, refusals } = judge.judge(refuses, instance, reading);
    if (fits !== false) continue;
    const refusal = refusals.find((one) => aim.counts(one));
    if (!refusal || !holds(aim, { instance, refusals, refuses, reading }, room)) continue;
    const because = becauseOf(refusal, instance, refuses, { flatten: maker.flatten, missing: aim.missing });
    return { proof: 'witness', witness: { instance, acceptedBy: accepting, refusedBy: refusing, because } };
  }
  return null;
}

/** Values that may show the claim, in the order in which they are tried. */
function* candidates({ values, demands }: Aim, takes: Sides['takes'], { maker }: Room): Generator<Json> {
  if (values) yield* values;
  for (const demand of demands) yield* maker.values([demand, ...takes]);
}

interface Shown {
  instance: Json;
  refusals: readonly Refusal[];
  refuses: Sides['refuses'];
  reading: JudgeReading;
}

/** Whether what the aim names is what is refused: with the property in place, one refusal less. */
function holds(aim: Aim, { instance, refusals, refuses, reading }: Shown, { judge }: Room): boolean {
  if (aim.member !== undefined && judge.judge([aim.member], instance, reading).fits !== false) return false;
  if (aim.missing === undefined || typeof instance !== 'object') return true;
  const complete = { ...instance, [aim.missing]: null };
  const after = judge.judge(refuses, complete, reading).refusals;
  return after.filter(aim.counts).length < refusals.filter(aim.counts).length;
}
