import type { Random } from './random.ts';
import type { Scenario } from './types.ts';

/** A tick of a schedule. */
export interface SimulatedTick {
  /** Number of the partner: the message group. */
  partner: number;
  /** When it was due, and when its schedule fired: later by what the flexible window made of it. */
  due: number;
  fired: number;
}

/** Every tick that fires within the simulated time, in the order of firing. */
export function ticksOf(scenario: Scenario, random: Random): SimulatedTick[] {
  const { partners, environments, intervalMs, flexibleMs, spanMs } = scenario;
  const ticks: SimulatedTick[] = [];
  for (let partner = 0; partner < partners; partner++)
    for (let environment = 0; environment < environments; environment++) {
      const phase = scenario.phase === 'together' ? 0 : random() * intervalMs;
      for (let due = phase; due < spanMs; due += intervalMs) {
        const fired = due + random() * flexibleMs;
        if (fired < spanMs) ticks.push({ partner, due, fired });
      }
    }
  return ticks.sort((one, other) => one.fired - other.fired);
}
