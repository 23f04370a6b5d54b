import { randomUUID } from 'node:crypto';
import type { LookMemory } from '../../app/look-memory.ts';
import type { Log, Monotonic, PartnerAnswer } from '../../app/ports.ts';
import type { OpenMaker, StepAnswer, StepCall } from '../../app/walk-maker.ts';
import { captureFrom, NotKnown, NotUsable } from '../../core/carried/fill-in.ts';
import type { JsonObject } from '../../core/json.ts';
import { MAKES, repeatableCall, withMark } from './cleanup-interactions.ts';
import { forgetfulMemory } from './forgetful-memory.ts';
import { lendFixture } from './lend-fixture.ts';
import { createMadeRecords, NotWrittenDown } from './made-records.ts';
import { type Cleanup, cleanupOf } from './recipe.ts';
import { createStateRecipes } from './state-recipes.ts';

/** After the walk's end, what it made is anybody's to undo. */
const GRACE_MS = 15_000;
/** Of the walk's time, what undoing what is left may take. */
const FOR_WHAT_IS_LEFT = 0.5;

/**
 * Lets walks of journeys make something at partners by the rules of looks: in the same journal, so that whoever comes
 * next finishes what a walk that was killed began.
 *
 * @param on.memory left out: nothing is kept beyond this process.
 */
export function createMakerOpener(on: { memory?: LookMemory; monotonic: Monotonic; log: Log }): OpenMaker {
  const { monotonic, log } = on;
  const ofThisProcess = forgetfulMemory();
  return async ({ undos, client, ...plan }) => {
    const { journal, fixtures } = plan.emulated ? ofThisProcess : (on.memory ?? ofThisProcess);
    const of = { partner: plan.agreement.partner, environment: plan.environment.name };
    const mayMake = plan.environment.mode === 'full';
    const left = Math.max(0, plan.deadlineMs - monotonic.now());
    const heldUntil = Date.now() + left + GRACE_MS;
    const made = createMadeRecords({ ...of, journal, client, heldUntil, monotonicNow: monotonic.now, log });
    const lend = lendFixture({ fixtures, of, monotonic, until: heldUntil, deadlineMs: plan.deadlineMs });
    const recipes = createStateRecipes({ states: plan.states, mayMake, client, made, lend });
    if (mayMake) await made.undoLeft(monotonic.now() + left * FOR_WHAT_IS_LEFT);

    const makes = async (step: StepCall, cleanup: Cleanup): Promise<StepAnswer> => {
      const { teardown, recover } = cleanup;
      const params = neededFor(cleanup, step.known);
      const making = made.begin({
        kind: 'journey',
        state: step.what,
        params,
        undo: { teardown, recover },
      });
      const call = withMark(step.callOf(making.id), cleanup, { ...step.known, 'run.id': making.id });
      const repeatable = cleanup.repeatable || isKeyed(call.headers, making.id);
      const answers: PartnerAnswer[] = [];
      const send = async () => {
        const answer = await client.call(call);
        answers.push(answer);
        return answer;
      };
      undos.push(() => making.undo());
      try {
        await making.send(send, repeatableCall(call, { ...cleanup, repeatable }), ({ exchange }) =>
          captureFrom(exchange.response?.body, neededFor(cleanup, cleanup.capture)),
        );
      } catch (error) {
        // What cannot be captured is looked for when it is undone; the answer itself is judged all the same.
        if (!isExpected(error)) throw error;
      }
      return answers[0] ?? { sent: false, failure: NOT_WRITTEN };
    };

    return {
      prepare: async (step, state) => {
        const prepared = await recipes.prepare(step, state);
        if (prepared.ok) undos.push(() => recipes.tearDown(step, state));
        return prepared;
      },
      call: async (step) => {
        const own = step.callOf(randomUUID());
        if (!mayMake || !MAKES.has(own.method)) return client.call(own);
        const cleanup = undoOf(step) ?? cleanupOf(plan.states, step.names);
        if (cleanup === 'none') return client.call(own);
        return cleanup === null ? { sent: false, skipped: 'undo' } : makes(step, cleanup);
      },
      close: async () => {
        await recipes.tearDownAll();
        await made.undoAll();
        return made.summary() ?? null;
      },
    };
  };
}

const NOT_WRITTEN = { class: 'state-missing', detail: 'what it makes could not be written down' } as const;

/** What a step says itself of undoing; null: nothing. */
function undoOf({ undo, recover, capture }: StepCall): Cleanup | 'none' | null {
  if (undo === null || undo === 'none') return undo;
  return { headers: {}, body: {}, repeatable: false, capture, teardown: undo, recover };
}

/** True for a call with a key of ours in a header for that very purpose. */
function isKeyed(headers: Record<string, string>, runId: string): boolean {
  return Object.entries(headers).some(([name, value]) => /idempoten/i.test(name) && value.includes(runId));
}

/** What of these values is named in what undoes a step: no more is kept. */
function neededFor({ teardown, recover }: Cleanup, values: JsonObject): JsonObject {
  const written = JSON.stringify([teardown, recover]);
  return Object.fromEntries(Object.entries(values).filter(([name]) => written.includes(`\${${name}}`)));
}

function isExpected(error: unknown): boolean {
  return error instanceof NotKnown || error instanceof NotUsable || error instanceof NotWrittenDown;
}
