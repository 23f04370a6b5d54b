import type { Agreement } from '../agreement/types.ts';
import { ForewarnError } from '../errors.ts';
import { schedulerCron } from './scheduler-cron.ts';
import type { PlannedSchedule } from './types.ts';

const MINUTE_MS = 60_000;
const UNITS = [
  ['days', 24 * 60],
  ['hours', 60],
  ['minutes', 1],
] as const;

/** Most minutes that a tick is moved. */
const MOST_FLEXIBLE = 15;

/**
 * The schedules of a partner: one for each environment, or one for its documents where it has none. A tick may be
 * moved by a tenth of the interval, at most 15 minutes, so that not all partners are called on the full hour. For a
 * cron line, `intervalMs` is the shortest time between two ticks, or less where ticks come on some days only, and a
 * day at most: a tick that is dropped for its age is always followed by a younger one.
 *
 * @throws ForewarnError `config` where Scheduler cannot be told the agreement's schedule: less than a minute or parts of
 * one, or a cron line with both day fields.
 */
export function schedulesOf(agreement: Agreement): PlannedSchedule[] {
  const { expression, timezone, minutes } = timesOf(agreement);
  const names = agreement.environments.map(({ name }) => name);
  return (names.length > 0 ? names : [null]).map((environment) => ({
    partner: agreement.partner,
    environment,
    expression,
    timezone,
    flexibleMinutes: Math.min(MOST_FLEXIBLE, Math.floor(minutes / 10)),
    intervalMs: minutes * MINUTE_MS,
  }));
}

function timesOf(agreement: Agreement): { expression: string; timezone: string; minutes: number } {
  const { schedule } = agreement;
  if ('cron' in schedule) {
    const cron = schedulerCron(schedule.cron);
    if (typeof cron === 'string') throw refusal(agreement, cron);
    return {
      expression: `cron(${cron.fields})`,
      timezone: schedule.timezone,
      minutes: cron.intervalMinutes,
    };
  }
  const minutes = schedule.everyMs / MINUTE_MS;
  if (!Number.isInteger(minutes) || minutes < 1)
    throw refusal(agreement, '`every` must be whole minutes on AWS, at least `1m`');
  const [unit, length] = UNITS.find(([, each]) => minutes % each === 0) ?? UNITS[2];
  return { expression: `rate(${minutes / length} ${unit})`, timezone: 'UTC', minutes };
}

function refusal(agreement: Agreement, problem: string): ForewarnError {
  return new ForewarnError('config', `${agreement.partner}: \`schedule\`: ${problem}`, {
    place: { file: agreement.file },
    fix: 'change `schedule` in the agreement, or in forewarn.yaml where all share it',
  });
}
