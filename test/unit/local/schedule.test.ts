import { describe, expect, it } from 'vitest';
import { createSimulatedCalendar } from '../../../src/adapters/clock/calendar.ts';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import { nextTicks } from '../../../src/local/schedule.ts';

const at = (iso: string) => Date.parse(iso);
const agreement = (schedule: Agreement['schedule'], names: string[] = ['sandbox']): Agreement =>
  ({ partner: 'orders', schedule, environments: names.map((name) => ({ name })) }) as unknown as Agreement;

describe('ticks', () => {
  it('lie on the same grid whenever they are planned', () => {
    const every = [agreement({ everyMs: 15 * 60_000 })];
    const [early] = nextTicks(every, at('2026-11-02T10:01:00Z'));
    const [late] = nextTicks(every, at('2026-11-02T10:14:59Z'));
    expect(early?.due).toBe(at('2026-11-02T10:15:00Z'));
    expect(late).toEqual(early);
    expect(nextTicks(every, at('2026-11-02T10:15:00Z'))[0]?.due).toBe(at('2026-11-02T10:30:00Z'));
  });

  it('follow a cron line in its time zone, over the change to summer time', () => {
    const cron = [agreement({ cron: '0 6 * * *', timezone: 'Europe/Paris' })];
    expect(nextTicks(cron, at('2027-03-27T12:00:00Z'))[0]?.due).toBe(at('2027-03-28T04:00:00Z'));
    expect(nextTicks(cron, at('2027-01-10T12:00:00Z'))[0]?.due).toBe(at('2027-01-11T05:00:00Z'));
  });

  it('are one per environment, and one for documents alone', () => {
    const environments = (names: string[]) =>
      nextTicks([agreement({ everyMs: 1000 }, names)], 0).map((tick) => tick.environment);
    expect(environments(['sandbox', 'production'])).toEqual(['sandbox', 'production']);
    expect(environments([])).toEqual([null]);
  });
});

describe('a simulated calendar', () => {
  it('stands still until it is moved, and never goes back', () => {
    const calendar = createSimulatedCalendar('2026-11-02T00:00:00.000Z');
    expect(calendar.now().toISOString()).toBe('2026-11-02T00:00:00.000Z');
    calendar.moveTo(at('2026-11-05T00:00:00Z'));
    calendar.moveTo(at('2026-11-03T00:00:00Z'));
    expect(calendar.now().toISOString()).toBe('2026-11-05T00:00:00.000Z');
  });
});
