/** Lets through at most so many a second; what comes faster is refused and comes again. */
export interface RateGate {
  /** When a call that first comes at `at` (ms) gets through; calls must come in the order of time. */
  pass(at: number): number;
  /** Calls that were refused at least once. */
  refused(): number;
}

/** A bucket of one second's worth of calls, filled evenly: how AWS throttles. */
export function createRateGate(perSecond: number): RateGate {
  const perMs = perSecond / 1000;
  let tokens = perSecond;
  let filledAt = 0;
  let refused = 0;
  return {
    pass(at) {
      const from = Math.max(at, filledAt);
      tokens = Math.min(perSecond, tokens + (from - filledAt) * perMs);
      filledAt = from;
      const missing = Math.max(0, 1 - tokens);
      const through = from + missing / perMs;
      if (through > at) refused++;
      tokens = tokens + missing - 1;
      filledAt = through;
      return through;
    },
    refused: () => refused,
  };
}
