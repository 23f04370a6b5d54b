import { expect, test } from 'vitest';
import { simulate } from '../../../bench/scale/simulate.ts';
import { QUOTAS } from '../../../cdk/prices.ts';
import { FIGURES, scenarioOf } from './figures.ts';

test('with room for all, each tick of an hour is checked and hardly waits', () => {
  const outcome = simulate(scenarioOf({ partners: 10, phase: 'spread', flexibleMs: 0 }), FIGURES);
  expect(outcome.ticks).toBe(10 * 2 * 4);
  expect(outcome).toMatchObject({ dropped: 0, throttled: { scheduler: 0, queue: 0, parameters: 0 } });
  expect(outcome.queueAge.p50).toBe(0);
});

test('the messages of one partner wait for one another', () => {
  const one = scenarioOf({ partners: 1, environments: 3, phase: 'together', flexibleMs: 0 });
  const { atOnce, queueAge } = simulate(one, FIGURES);
  expect(atOnce.most).toBe(1);
  // The third of three waits for two checks, at the longest two of 3.2 s and a cold start.
  expect(queueAge.most).toBeGreaterThan(5000);
  expect(queueAge.most).toBeLessThan(2 * 3200 + 900 + 1);
});

test('what the event source cannot carry is dropped once it is older than an interval', () => {
  const scenario = scenarioOf({ partners: 200, intervalMs: 60_000, flexibleMs: 0, mostAtOnce: 5 });
  const { done, dropped, ticks } = simulate(scenario, FIGURES);
  // Five at once at three seconds each: 1.67 checks a second, of 6.67 ticks.
  expect(dropped).toBeGreaterThan(ticks / 2);
  expect(done).toBeGreaterThan(3600 * 1.4);
  expect(done).toBeLessThan(3600 * 1.67 * 1.05);
});

test('schedules that fire together are let into the queue at its rate', () => {
  const scenario = scenarioOf({ partners: 1000, phase: 'together', flexibleMs: 0, spanMs: 14 * 60_000 });
  const { throttled, peak } = simulate(scenario, FIGURES);
  expect(peak.invocations).toBe(2000);
  expect(throttled.scheduler).toBe(2000 - QUOTAS.scheduleInvocations.value);
  expect(throttled.queue).toBeGreaterThan(1000);
});

test('a flexible window takes the peak away', () => {
  const together = scenarioOf({ partners: 1000, phase: 'together', flexibleMs: 0 });
  const flexible = scenarioOf({ partners: 1000, phase: 'together', flexibleMs: 5 * 60_000 });
  const [stiff, spread] = [simulate(together, FIGURES), simulate(flexible, FIGURES)];
  expect(spread.peak.invocations).toBeLessThan(stiff.peak.invocations / 50);
  expect(spread.queueAge.p99).toBeLessThan(stiff.queueAge.p99 / 5);
});

test('a process that was idle for too long starts cold again', () => {
  const rare = simulate(scenarioOf({ partners: 1, environments: 1, flexibleMs: 0 }), FIGURES);
  expect(rare.coldStarts).toBe(4);
  const often = simulate(
    scenarioOf({ partners: 1, environments: 1, flexibleMs: 0, intervalMs: 60_000 }),
    FIGURES,
  );
  expect(often.coldStarts).toBe(1);
});
