import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../../../bench/scale/simulate.ts';
import type { Scenario } from '../../../bench/scale/types.ts';
import { FIGURES, scenarioOf } from './figures.ts';

const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    partners: fc.integer({ min: 1, max: 150 }),
    environments: fc.integer({ min: 1, max: 3 }),
    intervalMs: fc.constantFrom(60_000, 15 * 60_000, 60 * 60_000),
    flexibleMs: fc.constantFrom(0, 60_000, 10 * 60_000),
    phase: fc.constantFrom('spread' as const, 'together' as const),
    mostAtOnce: fc.integer({ min: 1, max: 50 }),
    hangingShare: fc.constantFrom(0, 0.01, 0.5),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
  })
  .map(scenarioOf);

test('a tick is done, dropped or waiting: none is lost and none is done twice', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { ticks, done, dropped, waiting } = simulate(scenario, FIGURES);
      expect(done + dropped + waiting).toBe(ticks);
    }),
    { numRuns: 25 },
  );
});

test('the same seed gives the same outcome', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      expect(simulate(scenario, FIGURES)).toEqual(simulate(scenario, FIGURES));
    }),
    { numRuns: 10 },
  );
});

test('there are never more checks at once than the event source allows, nor than partners', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { atOnce } = simulate(scenario, FIGURES);
      expect(atOnce.most).toBeLessThanOrEqual(Math.min(scenario.mostAtOnce, scenario.partners));
      expect(atOnce.mean).toBeLessThanOrEqual(Math.max(1, atOnce.most) * 1.5);
    }),
    { numRuns: 20 },
  );
});

test('more partners make more ticks, more checks and more to pay', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 2, max: 5 }), (partners, times) => {
      const few = simulate(scenarioOf({ partners, flexibleMs: 0, phase: 'together' }), FIGURES);
      const many = simulate(
        scenarioOf({ partners: partners * times, flexibleMs: 0, phase: 'together' }),
        FIGURES,
      );
      expect(many.ticks).toBe(few.ticks * times);
      expect(many.done).toBeGreaterThan(few.done);
      expect(many.billedMs).toBeGreaterThan(few.billedMs);
      expect(many.peak.invocations).toBeGreaterThanOrEqual(few.peak.invocations);
    }),
    { numRuns: 15 },
  );
});
