import type { JsonObject } from '../core/json.ts';

/** A call as it went out, without credentials: kept to be made once more. */
export interface RepeatableCall {
  method: string;
  /** Below the environment's base URL, percent-encoded, without query. */
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string | null;
  /** Names to JSON Pointers of the answer. */
  capture: JsonObject;
}

/** Something that was made at a partner, or was about to be, and has to be undone. */
export interface Compensation {
  /** A UUID, also what the partner is asked to remember the record by, where it can (`${run.id}`). */
  id: string;
  partner: string;
  environment: string;
  /** The provider state whose recipe made it, the interaction that made it itself, by its description, or the step. */
  state: string;
  kind: 'state' | 'interaction' | 'journey';
  /** Of the state, from the pact; of a journey's step, what earlier steps captured. */
  params: JsonObject;
  /** Calls that began and may have made something, and how many of them were heard of. */
  begun: number;
  answered: number;
  /** What is known from answers, and is needed to undo. */
  known: JsonObject;
  /** What undoes it, as written when it was made: a recipe that changed since is no loss. `${...}` are to be filled in. */
  undo: { teardown: JsonObject[]; recover: JsonObject | null };
  /** The call that was not heard of, where making it again gives the same record. */
  pending: RepeatableCall | null;
  /** Steps of the teardown that began. */
  undone: number;
  /** How often the partner refused to undo it. */
  tries: number;
  /** ISO time at which the first call began. */
  at: string;
}

/** What is to be undone at partners, written before it is made: a crash leaves nothing behind that is not in here. */
export interface CompensationJournal {
  /**
   * Writes or replaces an entry, durably: it is there after a crash of process and machine. Until `heldUntil` (ms since
   * 1970) others leave it alone, for as long as this process lives; 0: it is anybody's from now on.
   */
  write(entry: Compensation, heldUntil: number): Promise<void>;
  /** It is undone. */
  close(partner: string, id: string): Promise<void>;
  /** All that is to be undone at an environment, oldest first, whoever holds it. */
  open(partner: string, environment: string): Promise<Compensation[]>;
  /** Takes what nobody holds any more, oldest first. Of several who ask at once, one gets each. */
  claim(partner: string, environment: string, heldUntil: number): Promise<Compensation[]>;
}

/** Records of a partner that are lent to one look at a time, over processes. */
export interface FixtureLeases {
  /**
   * Lends the first of `fixtures` that is free, until it is given back, `until` (ms since 1970) has passed, or, where
   * that can be known, the process has ended. Of several who ask at once, one gets each.
   *
   * @param fixtures names, unique within the environment. @returns null: all are lent.
   */
  take(of: FixturePool, fixtures: readonly string[], until: number): Promise<Lent | null>;
}

/** Where fixtures are. */
export interface FixturePool {
  partner: string;
  environment: string;
}

/** A fixture that is ours for now. */
export interface Lent {
  fixture: string;
  giveBack(): Promise<void>;
}

/** When something that we use was last looked at. */
export interface LastTurn {
  /** ISO time at which it was last verified; null: never. */
  verified: string | null;
  /** Whether it held when it was last tried. */
  held: boolean;
}

/** When each interaction and use was last looked at, by a key of ours: what a budget leaves out goes first next time. */
export interface TurnStore {
  read(partner: string, environment: string): Promise<Record<string, LastTurn>>;
  write(partner: string, environment: string, turns: Record<string, LastTurn>): Promise<void>;
}

/** What looks at one environment leave to later ones, over processes. */
export interface LookMemory {
  journal: CompensationJournal;
  fixtures: FixtureLeases;
  turns: TurnStore;
}
