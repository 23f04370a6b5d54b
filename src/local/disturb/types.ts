import type { ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { FailureClass } from '../../core/exchange/types.ts';
import type { DisturbedRequest, Reply } from './reply.ts';
import type { Vocabulary } from './vocabulary.ts';

/** An answer, or what is done to the connection instead. */
export type Reaction = Reply | ((socket: Socket) => void);

/** How a disturbed partner answers one request; `well` is what it would have answered. */
export type React = (request: DisturbedRequest, well: Reply) => Reaction | Promise<Reaction>;

/** How a disturbed partner is set up. Times in ms. */
export interface Arrangement {
  react?: React;
  tls?: ServerOptions;
  /** Where it is looked for, if not where it is. */
  url?: (url: string) => string;
  /** The time of a look in which it shows, where a whole one is not needed. */
  lookMs?: number;
}

/** Which of several words, statuses or bytes are taken: a whole number from `least` to `most`, both included. */
export interface Draw {
  between(least: number, most: number): number;
}

/** The first of everything: the same each time. */
export const FIRST: Draw = { between: (least) => least };

/** One of several. Their types may differ: what is picked is an answer, a body, headers. */
export function pick<Value>(draw: Draw, values: readonly Value[]): Value {
  return values[draw.between(0, values.length - 1)] as Value;
}

/** Operations that a fault can be at: all, those that answer with JSON, that want credentials, that are called by GET. */
export type FaultPlaces = 'all' | 'json' | 'secured' | 'get';

/** A way in which a partner can fail. */
export interface FaultMode {
  name: string;
  /** `everywhere`: at all operations of `places` at once; `anywhere`: so, or at one of them; `one`: at one of them. */
  where: 'everywhere' | 'anywhere' | 'one';
  places: FaultPlaces;
  /** The classes it may be told as; `green`: it can be read all the same. */
  told: readonly (FailureClass | 'green')[];
  /** True where it ends the look for all operations, since the partner asks for a pause. */
  stops?: boolean;
  arrange(draw: Draw): Arrangement;
}

/**
 * Operations that a change can be at: `any`; those whose answer is JSON, an object, a list, a file; that answer with one
 * record by its id; that are sent a body; that want credentials or none; that are called by GET; that are told to be gone
 * by 404; that delete.
 */
export type DriftPlaces =
  | 'any'
  | 'json'
  | 'object'
  | 'array'
  | 'file'
  | 'record'
  | 'sends'
  | 'secured'
  | 'open'
  | 'get'
  | 'telling'
  | 'deletes';

/** A true change of a partner at one operation. */
export interface DriftMode {
  name: string;
  at: DriftPlaces;
  /** What the operation's documents must name for it. */
  word?: Exclude<keyof Vocabulary, 'sentValue'>;
  arrange(draw: Draw, words: Vocabulary): Arrangement;
}
