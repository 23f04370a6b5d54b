import { Cron } from 'croner';
import { ourLooks } from '../core/agreement/our-side.ts';
import type { Agreement } from '../core/agreement/types.ts';

/** One check that is due: a partner in one environment (null: documents only) at a planned time. */
export interface Tick {
  partner: string;
  environment: string | null;
  /** ms since 1970. */
  due: number;
}

/**
 * The next tick of every environment of every partner after `after` (ms since 1970). Ticks lie on a grid
 * of the agreement's interval from midnight UTC, or on its cron line, so that a restart plans the same
 * times again.
 */
export function nextTicks(agreements: readonly Agreement[], after: number): Tick[] {
  return agreements.flatMap((agreement) =>
    environmentsOf(agreement).map((environment) => ({
      partner: agreement.partner,
      environment,
      due: nextDue(agreement.schedule, after),
    })),
  );
}

/** A partner without environments is still looked at through its documents; then our own API, where it uses that. */
export function environmentsOf(agreement: Agreement): (string | null)[] {
  const theirs = agreement.environments.length > 0 ? agreement.environments.map(({ name }) => name) : [null];
  return [...theirs, ...ourLooks(agreement)];
}

function nextDue(schedule: Agreement['schedule'], after: number): number {
  if ('everyMs' in schedule) return (Math.floor(after / schedule.everyMs) + 1) * schedule.everyMs;
  const next = new Cron(schedule.cron, { timezone: schedule.timezone }).nextRun(new Date(after));
  return next ? next.getTime() : Number.POSITIVE_INFINITY;
}
