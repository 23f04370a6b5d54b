import { answerChange } from '../../src/app/answer-change.ts';
import { catchUp } from '../../src/app/catch-up.ts';
import type { CheckOutcome } from '../../src/app/check-report.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import { OUR_SIDE } from '../../src/core/agreement/our-side.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { releasable } from '../../src/core/lifecycle/sendable.ts';
import { ENVIRONMENTS } from './places.ts';
import type { Happens, Scenario } from './scenario.ts';
import { PARTNER, type ScenarioStage, setScenarioStage } from './stage.ts';

const DAY_MS = 86_400_000;

/** A scenario that was played. */
export interface Played {
  state: PartnerState;
  /** The day of an ISO instant or date. */
  dayOf(at: string): number;
  /** What each look said, in order. */
  looks: { day: number; outcome: CheckOutcome }[];
}

/** Plays a scenario day by day: what happens, a look at each environment, what is due leaves, what people do. */
export async function play(scenario: Scenario, verifier = false): Promise<Played> {
  const stage = await setScenarioStage(scenario, verifier);
  try {
    const start = stage.calendar.now().getTime();
    const looks: Played['looks'] = [];
    for (let day = 0; day <= scenario.until; day++) {
      stage.calendar.moveTo(start + day * DAY_MS);
      const today = scenario.days[String(day)] ?? {};
      await happen(stage, today);
      const pipeline = stage.pipeline();
      for (const environment of placesOf(scenario)) {
        const due = stage.calendar.now().getTime();
        looks.push({ day, outcome: await pipeline.check({ partner: PARTNER, environment, due }) });
      }
      await pipeline.sweep(PARTNER);
      await act(stage, today, start);
    }
    const state = await catchUp(stage.ports, PARTNER);
    const dayOf = (at: string) => Math.floor((Date.parse(at) - Math.floor(start / DAY_MS) * DAY_MS) / DAY_MS);
    return { state, dayOf, looks };
  } finally {
    await stage.close();
  }
}

function placesOf({ direction }: Scenario): string[] {
  return ENVIRONMENTS.map((name) => (direction === 'ours' ? `${OUR_SIDE}:${name}` : name));
}

async function happen({ places, rewrite, calendar }: ScenarioStage, today: Happens): Promise<void> {
  for (const name of ENVIRONMENTS) {
    const change = today[name];
    if (change !== undefined) places.change(name, change);
  }
  const at = calendar.now().toISOString();
  const sent = today.sent?.map((one): JsonObject => ({ at, ...one }) as JsonObject);
  await rewrite({
    ...(today.agreement ? { agreement: today.agreement as JsonObject } : {}),
    ...(today.ours === undefined ? {} : { ours: today.ours }),
    ...(sent ? { sent } : {}),
  });
}

async function act({ ports, prepared }: ScenarioStage, today: Happens, start: number): Promise<void> {
  const { agreement } = prepared();
  const by = { kind: 'person', id: 'ana' } as const;
  for (const step of today.do ?? []) {
    const state = await catchUp(ports, PARTNER);
    if (step === 'release') {
      for (const ref of releasable(state)) await releaseChange(ports, { agreement, ref, by });
      continue;
    }
    const { answer: kind, side, on } = step;
    const day = on === undefined ? {} : { on: new Date(start + on * DAY_MS).toISOString().slice(0, 10) };
    for (const { ref } of Object.values(state.changes).filter(({ closedAt }) => closedAt === null))
      await answerChange(ports, { agreement, ref, kind, side, by, ...day });
  }
}
