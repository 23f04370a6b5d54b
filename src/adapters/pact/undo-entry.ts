import type { Compensation } from '../../app/look-memory.ts';
import type { PartnerAnswer, PartnerCall } from '../../app/ports.ts';
import { fillIn, fillInPath, NotKnown, NotUsable } from '../../core/carried/fill-in.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { lookForMade } from './look-for-made.ts';
import { readStep } from './recipe.ts';
import { callOf } from './recipe-call.ts';

/** What became of undoing. Everything but `undone` leaves the entry open, with the reason in words of ours. */
export type Undoing =
  | { outcome: 'undone' }
  /** Nothing was refused: it is tried again in the next look. */
  | { outcome: 'later'; why: string }
  /** The partner refuses, or it cannot be known whether there is anything: tried a few times. */
  | { outcome: 'left'; why: string };

/** What undoing needs. */
export interface UndoOn {
  call(call: PartnerCall): Promise<PartnerAnswer>;
  /** Writes the entry down, durably. */
  save(entry: Compensation): Promise<void>;
  /** Ms since 1970. */
  now(): number;
}

/**
 * A call that nobody heard of may still be on its way for this long: until then, that nothing is found does not mean
 * that there is nothing.
 */
const SETTLED_MS = 300_000;

/**
 * Undoes what an entry of the journal speaks of. What an unheard call made is looked for first. A record that is gone
 * is undone; one that was undone before a crash, and refuses to be undone again, too.
 *
 * @param entry is kept up to date.
 */
export async function undoEntry(entry: Compensation, on: UndoOn): Promise<Undoing> {
  const unheard = entry.begun > entry.answered;
  const blindly = unheard && canUndoBlindly(entry);
  const found = unheard && !blindly ? await lookForMade(entry, on) : { kind: 'known' as const };
  if (found.kind === 'later') return { outcome: 'later', why: found.why };
  const again = entry.undone;
  const results: StepResult[] = [];
  for (const values of found.kind === 'found' ? found.values : [{}]) {
    for (const [index, step] of entry.undo.teardown.entries()) {
      results.push(await undoStep(entry, step, { ...entry.known, ...values }, index < again, on));
      if (results.at(-1)?.kind === 'later') break;
    }
  }
  const stopped =
    results.find(({ kind }) => kind === 'later') ?? results.find(({ kind }) => kind === 'refused');
  if (stopped?.kind === 'later') return { outcome: 'later', why: stopped.why };
  if (stopped?.kind === 'refused') return { outcome: 'left', why: stopped.why };
  if (found.kind === 'unknown') return { outcome: 'left', why: found.why };
  const none = found.kind === 'nothing' || (blindly && results.some(({ kind }) => kind === 'gone'));
  if (none && on.now() - Date.parse(entry.at) < SETTLED_MS)
    return { outcome: 'later', why: 'nothing is there yet of a call that was not heard of' };
  return { outcome: 'undone' };
}

type StepResult = { kind: 'done' | 'gone' | 'left-out' } | { kind: 'later' | 'refused'; why: string };

async function undoStep(
  entry: Compensation,
  written: JsonObject,
  known: JsonObject,
  again: boolean,
  on: UndoOn,
): Promise<StepResult> {
  const step = readStep(written);
  const index = entry.undo.teardown.indexOf(written);
  const name = `teardown step ${index + 1}`;
  let call: PartnerCall;
  try {
    call = callOf(step, { ...entry.params, ...known, 'run.id': entry.id }, 'cleanup', null);
  } catch (error) {
    // What was never made, or never told its name, is not undone by it.
    if (error instanceof NotKnown) return { kind: 'left-out' };
    if (error instanceof NotUsable) return { kind: 'refused', why: `${name}: ${error.message}` };
    throw error;
  }
  if (entry.undone <= index) {
    entry.undone = index + 1;
    await on.save(entry);
  }
  return resultOf(await on.call(call), name, again, step.undone);
}

function resultOf(answer: PartnerAnswer, name: string, again: boolean, undone: Json[]): StepResult {
  if (!answer.sent) return { kind: 'later', why: `${name}: not called (${answer.skipped})` };
  const { response, failure } = answer.exchange;
  const status = response?.status ?? 0;
  if (status >= 200 && status <= 299) return { kind: 'done' };
  if (status === 404 || status === 410 || undone.includes(status)) return { kind: 'gone' };
  if (!response || status >= 500 || LATER.has(status))
    return {
      kind: 'later',
      why: `${name}: ${response ? `HTTP ${status}` : (failure?.class ?? 'no answer')}`,
    };
  return again ? { kind: 'gone' } : { kind: 'refused', why: `${name}: HTTP ${status}` };
}

const LATER = new Set([401, 403, 407, 408, 425, 429]);

/** True if the teardown needs nothing that only the unheard answer would have told. */
function canUndoBlindly(entry: Compensation): boolean {
  const known = { ...entry.params, ...entry.known, 'run.id': entry.id };
  try {
    for (const written of entry.undo.teardown) {
      const step = readStep(written);
      fillInPath(step.path, known);
      fillIn(step.headers, known);
      if (step.body !== undefined) fillIn(step.body, known);
    }
    return true;
  } catch {
    return false;
  }
}
