import type { WalkedJourney } from '../app/check-journey.ts';
import type { CheckOutcome } from '../app/check-report.ts';
import type { Calendar, Monotonic } from '../app/ports.ts';
import type { Journey } from '../core/agreement/types.ts';
import { createDueWalks, type DueWalks } from './due-walks.ts';
import type { Pipeline } from './pipeline.ts';
import { nextTicks, type Tick } from './schedule.ts';

/** How a schedule is kept. */
export interface ScheduleOptions {
  pipeline: Pipeline;
  calendar: Calendar;
  monotonic: Monotonic;
  signal: AbortSignal;
  /** Told of every check, and of what kept one from being carried out. */
  told(tick: Tick, outcome: CheckOutcome | Error): void | Promise<void>;
  /** Told of every walk, and of what kept one from being made. */
  walked?(journey: Journey, outcome: WalkedJourney | Error): void | Promise<void>;
}

/** Longest nap between two looks at the clock, in ms. */
const NAP_MS = 1_000;
/** Sent again what failed, in ms. */
const SWEEP_MS = 60_000;

/**
 * Looks at every environment of every partner at once, then by its schedule, until aborted; walks each journey when all
 * of its partners have been looked at. A tick that
 * is older than its successor is dropped: one look is enough to know the present.
 */
export async function runSchedule(options: ScheduleOptions): Promise<void> {
  const { pipeline, calendar, monotonic, signal } = options;
  const agreements = pipeline.partners.map((one) => one.agreement);
  let since = calendar.now().getTime();
  let swept = monotonic.now();
  const walks = createDueWalks(pipeline.journeys, agreements);
  await checkAll(
    options,
    nextTicks(agreements, since).map((tick) => ({ ...tick, due: since })),
    walks,
  );
  while (!signal.aborted) {
    const now = calendar.now().getTime();
    const due = nextTicks(agreements, since).filter((tick) => tick.due <= now);
    if (due.length > 0) {
      since = now;
      await checkAll(options, due, walks);
    } else if (monotonic.now() - swept > SWEEP_MS) {
      swept = monotonic.now();
      for (const { partner } of agreements) await pipeline.sweep(partner);
    } else {
      await monotonic.sleep(NAP_MS, signal);
    }
  }
}

async function checkAll(options: ScheduleOptions, ticks: readonly Tick[], walks: DueWalks): Promise<void> {
  await Promise.all(
    ticks.map(async (tick) => {
      if (options.signal.aborted) return;
      try {
        await options.told(tick, await options.pipeline.check(tick));
        await options.pipeline.sweep(tick.partner);
      } catch (error) {
        await options.told(tick, error instanceof Error ? error : new Error(String(error)));
      }
    }),
  );
  await Promise.all(walks.after(ticks).map((journey) => walk(options, journey, walks)));
}

async function walk({ pipeline, signal, walked }: ScheduleOptions, journey: Journey, { places }: DueWalks) {
  if (signal.aborted) return;
  try {
    await walked?.(journey, await pipeline.walk(journey, { looked: places, tell: true }));
  } catch (error) {
    await walked?.(journey, error instanceof Error ? error : new Error(String(error)));
  }
}
