import { expect, test } from 'vitest';
import { openNewStore } from './open-table.ts';

const run = (day: number) => ({
  partner: 'acme-pay',
  environment: 'sandbox',
  at: new Date(Date.UTC(2026, 10, day)).toISOString(),
  verdict: 'agrees' as const,
  look: `look-${day}`,
  ms: 1,
});

test.each([0, 1, 2, 4, 8])('queries that run while the table closes end first (%i ms)', async (ms) => {
  const store = await openNewStore();
  for (let day = 1; day <= 20; day++) await store.runs.record(run(day));
  const queries = Array.from({ length: 20 }, () => store.runs.recent('acme-pay', 20));
  await new Promise((resolve) => setTimeout(resolve, ms));

  const [outcomes] = await Promise.all([Promise.allSettled(queries), store.end()]);

  const answers = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.length] : []));
  expect(answers.every((length) => length === 20)).toBe(true);
  for (const one of outcomes)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'storage' });
});
