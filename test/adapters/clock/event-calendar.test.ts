import { expect, test } from 'vitest';
import { createEventCalendar } from '../../../src/adapters/clock/event-calendar.ts';

test('on AWS the time is the real one, whatever an event says', () => {
  const calendar = createEventCalendar(false);
  const before = Date.now();

  calendar.at('2001-01-01T00:00:00Z');

  expect(calendar.kind).toBe('real');
  expect(calendar.now().getTime()).toBeGreaterThanOrEqual(before);
});

test('on loopback it stands at the event, also at one that comes late', () => {
  const calendar = createEventCalendar(true);
  calendar.at('2026-11-02T06:00:00Z');
  expect(calendar.now().toISOString()).toBe('2026-11-02T06:00:00.000Z');

  calendar.at('2026-11-01T06:00:00.000Z');

  expect(calendar).toMatchObject({ kind: 'simulated' });
  expect(calendar.now().toISOString()).toBe('2026-11-01T06:00:00.000Z');
});

test('on loopback there is no time before the first event, and none that cannot be read', () => {
  const calendar = createEventCalendar(true);

  expect(() => calendar.now()).toThrow(/before any event/);
  expect(() => calendar.at('soon')).toThrow(/without a time/);
});
