import type { Compensation, RepeatableCall } from '../../app/look-memory.ts';
import type { PartnerAnswer } from '../../app/ports.ts';
import { captureFrom, elementsOf, fitsWhere, NotKnown, NotUsable } from '../../core/carried/fill-in.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { readStep } from './recipe.ts';
import { callOf, whatItMade } from './recipe-call.ts';
import type { UndoOn } from './undo-entry.ts';

/** What is known of a call that began, and whose answer nobody heard. */
export type Made =
  /** What each record that it made is known by: one, unless it was made more often than it should. */
  { kind: 'found'; values: JsonObject[] } | { kind: 'nothing' } | { kind: 'unknown'; why: string } | Later;

/** Nothing can be said yet. */
interface Later {
  kind: 'later';
  why: string;
}

/** Partners forget such keys; after this time a repeated call might make a second record. */
const REPEATABLE_MS = 12 * 3_600_000;

/**
 * Finds what an unheard call made: by the query of the recipe, whose results count only where they carry the entry's
 * own id; else by making the same call again, where that gives the same record. What was found is written down.
 *
 * @param entry is kept up to date.
 */
export async function lookForMade(entry: Compensation, on: UndoOn): Promise<Made> {
  try {
    const made = entry.undo.recover
      ? await recover(entry, entry.undo.recover, on)
      : await repeat(entry, entry.pending, on);
    if (made.kind !== 'found') return made;
    Object.assign(entry, {
      answered: entry.begun,
      pending: null,
      known: { ...entry.known, ...made.values[0] },
    });
    await on.save(entry);
    return made;
  } catch (error) {
    if (error instanceof NotKnown || error instanceof NotUsable)
      return { kind: 'unknown', why: error.message };
    throw error;
  }
}

async function recover(entry: Compensation, written: JsonObject, on: UndoOn): Promise<Made> {
  const step = readStep(written);
  const known = { ...entry.params, ...entry.known, 'run.id': entry.id };
  const answer = await on.call(callOf(step, known, 'cleanup', null));
  const unheard = later(answer, 'recover');
  if (unheard) return unheard;
  const { status, body } = (answer as Heard).exchange.response ?? { status: 0 };
  if (status === 404 || status === 410) return { kind: 'nothing' };
  if (status < 200 || status > 299) return { kind: 'unknown', why: `recover: HTTP ${status}` };
  const said = JSON.stringify(step.where).includes(`\${run.id}`);
  const found = (step.each === null ? [body] : elementsOf(body, step.each)).filter(
    (element) => fitsWhere(element, step.where, known) && (said || carries(element, entry.id)),
  );
  if (found.length === 0) return { kind: 'nothing' };
  return { kind: 'found', values: found.map((element) => captureFrom(element, step.capture)) };
}

async function repeat(entry: Compensation, call: RepeatableCall | null, on: UndoOn): Promise<Made> {
  if (!call) return { kind: 'unknown', why: 'it is not known whether the partner made it' };
  if (on.now() - Date.parse(entry.at) > REPEATABLE_MS)
    return { kind: 'unknown', why: 'too much time has passed to make the same call again' };
  const { capture, ...request } = call;
  const answer = await on.call({
    ...request,
    purpose: 'cleanup',
    interaction: null,
    use: null,
    expectedStatus: null,
  });
  const unheard = later(answer, 'the same call again');
  if (unheard) return unheard;
  const made = whatItMade(answer, true);
  if (made === 'unknown') return { kind: 'later', why: 'the same call again: not heard of' };
  if (made === 'nothing') return { kind: 'nothing' };
  return { kind: 'found', values: [captureFrom((answer as Heard).exchange.response?.body, capture)] };
}

type Heard = Extract<PartnerAnswer, { sent: true }>;

/** Why an answer says nothing yet; null where it says something. */
function later(answer: PartnerAnswer, name: string): Later | null {
  if (!answer.sent) return { kind: 'later', why: `${name}: not called (${answer.skipped})` };
  const { response, failure } = answer.exchange;
  if (!response) return { kind: 'later', why: `${name}: ${failure?.class ?? 'no answer'}` };
  const { status } = response;
  return status >= 500 || [401, 403, 407, 408, 425, 429].includes(status)
    ? { kind: 'later', why: `${name}: HTTP ${status}` }
    : null;
}

/** True if somewhere in a record the id stands as a value of its own. */
function carries(value: Json | undefined, id: string): boolean {
  if (typeof value === 'string') return value === id;
  if (Array.isArray(value)) return value.some((one) => carries(one, id));
  return isObject(value) && Object.values(value).some((one) => carries(one, id));
}
