import type { FixtureLeases, FixturePool, Lent } from '../../app/look-memory.ts';
import type { Monotonic } from '../../app/ports.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { JsonObject } from '../../core/json.ts';

/** How long to wait for a fixture that another look has, and how often to ask. */
const PATIENCE_MS = 10_000;
const ASK_EVERY_MS = 200;

/** Lends a set of values from a pool to a look. */
export type LendFixture = (
  pool: readonly JsonObject[],
) => Promise<{ values: JsonObject; giveBack(): Promise<void> } | null>;

/**
 * Makes a function that lends what no other look has: it waits a while where all are lent, but not beyond the look.
 *
 * @param on.until when a fixture comes back by itself, ms since 1970. @param on.deadlineMs of the look, monotonic.
 */
export function lendFixture(on: {
  fixtures: FixtureLeases;
  of: FixturePool;
  monotonic: Monotonic;
  until: number;
  deadlineMs: number;
}): LendFixture {
  const { fixtures, of, monotonic, until, deadlineMs } = on;
  return async (pool) => {
    const byName = new Map(pool.map((values) => [canonicalJson(values), values]));
    const giveUp = Math.min(monotonic.now() + PATIENCE_MS, deadlineMs);
    for (;;) {
      const lent: Lent | null = await fixtures.take(of, [...byName.keys()], until);
      const values = lent && byName.get(lent.fixture);
      if (lent && values) return { values, giveBack: () => lent.giveBack() };
      if (monotonic.now() + ASK_EVERY_MS >= giveUp) return null;
      await monotonic.sleep(ASK_EVERY_MS);
    }
  };
}
