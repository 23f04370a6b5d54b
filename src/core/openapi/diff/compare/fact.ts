import type { Json, JsonObject } from '../../../json.ts';
import type { Asked, Stability } from '../policy.ts';
import type { ChangeKey } from '../rules/rules.ts';
import type { Parts, Shape } from '../schema/shape.ts';

/** How a schema is read: what we send, what we write into a URL or header, what we get. */
export type Reading = 'request' | 'parameter' | 'response';

/** One difference between two schemas, without the place where they are used. */
export interface Fact {
  key: ChangeKey;
  /** Taken where the catalogue has no rule for `key` at the place. */
  otherwise?: ChangeKey;
  /** What it is told as where values are written as text: parameters, headers, XML, forms. */
  asText?: ChangeKey;
  /** What it is told as where nothing else differs, in the schemas and inside them. */
  ifAlone?: ChangeKey;
  /** What it is told as in operations of these levels, where that is not `key`. */
  inOperations?: Partial<Record<Stability, ChangeKey>>;
  /** `''` for the schemas themselves, `/name` for a property of theirs. */
  step: string;
  args: JsonObject;
  pointer: { baseline: string | null; observed: string | null };
}

/** Below alternatives that may overlap, or below conditions and the like. */
export type Uncertainty = 'choice' | 'condition';

/** A place inside both schemas that is compared on its own. */
export interface Edge {
  /** Added to the location: `/name`, `/*`, `/{*}`, `/<label>` or nothing. A label is made where something is told below. */
  step: string | (() => string);
  baseline: Parts;
  observed: Parts;
  /** Why a difference inside need not be one outside; what is told there is not certain by itself. Asked like a label. */
  uncertain?: Uncertainty | (() => Uncertainty | null);
}

/** What comparing two schemas, without what is inside them, gives. */
export type Compared = { fact: Fact } | { edge: Edge };

/** Two schemas side by side. */
export interface Pair {
  a: Shape;
  b: Shape;
  /** What they were read from. */
  parts: { baseline: Parts; observed: Parts };
  reading: Reading;
  asked: Asked;
  /** Takes what comparing them gives: a call for each, as there are hundreds of thousands. */
  tell(compared: Compared): void;
}

/** A difference of the two schemas themselves. */
export function factOf(
  { a, b, parts }: Pair,
  key: ChangeKey,
  args: JsonObject = {},
  more: Partial<Pick<Fact, 'otherwise' | 'asText' | 'ifAlone' | 'inOperations' | 'step' | 'pointer'>> = {},
): { fact: Fact } {
  return {
    fact: {
      key,
      step: '',
      args,
      pointer: { baseline: writtenAt(a, parts.baseline), observed: writtenAt(b, parts.observed) },
      ...more,
    },
  };
}

/** Where a schema is written; null where it is nowhere. */
export function writtenAt({ says, pointer }: Pick<Shape, 'says' | 'pointer'>, parts: Parts): string | null {
  return says ? pointer : (parts[0]?.pointer ?? null);
}

/** Longest text of a document that goes into the arguments of a difference. */
const LONGEST = 80;

/** A value as an argument: short scalars as they are, the rest shortened or left out (null). */
export function asArgument(value: Json | undefined): Json {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return typeof value === 'object' || value === undefined ? null : value;
}
