import type { CheckOutcome } from '../app/check-report.ts';
import type { Calendar, Monotonic } from '../app/ports.ts';
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
}

/** Longest nap between two looks at the clock, in ms. */
const NAP_MS = 1_000;
/** Sent again what failed, in ms. */
const SWEEP_MS = 60_000;

/**
 * Looks at every environment of every partner at once, then by its schedule, until aborted. A tick that
 * is older than its successor is dropped: one look is enough to know the present.
 */
export async function runSchedule(options: ScheduleOptions): Promise<void> {
  const { pipeline, calendar, monotonic, signal } = options;
  const agreements = pipeline.partners.map((one) => one.agreement);
  let since = calendar.now().getTime();
  let swept = monotonic.now();
  await checkAll(
    options,
    nextTicks(agreements, since).map((tick) => ({ ...tick, due: since })),
  );
  while (!signal.aborted) {
    const now = calendar.now().getTime();
    const due = nextTicks(agreements, since).filter((tick) => tick.due <= now);
    if (due.length > 0) {
      since = now;
      await checkAll(options, due);
    } else if (monotonic.now() - swept > SWEEP_MS) {
      swept = monotonic.now();
      for (const { partner } of agreements) await pipeline.sweep(partner);
    } else {
      await monotonic.sleep(NAP_MS, signal);
    }
  }
}

async function checkAll(options: ScheduleOptions, ticks: readonly Tick[]): Promise<void> {
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
}
