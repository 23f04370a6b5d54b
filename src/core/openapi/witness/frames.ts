import type { Witness } from '../../drift/difference.ts';
import { isObject, type Json } from '../../json.ts';
import type { Schema } from '../judge/schema.ts';
import { type Around, liftInto, placeIn, schemasAround } from './lift.ts';
import type { Room } from './room.ts';

/** A value of the schemas around a place that had a witness there, with all refusals at it. */
interface Frame {
  whole: Json;
  takes: readonly Schema[];
  refuses: readonly Schema[];
}

/** Frames by the schemas around them, and the place in these. */
export type Frames = WeakMap<Around['parts'], Map<string, Frame>>;

/**
 * Whether the schemas around a value, as a whole, take it on one side and refuse it on the other. The whole is made
 * once for each place: where only the value there is another, that is all that has to be judged again.
 */
export function isRefusedAround(room: Room, around: Around, inner: Witness): boolean {
  const frames = room.frames.get(around.parts) ?? new Map<string, Frame>();
  const key = `${inner.refusedBy} ${around.reading} ${around.tokens.join('/')}`;
  const kept = frames.get(key);
  if (kept && holdsIn(kept, around, inner, room)) return true;
  const lifted = liftInto(room, around, inner, false);
  if (!lifted) return false;
  if (around.reading !== 'parameter') {
    const sides = schemasAround(room, around, inner);
    if (sides) room.frames.set(around.parts, frames.set(key, { ...sides, whole: lifted.instance as Json }));
  }
  return true;
}

function holdsIn(
  { whole, takes, refuses }: Frame,
  { tokens, reading }: Around,
  inner: Witness,
  { judge }: Room,
): boolean {
  const value = withInside(whole, placeIn(tokens), inner.instance as Json);
  return judge.fits(takes, value, reading) === true && judge.fits(refuses, value, reading) === false;
}

/** A copy of a value with another one inside; what is beside the way to it is shared. */
function withInside(whole: Json, steps: readonly string[], inner: Json): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return inner;
  if (Array.isArray(whole)) {
    return whole.map((each, index) => (String(index) === step ? withInside(each, rest, inner) : each));
  }
  if (!isObject(whole)) return whole;
  return { ...whole, [step]: withInside(whole[step] ?? null, rest, inner) };
}
