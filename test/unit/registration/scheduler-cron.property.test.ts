import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedulerCron } from '../../../src/core/registration/scheduler-cron.ts';
import { isTick, wallIn } from './six-fields.ts';

const MINUTE = 60_000;
const MONTHS = ['JAN', 'feb', 'MAR', 'APR', 'may', 'JUN', 'JUL', 'AUG', 'SEP', 'Oct', 'NOV', 'DEC'];
const DAYS = ['SUN', 'mon', 'TUE', 'WED', 'Thu', 'FRI', 'SAT'];

/** A field as people write it: `*`, values, ranges, steps and lists of them, some by name. */
function field(least: number, most: number, names: string[] = []): fc.Arbitrary<string> {
  const value = fc.integer({ min: least, max: most });
  const named = fc
    .tuple(value, fc.boolean())
    .map(([one, byName]) => (byName && names[one - least] ? `${names[one - least]}` : `${one}`));
  const range = fc
    .tuple(value, value)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    .map(([from, to]) => `${from}-${to}`);
  const step = fc.integer({ min: 1, max: Math.min(30, most - least) });
  const stepped = fc
    .tuple(fc.oneof(fc.constant('*'), range), step)
    .filter(([from, by]) => from === '*' || spanOf(from) >= by)
    .map(([from, by]) => `${from}/${by}`);
  const part = fc.oneof(named, range, stepped);
  return fc.oneof(
    fc.constant('*'),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((all) => all.join(',')),
  );
}

function spanOf(range: string): number {
  const [from = 0, to = 0] = range.split('-').map(Number);
  return to - from;
}

const days = fc.oneof(
  fc.tuple(field(1, 31), fc.constantFrom('*', '?')),
  fc.tuple(fc.constantFrom('*', '?'), field(0, 7, DAYS)),
);
const line = fc
  .tuple(field(0, 59), field(0, 23), days, field(1, 12, MONTHS))
  .map(([minute, hour, [day, weekday], month]) => `${minute} ${hour} ${day} ${month} ${weekday}`);

/** Minutes over a year, so that each month, weekday and hour is met. */
const start = Date.UTC(2026, 10, 22);
const sample = fc.array(fc.integer({ min: 0, max: 365 * 24 * 60 }), { minLength: 40, maxLength: 40 });

describe('a cron line in the six fields of Scheduler', () => {
  it.each(['UTC', 'Asia/Kolkata', 'America/Phoenix'])(
    'ticks when the pipeline on one machine does: %s',
    (timezone) => {
      const wall = wallIn(timezone);
      let compared = 0;
      fc.assert(
        fc.property(line, sample, (cron, minutes) => {
          const told = schedulerCron(cron);
          const local = new Cron(cron, { timezone });
          if (typeof told === 'string') return expect(told).toBe('such a day never comes');
          const expression = `cron(${told.fields})`;
          let after = new Date(start);
          for (let run = 0; run < 5; run++) {
            const next = local.nextRun(after);
            if (!next) break;
            expect({ cron, expression, next, ticks: isTick(expression, wall(next.getTime())) }).toMatchObject(
              {
                ticks: true,
              },
            );
            // Nothing in between: a tick of ours is a tick of theirs.
            const between = Math.min(after.getTime() + 90 * MINUTE, next.getTime());
            const first = Math.floor(after.getTime() / MINUTE) * MINUTE + MINUTE;
            for (let at = first; at < between; at += MINUTE) expect(isTick(expression, wall(at))).toBe(false);
            after = next;
          }
          for (const minute of minutes) {
            const at = start + minute * MINUTE;
            expect({ cron, expression, at, ticks: isTick(expression, wall(at)) }).toEqual({
              cron,
              expression,
              at,
              ticks: local.match(new Date(at)),
            });
            compared++;
          }
        }),
        { numRuns: 60 },
      );
      expect(compared).toBeGreaterThan(1_000);
    },
  );

  it('never says that ticks are further apart than they are', () => {
    fc.assert(
      fc.property(line, (cron) => {
        const told = schedulerCron(cron);
        if (typeof told === 'string') return;
        const runs = new Cron(cron, { timezone: 'UTC' }).nextRuns(60, new Date(start));
        for (const [index, run] of runs.entries()) {
          const next = runs[index + 1];
          if (next)
            expect((next.getTime() - run.getTime()) / MINUTE).toBeGreaterThanOrEqual(told.intervalMinutes);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is never longer than Scheduler takes', () => {
    fc.assert(
      fc.property(line, (cron) => {
        const told = schedulerCron(cron);
        if (typeof told !== 'string') expect(`cron(${told.fields})`.length).toBeLessThanOrEqual(256);
      }),
    );
  });
});
