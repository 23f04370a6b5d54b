import type { Difference, Witness } from '../../drift/difference.ts';
import type { Facet } from '../../drift/facet.ts';
import type { Json } from '../../json.ts';
import { fromPointer, toPointer } from '../../json-pointer.ts';
import type { ApiDocument, Located } from '../document/types.ts';
import type { JudgeReading, Refusal } from '../judge/judge.ts';
import type { Schema } from '../judge/schema.ts';
import { type Room, roomOf } from './room.ts';
import type { Demand } from './spec.ts';
import { operationPairsOf, wholeOf } from './whole-schemas.ts';

/** Values of the whole that are tried. */
const MOST_TRIED = 40;
/** Schemas that may be entered while making them. */
const MOST_STEPS = 3_000;

/** Facets whose differences are told at a property, and shown by the object that has it or not. */
const OF_A_PROPERTY = new Set(['property', 'required']);

/**
 * Builds the whole body, parameter or header around the value of a witness, with as little else as may be, and has
 * it confirmed by the judge on both whole schemas.
 *
 * @param documents the two that the difference is between
 * @param difference one with a witness, as `createProver` made it
 * @returns the witness with the whole value; where none could be built, the one it has, with `at` saying where in
 *   the whole its value stands; null where the difference has no witness. Never throws.
 */
export function liftWitness(
  documents: { baseline: ApiDocument; observed: ApiDocument },
  difference: Difference,
): Witness | null {
  const { witness } = difference;
  if (!witness) return null;
  const tokens = tokensOf(difference);
  if (tokens.length === 0) return witness;
  try {
    const lifted = lift(roomOf(documents.baseline, documents.observed), difference, witness, tokens);
    if (lifted) return lifted;
  } catch {
    // A reference of the operation that leads nowhere, or schemas too deep to go through.
  }
  return placedWitness(difference);
}

/** The witness of a difference as it is, with `at` where its value is not the whole; null where there is none. */
export function placedWitness(difference: Difference): Witness | null {
  const { witness } = difference;
  const tokens = tokensOf(difference);
  return witness && tokens.length > 0 ? { ...witness, at: toPointer(tokens) } : (witness ?? null);
}

/** Steps from the whole to the value of a witness, as a location has them. */
function tokensOf({ subject, facet }: Difference): string[] {
  return tokensTo(locationInside(subject.location), facet);
}

/** Steps to the value that shows a difference of a facet at a location. */
export function tokensTo(location: string, facet: Facet): string[] {
  const tokens = fromPointer(location);
  return OF_A_PROPERTY.has(facet) ? tokens.slice(0, -1) : tokens;
}

function lift(room: Room, difference: Difference, inner: Witness, tokens: string[]): Witness | null {
  room.pairs ??= operationPairsOf(room.baseline, room.observed);
  const whole = wholeOf(room.pairs, difference);
  if (!whole) return null;
  const parts = { baseline: [whole.baseline], observed: [whole.observed] };
  return liftInto(room, { parts, reading: readingOf(difference), tokens }, inner, true);
}

/** Schemas around a value: what both documents write there, and the steps from it to the value. */
export interface Around {
  parts: Record<'baseline' | 'observed', readonly Located<Json>[]>;
  reading: JudgeReading;
  tokens: string[];
}

/** The schemas around, for the judge; null for what a pact refuses. */
export function schemasAround(
  { judge, ...documents }: Room,
  { parts, reading }: Around,
  { acceptedBy, refusedBy }: Witness,
): Record<'takes' | 'refuses', Schema[]> | null {
  if (refusedBy === 'pact') return null;
  return {
    takes: judge.read(documents[acceptedBy], parts[acceptedBy], reading),
    refuses: judge.read(documents[refusedBy], parts[refusedBy], reading),
  };
}

/** Steps from the whole to the value at a location. */
export function placeIn(tokens: readonly string[]): string[] {
  return tokens.flatMap(stepOf);
}

/**
 * A value of the schemas around a witness that has it at its place; null where none was found.
 *
 * @param toBeShown confirmed on both sides by the interpreter; else the quick answer is enough of what is taken
 */
export function liftInto(room: Room, around: Around, inner: Witness, toBeShown: boolean): Witness | null {
  const sides = schemasAround(room, around, inner);
  if (!sides) return null;
  const { takes, refuses } = sides;
  const { reading, tokens } = around;
  const { judge, maker } = room;
  const demand = demandAround(tokens, { enum: [inner.instance as Json] });
  const place = toPointer(placeIn(tokens));
  let tried = 0;
  maker.allow(MOST_STEPS);
  for (const instance of maker.values([demand, ...takes])) {
    if (++tried > MOST_TRIED) return null;
    if (judge.fits(takes, instance, reading) !== true || judge.fits(refuses, instance, reading) !== false)
      continue;
    if (toBeShown && judge.judge(takes, instance, reading).fits !== true) continue;
    const { fits, refusals } = judge.judge(refuses, instance, reading);
    if (fits !== false || !refusals.some((refusal) => isOf(refusal, place))) continue;
    return { ...inner, instance, because: becauseAt(place, inner.because) };
  }
  return null;
}

/** True for a refusal of the value at the place, or of a choice that it is in. */
function isOf({ at, keyword, among }: Refusal, place: string): boolean {
  if (among) return false;
  if (at === place || at.startsWith(`${place}/`)) return true;
  return (keyword === 'anyOf' || keyword === 'oneOf') && (at === '' || place.startsWith(`${at}/`));
}

/** What the whole has to be like for a value to stand at a location. */
function demandAround(tokens: readonly string[], inner: Demand): Demand {
  return tokens.toReversed().reduce((demand, token): Demand => {
    const [name] = stepOf(token);
    if (name === undefined) return demand;
    if (token === '*') return { type: ['array'], minItems: 1, prefixItems: [demand] };
    return { type: ['object'], required: [name], properties: { [name]: demand } };
  }, inner);
}

/** Step into a value that a step of a location stands for: none for an alternative. */
function stepOf(token: string): string[] {
  if (token === '*') return ['0'];
  if (token === '{*}') return ['key'];
  return /^<.*>$/s.test(token) ? [] : [token];
}

/** Location below a parameter or header; bodies have no name of their own. */
function locationInside(location: string): string {
  if (location === '' || location.startsWith('/')) return location;
  const end = location.indexOf('/');
  return end === -1 ? '' : location.slice(end);
}

/** How the whole that a difference is in is read. */
export function readingOf({ direction, subject }: Difference): JudgeReading {
  if (direction === 'response') return 'response';
  return subject.media === undefined ? 'parameter' : 'request';
}

function becauseAt(place: string, because: string): string {
  return because.startsWith('/') ? place + because : because.replace(/^The value/, place);
}
