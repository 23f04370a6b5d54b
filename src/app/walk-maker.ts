import type { Failure, MadeHere } from '../core/exchange/types.ts';
import type { JsonObject } from '../core/json.ts';
import type { ProviderState } from '../core/pact/types.ts';
import type { LivePlan, PartnerAnswer, PartnerCall, PartnerClient } from './ports.ts';

/** A call of a journey's step, and what is said of undoing it. */
export interface StepCall {
  /** For people, in the journal and in reports: `checkout, step 2`. */
  what: string;
  /** What the partner's `cleanup` may know it as: the interaction's description, the operation. */
  names: readonly string[];
  /** As the step has it; null where it says nothing. */
  undo: JsonObject[] | 'none' | null;
  recover: JsonObject | null;
  /** Names to JSON Pointers of the answer. */
  capture: Record<string, string>;
  /** Values that are known before the call. */
  known: JsonObject;
  /** The call, with what `${run.id}` stands for. What it throws is passed on, and nothing was made. */
  callOf(runId: string): PartnerCall;
}

/** What became of it. `undo`: it would make something, and nothing says how that is undone. */
export type StepAnswer = PartnerAnswer | { sent: false; skipped: 'undo' } | { sent: false; failure: Failure };

/** What a walk makes at one environment; written down before it is made, and undone. */
export interface WalkMaker {
  /** Has a provider state by its recipe, found, lent or made. @param step tells the states of steps apart. */
  prepare(
    step: number,
    state: ProviderState,
  ): Promise<{ ok: true; returns: JsonObject } | { ok: false; failure: Failure }>;
  call(step: StepCall): Promise<StepAnswer>;
  /** What has not been undone is, and what was lent comes back. @returns what was made; null: nothing. */
  close(): Promise<MadeHere | null>;
}

/** Where a walk makes something. */
export interface MakingAt extends LivePlan {
  client: PartnerClient;
  /** Is added to: what undoes each thing that was made. Called from the last to the first. */
  undos: (() => Promise<void>)[];
}

/** Opens it; what an earlier walk or look had to leave is undone first, where the environment is in mode full. */
export type OpenMaker = (at: MakingAt) => Promise<WalkMaker>;
