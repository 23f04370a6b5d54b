import type { WalkedJourney } from '../../app/check-journey.ts';
import type { CheckOutcome } from '../../app/check-report.ts';
import type { Swept } from '../../app/sweep.ts';
import { isCalled } from '../../app/walk-journey.ts';
import type { Journey } from '../../core/agreement/types.ts';
import type { Happening } from '../emulator/start-partners.ts';
import { environmentsOf, type Tick } from '../schedule.ts';
import type { Stage } from './stage.ts';

const DAY_MS = 86_400_000;
/** Looks are made at this time of the day, UTC. */
const LOOK_AT_MS = 6 * 3_600_000;

/** What one day of the story brought. */
export interface StoryDay {
  day: number;
  date: string;
  switches: Happening[];
  outcomes: CheckOutcome[];
  swept: Swept[];
  walked: { journey: Journey; walked: WalkedJourney }[];
}

/** The day that the calendar stands in: 0 for the first; the one after where today was looked at already. */
export function nextDay({ start, calendar }: Pick<Stage, 'start' | 'calendar'>): number {
  const passed = calendar.now().getTime() - start.getTime();
  return Math.max(0, Math.ceil((passed - LOOK_AT_MS) / DAY_MS));
}

/** Lives one day: the partners move to what is planned, every environment is looked at once, notices leave. */
export async function liveDay(stage: Stage, day: number): Promise<StoryDay> {
  const { calendar, partners, pipeline, start } = stage;
  const at = start.getTime() + day * DAY_MS + LOOK_AT_MS;
  calendar.moveTo(at);
  const now = calendar.now();
  const switches = partners.advance(now);
  const ticks = stage.agreements.flatMap((agreement) =>
    environmentsOf(agreement).map(
      (environment): Tick => ({ partner: agreement.partner, environment, due: at }),
    ),
  );
  const outcomes = await Promise.all(ticks.map((tick) => pipeline.check(tick)));
  const walked = [];
  for (const journey of stage.journeys.filter(({ steps }) => steps.some(isCalled)))
    walked.push({ journey, walked: await pipeline.walk(journey, { looked: ticks, tell: true }) });
  const swept = await Promise.all(stage.agreements.map(({ partner }) => pipeline.sweep(partner)));
  return { day, date: now.toISOString().slice(0, 10), switches, outcomes, swept, walked };
}
