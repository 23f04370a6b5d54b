import { DAY, type FieldKind, fieldValues, HOUR, MINUTE, MONTH, WEEKDAY } from './cron-field.ts';

/** A cron line as EventBridge Scheduler takes it. */
export interface SchedulerCron {
  /** Six fields: minute, hour, day of month, month, day of week, year. */
  fields: string;
  /** A time that is never longer than the distance between two ticks, in minutes; at most a day. */
  intervalMinutes: number;
}

const DAY_MINUTES = 24 * 60;

/** Most days of each month, from January. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A five-field cron line (minute, hour, day of month, month, day of week, as on Unix) in the six fields of EventBridge
 * Scheduler. There, days of the week begin with 1 for Sunday (they are written by name here), and one of the two day
 * fields must be `?`: "either" cannot be told.
 *
 * @returns what is wrong, as the end of a sentence, where the line is no cron line or cannot be told to Scheduler.
 */
export function schedulerCron(line: string): SchedulerCron | string {
  const written = line.trim().split(/\s+/);
  if (written.length !== 5) return 'a cron line has five fields';
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = written;
  const anyDay = day === '*' || day === '?';
  const anyWeekday = weekday === '*' || weekday === '?';
  if (!anyDay && !anyWeekday)
    return 'day of month and day of week cannot both be given on AWS; write `*` for one of them';
  const minutes = fieldValues(minute, MINUTE);
  if (typeof minutes === 'string') return minutes;
  const hours = fieldValues(hour, HOUR);
  if (typeof hours === 'string') return hours;
  const days = fieldValues(anyDay ? '*' : day, DAY);
  if (typeof days === 'string') return days;
  const months = fieldValues(month, MONTH);
  if (typeof months === 'string') return months;
  const weekdays = fieldValues(anyWeekday ? '*' : weekday, WEEKDAY);
  if (typeof weekdays === 'string') return weekdays;
  if (!months.some((one) => (days[0] ?? 0) <= (MONTH_DAYS[one - 1] ?? 0))) return 'such a day never comes';
  const dayOfMonth = anyWeekday ? textOf(days, DAY) : '?';
  const dayOfWeek = anyWeekday ? '?' : weekdays.map((one) => WEEKDAY.names[one]).join(',');
  const fields = `${textOf(minutes, MINUTE)} ${textOf(hours, HOUR)} ${dayOfMonth} ${textOf(months, MONTH)} ${dayOfWeek} *`;
  return {
    fields,
    intervalMinutes: shortestGap(minutes, hours),
  };
}

/** Ascending values in a short way that Scheduler has: all, every so many of all, or ranges and numbers. */
function textOf(values: readonly number[], { least, most }: FieldKind): string {
  if (values.length === most - least + 1) return '*';
  const [first = least, second] = values;
  const step = second === undefined ? 0 : second - first;
  const isRow = values.every((value, index) => value === first + index * step);
  if (first === least && values.length > 2 && isRow && (values.at(-1) ?? 0) + step > most) return `*/${step}`;
  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** As if every day was one: where ticks come on some days only, the true distance is longer. */
function shortestGap(minutes: readonly number[], hours: readonly number[]): number {
  const ticks = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const gaps = ticks.map((tick, index) => (ticks[index + 1] ?? (ticks[0] ?? 0) + DAY_MINUTES) - tick);
  return Math.min(DAY_MINUTES, ...gaps);
}
