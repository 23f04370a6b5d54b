import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter, daysBetween, isLate, workableDays } from '../../../src/core/drift/calendar.ts';

const START = '2024-01-01';
const day = fc.integer({ min: 0, max: 1500 }).map((days) => daysAfter(START, days));
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 60 }))
  .map(([from, days]) => ({ from, to: daysAfter(from, days), why: null }));
const freeze = fc.array(span, { maxLength: 5 });

/** Day by day, as one would with a calendar on the wall. */
function counted(from: string, on: string, spans: { from: string; to: string }[]): number {
  let days = 0;
  for (let at = from; at < on; at = daysAfter(at, 1)) {
    if (!spans.some((one) => one.from <= at && at <= one.to)) days += 1;
  }
  return days;
}

describe('the calendar', () => {
  it('counts workable days as one would on paper', () => {
    fc.assert(
      fc.property(day, day, freeze, (from, on, spans) => {
        expect(workableDays(from, on, spans)).toBe(counted(from, on, spans));
      }),
      { numRuns: 300 },
    );
  });

  it('never gains days by a freeze, and never loses more than it has', () => {
    fc.assert(
      fc.property(day, day, freeze, span, (from, on, spans, one) => {
        const without = workableDays(from, on, spans);
        const given = workableDays(from, on, [...spans, one, one]);
        expect(given).toBeLessThanOrEqual(without);
        expect(given).toBeGreaterThanOrEqual(Math.max(0, without - daysBetween(one.from, one.to) - 1));
      }),
    );
  });

  it('is late from a day on, and stays late', () => {
    const agreement = (migrationDays: number) => ({ migrationDays, changeFreeze: [] });
    fc.assert(
      fc.property(day, day, fc.nat({ max: 90 }), (now, on, migrationDays) => {
        const late = isLate(now, on, agreement(migrationDays));
        if (late) expect(isLate(daysAfter(now, 1), on, agreement(migrationDays))).toBe(true);
        expect(late).toBe(Math.max(0, daysBetween(now, on)) < migrationDays);
      }),
    );
  });

  it('counts days in UTC, leap days too', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2027-02-28', '2027-03-01')).toBe(1);
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2026-11-22T23:59:59.999Z', '2026-11-23T00:00:00.000Z')).toBe(1);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });
});
