import { expect, it } from 'vitest';
import { createSimulatedCalendar } from '../../../src/adapters/clock/calendar.ts';
import { quotaClock } from '../../../src/adapters/clock/quota-clock.ts';

it('goes on while a compressed calendar stands still, and jumps with it', async () => {
  const calendar = createSimulatedCalendar('2026-11-02T00:00:00.000Z');
  const now = quotaClock(calendar);
  const begun = now();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const later = now();
  expect(later - begun).toBeGreaterThanOrEqual(25);
  calendar.moveTo(Date.parse('2026-11-03T00:00:00.000Z'));
  expect(now() - later).toBeGreaterThanOrEqual(86_400_000);
});
