import type { ApiDocument } from '../document/types.ts';
import { createJudge, type Judge } from '../judge/judge.ts';
import type { Frames } from './frames.ts';
import { type Maker, makerOf } from './maker.ts';
import { flattenerOf } from './spec.ts';
import type { OperationPairs } from './whole-schemas.ts';

/** What the proofs about two documents share, so that nothing is converted or made twice. */
export interface Room {
  baseline: ApiDocument;
  observed: ApiDocument;
  judge: Judge;
  maker: Maker;
  /** Values that were tried for claims so far. */
  tried: number;
  /** Wholes that were made around places. */
  frames: Frames;
  /** Made when a witness is first lifted. */
  pairs?: OperationPairs;
}

const rooms = new WeakMap<ApiDocument, WeakMap<ApiDocument, Room>>();

/** The room of two documents; the same each time. */
export function roomOf(baseline: ApiDocument, observed: ApiDocument): Room {
  const row = rooms.get(baseline) ?? new WeakMap<ApiDocument, Room>();
  rooms.set(baseline, row);
  const known = row.get(observed);
  if (known) return known;
  const judge = createJudge();
  const maker = makerOf(
    flattenerOf(judge.library),
    (schemas, value) => judge.fits(schemas, value, 'request') === true,
  );
  const made: Room = { baseline, observed, judge, maker, tried: 0, frames: new WeakMap() };
  row.set(observed, made);
  return made;
}
