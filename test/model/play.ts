import { adoptStanding } from '../../src/app/adopt-standing.ts';
import { answerChange } from '../../src/app/answer-change.ts';
import { catchUp } from '../../src/app/catch-up.ts';
import { commit } from '../../src/app/commit.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import { sweep } from '../../src/app/sweep.ts';
import { verdictOf } from '../../src/core/drift/verdict.ts';
import { lookId } from '../../src/core/ledger/ids.ts';
import type { decide } from '../../src/core/lifecycle/decide.ts';
import { releasable } from '../../src/core/lifecycle/sendable.ts';
import type { Look } from '../../src/core/lifecycle/types.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { anAgreement, sha256 } from '../unit/lifecycle/look-fixture.ts';
import { lookAt } from '../unit/lifecycle/world.ts';
import type { LookStep, ModelStep } from './steps.ts';
import { Killed, type ModelStores, modelStores } from './stores.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-01T06:00:00.000Z');
const OURS = ['payments@shop.example', 'lead@shop.example', 'head@shop.example'];

/** The agreement of the model: a ladder of three contacts of ours, two of theirs that a person releases to. */
export const AGREEMENT = {
  ...anAgreement(),
  contacts: {
    ...anAgreement().contacts,
    ours: OURS.map((address) => ({ kind: 'email' as const, address })),
  },
};

/** A life that was played: the stores as they are at its end, and each look that was decided, by its id. */
export interface Played {
  on: ModelStores;
  looks: Map<string, { look: Look; step: LookStep }>;
}

/** The function under test: the model puts a broken one in its place to see that it would notice. */
export type Decide = typeof decide;

/** Plays a life through the use cases, over a ledger that can be killed and overtaken. */
export async function play(steps: readonly ModelStep[], decideLook: Decide): Promise<Played> {
  const played: Played = { on: modelStores(START), looks: new Map() };
  for (const step of steps) await take(played, step, decideLook);
  await send(played);
  return played;
}

async function take(played: Played, step: ModelStep, decideLook: Decide): Promise<void> {
  const { on } = played;
  const { ports } = on;
  const by = { kind: 'person', id: 'ana' } as const;
  switch (step.do) {
    case 'look': {
      on.now += step.hours * HOUR;
      const look = observe(played, step);
      on.crash = step.crash;
      await alive(() => append(played, look, decideLook), on);
      if (step.crash) await append(played, look, decideLook); // the queue gives it again
      return;
    }
    case 'both': {
      on.now += step.first.hours * HOUR;
      const [first, second] = [observe(played, step.first), observe(played, step.second)];
      on.rival = () => append(played, second, decideLook);
      await append(played, first, decideLook);
      await on.rival?.();
      on.rival = null;
      return;
    }
    case 'sweep':
      on.now += step.hours * HOUR;
      on.fails = [...step.fails];
      on.crash = step.crash;
      if (step.rival) on.rival = () => send(played);
      await alive(() => send(played), on);
      on.fails = [];
      return;
    case 'answer': {
      const { changes } = await catchUp(ports, AGREEMENT.partner);
      const refs = Object.keys(changes);
      const ref = refs[refs.length - 1 - (step.change % Math.max(1, refs.length))];
      const { kind } = step;
      const side = kind === 'accepted' ? 'ours' : step.side;
      const day = new Date(on.now + step.days * 24 * HOUR).toISOString().slice(0, 10);
      if (ref !== undefined)
        await answerChange(ports, {
          agreement: AGREEMENT,
          ref,
          kind,
          side,
          by,
          ...(kind === 'planned' ? { on: day } : {}),
        });
      return;
    }
    case 'release':
      for (const ref of releasable(await catchUp(ports, AGREEMENT.partner))) {
        await releaseChange(ports, { agreement: AGREEMENT, ref, by });
        if (step.twice) await releaseChange(ports, { agreement: AGREEMENT, ref, by });
      }
      return;
    case 'adopt':
      await adoptStanding(ports, { agreement: AGREEMENT, by });
      return;
    case 'clock':
      on.now += step.days * 24 * HOUR;
      return;
    default:
      step satisfies never;
  }
}

function observe({ on, looks }: Played, step: LookStep): Look {
  const at = new Date(on.now + looks.size).toISOString();
  const look = { ...lookAt({ ...step, days: 0 }, 0), scheduledTime: at, at };
  looks.set(lookId(look.partner, look.environment, look.scheduledTime, sha256), { look, step });
  return look;
}

async function append({ on }: Played, look: Look, decideLook: Decide): Promise<void> {
  const id = lookId(look.partner, look.environment, look.scheduledTime, sha256);
  await commit(on.ports, AGREEMENT.partner, {
    by: { kind: 'schedule', id: 'model' },
    look: id,
    agreement: null,
    propose(state) {
      const decision = decideLook({ state, look, agreement: AGREEMENT, sha256, verdictOf });
      const { transitions, notices } = decision;
      return transitions.length + notices.length > 0 ? { transitions, notices, evidence: [] } : null;
    },
  });
}

async function send({ on }: Played): Promise<void> {
  await sweep(on.ports, { agreement: AGREEMENT, journeys: [], messageOf });
}

/** Does a step that may end in a kill, and nothing else. */
async function alive(work: () => Promise<unknown>, on: ModelStores): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  on.crash = null;
  on.rival = null;
}
