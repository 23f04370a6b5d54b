import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  callsOfTheDay,
  giveCallBack,
  LONGEST_PAUSE_MS,
  pauseCalls,
  takeCall,
  UNUSED,
} from '../../../src/core/quota/quota.ts';
import type { QuotaAsk, QuotaState } from '../../../src/core/quota/types.ts';

const DAY_MS = 86_400_000;
const BEGIN = Date.parse('2026-11-22T08:00:00Z');
const ORIGINS = ['https://sandbox.acme-pay.example', 'https://api.acme-pay.example'];

type Step =
  | { does: 'take'; wait: number; asker: number; origin: number; latest: number | null }
  | { does: 'back'; wait: number; which: number }
  | { does: 'die'; wait: number; which: number }
  | { does: 'pause'; wait: number; origin: number; ms: number };

const wait = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 400 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: DAY_MS }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('take' as const),
      wait,
      asker: fc.nat(3),
      origin: fc.nat(1),
      latest: fc.option(fc.integer({ min: 0, max: 30_000 })),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('back' as const), wait, which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('die' as const), wait, which: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('pause' as const),
      wait,
      origin: fc.nat(1),
      ms: fc.integer({ min: 0, max: 4 * DAY_MS }),
    }),
  },
);

const limits = fc.record({
  requestsPerSecond: fc.constantFrom(0.05, 0.5, 1, 2, 7, 50),
  concurrent: fc.integer({ min: 1, max: 4 }),
  callsPerDay: fc.option(fc.integer({ min: 0, max: 12 })),
});

const HOLD_MS = 11_000;

/** A call as its partner would see it: from `at` to `end` at the latest. */
interface Made {
  hold: string;
  /** The step that asked for it. */
  step: number;
  origin: string;
  at: number;
  end: number;
}

/** Lets any mix of callers, deaths and pauses loose on one quota, and keeps what was called. */
function play(steps: Step[], on: QuotaAsk['limits']) {
  const made: Made[] = [];
  const running = new Map<string, Made>();
  const pauses: { origin: string; step: number; until: number }[] = [];
  let state: QuotaState = UNUSED;
  let now = BEGIN;
  for (const [n, one] of steps.entries()) {
    now += one.wait;
    const origin = ORIGINS['origin' in one ? one.origin : 0] as string;
    if (one.does === 'take') {
      const latest = one.latest === null ? {} : { latest: now + one.latest };
      const ask = { limits: on, now, holdMs: HOLD_MS, origin, asker: `asker ${one.asker}`, ...latest };
      const outcome = takeCall(state, ask, `call ${n}`);
      state = outcome.state;
      if (outcome.grant.kind !== 'granted') continue;
      const { hold, at } = outcome.grant;
      const call = { hold, step: n, origin, at, end: at + HOLD_MS };
      made.push(call);
      running.set(call.hold, call);
    } else if (one.does === 'pause') {
      state = pauseCalls(state, origin, now + one.ms, now);
      pauses.push({ origin, step: n, until: now + Math.min(one.ms, LONGEST_PAUSE_MS) });
    } else {
      const call = [...running.values()][one.which];
      if (!call || call.at > now) continue;
      running.delete(call.hold);
      if (one.does === 'die') continue; // nobody gives it back
      call.end = Math.min(call.end, now);
      state = giveCallBack(state, call.hold);
    }
  }
  return { made, pauses, state, now };
}

const RUNS = { numRuns: 300 };

describe('a quota, whoever asks of it and whoever dies', () => {
  it('spaces the starts of calls evenly', () => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), limits, (steps, on) => {
      const starts = play(steps, on).made.map(({ at }) => at);
      for (const [n, at] of starts.entries())
        if (n > 0) expect(at - (starts[n - 1] as number)).toBeGreaterThanOrEqual(1000 / on.requestsPerSecond);
    });
    fc.assert(property, RUNS);
  });

  it('lets no more run at once than was agreed', () => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), limits, (steps, on) => {
      const { made } = play(steps, on);
      for (const { at } of made) {
        const atOnce = made.filter((other) => other.at <= at && at < other.end);
        expect(atOnce.length).toBeLessThanOrEqual(on.concurrent);
      }
    });
    fc.assert(property, RUNS);
  });

  it('stays within the calls of any 24 hours', () => {
    const property = fc.property(fc.array(step, { maxLength: 80 }), limits, (steps, on) => {
      if (on.callsPerDay === null) return;
      const { made } = play(steps, on);
      for (const { at } of made) {
        const day = made.filter((other) => other.at <= at && at - other.at < DAY_MS);
        expect(day.length).toBeLessThanOrEqual(on.callsPerDay);
      }
    });
    fc.assert(property, RUNS);
  });

  it('calls no origin within a pause that it asked for', () => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), limits, (steps, on) => {
      const { made, pauses } = play(steps, on);
      const order = made.filter((call) =>
        pauses.some(
          ({ origin, step, until }) => origin === call.origin && step < call.step && call.at < until,
        ),
      );
      expect(order).toEqual([]);
    });
    fc.assert(property, RUNS);
  });

  it('is free again, whatever happened, a day and a hold later', () => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), limits, (steps, on) => {
      if (on.callsPerDay === 0) return;
      const { state, now } = play(steps, on);
      const later = now + 2 * DAY_MS;
      const ask = { limits: on, now: later, holdMs: HOLD_MS, origin: ORIGINS[0] as string };
      expect(takeCall(state, ask, 'later').grant).toEqual({ kind: 'granted', at: later, hold: 'later' });
    });
    fc.assert(property, RUNS);
  });

  it('counts nothing for what was never made, and forgets what was given back', () => {
    const ask = {
      limits: { requestsPerSecond: 1000, concurrent: 9, callsPerDay: 1 },
      now: BEGIN,
      holdMs: HOLD_MS,
    };
    const { state } = takeCall(UNUSED, ask, 'a');
    expect(takeCall(state, ask, 'b').grant).toEqual({ kind: 'budget' });
    expect(callsOfTheDay(giveCallBack(state, 'a'))).toBe(1);
    expect(callsOfTheDay(giveCallBack(state, 'a', null))).toBe(0);
    expect(giveCallBack(state, 'another')).toBe(state);
  });
});
