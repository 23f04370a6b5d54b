import type { Answer } from './answer-call.ts';

/** What an emulated partner allows its callers, all of them together. What is left out is not limited. */
export interface Limits {
  /** Calls a second on average, and how many at once after a rest (a token bucket). */
  perSecond?: number;
  burst?: number;
  /** Calls in all. */
  perDay?: number;
  /** Calls that are answered at the same time. */
  concurrent?: number;
  /** How the quota is told with every answer; left out: not at all, and a 429 has `Retry-After`. */
  dialect?: LimitDialect;
}

export type LimitDialect = 'structured' | 'draft' | 'triple' | 'epoch';

/** What a limited partner has counted. */
export interface LimitCounts {
  /** Calls that arrived, those that were refused included. */
  calls: number;
  overRate: number;
  overDay: number;
  overConcurrent: number;
  /** The most that were in work at the same time. */
  mostAtOnce: number;
}

/** Enforces limits: counts what breaks them, and refuses it. */
export interface Limiter {
  /** A call begins. Null: it may be answered. Else it is refused. */
  begin(): Answer | null;
  /** What an answer tells of the quota. */
  told(): Record<string, string>;
  /** The call is over. */
  end(): void;
  counts(): LimitCounts;
}

/**
 * Makes the limiter of one partner.
 *
 * @param elapsedMs monotonic time. @param now calendar time, for resets that are told as an instant.
 */
export function createLimiter(
  limits: Limits,
  { elapsedMs, now }: { elapsedMs: () => number; now: () => Date },
): Limiter {
  const rate = limits.perSecond ?? Number.POSITIVE_INFINITY;
  const burst = limits.burst ?? 1;
  const counts: LimitCounts = { calls: 0, overRate: 0, overDay: 0, overConcurrent: 0, mostAtOnce: 0 };
  let tokens = burst;
  let filledAt = elapsedMs();
  let ofTheDay = 0;
  let running = 0;

  const fill = (): void => {
    const at = elapsedMs();
    if (limits.perSecond !== undefined) tokens = Math.min(burst, tokens + ((at - filledAt) * rate) / 1000);
    filledAt = at;
  };

  /** Seconds until a call is free again. */
  const resetSeconds = (): number => {
    if (limits.perDay !== undefined && ofTheDay >= limits.perDay) return 86_400;
    return limits.perSecond === undefined ? 0 : Math.ceil(Math.max(0, 1 - tokens) / rate);
  };

  return {
    begin: () => {
      counts.calls++;
      counts.mostAtOnce = Math.max(counts.mostAtOnce, ++running);
      fill();
      // A fraction that is lost to rounding is no call too many.
      const overRate = tokens < 1 - 1e-6;
      const overDay = limits.perDay !== undefined && ofTheDay >= limits.perDay;
      const overConcurrent = limits.concurrent !== undefined && running > limits.concurrent;
      counts.overRate += overRate ? 1 : 0;
      counts.overDay += overDay ? 1 : 0;
      counts.overConcurrent += overConcurrent ? 1 : 0;
      if (overRate || overDay || overConcurrent)
        return {
          status: 429,
          headers: { 'retry-after': String(Math.max(1, resetSeconds())), 'content-type': 'application/json' },
          body: '{"error":"too many requests"}',
        };
      tokens -= limits.perSecond === undefined ? 0 : 1;
      ofTheDay++;
      return null;
    },
    told: () => {
      fill();
      const left = Math.min(tokens, (limits.perDay ?? Number.POSITIVE_INFINITY) - ofTheDay);
      const remaining = Math.max(0, Math.floor(left));
      return tellQuota(limits.dialect, { limit: burst, remaining, reset: resetSeconds(), now: now() });
    },
    end: () => {
      running--;
    },
    counts: () => ({ ...counts }),
  };
}

/** The quota in the headers of a dialect. `reset` in seconds. */
function tellQuota(
  dialect: LimitDialect | undefined,
  { limit, remaining, reset, now }: { limit: number; remaining: number; reset: number; now: Date },
): Record<string, string> {
  switch (dialect) {
    case 'structured':
      return {
        'ratelimit-policy': `"default";q=${limit};w=${Math.max(1, reset)}`,
        ratelimit: `"default";r=${remaining};t=${reset}`,
      };
    case 'draft':
      return { ratelimit: `limit=${limit}, remaining=${remaining}, reset=${reset}` };
    case 'triple':
      return {
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(reset),
      };
    case 'epoch':
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(Math.ceil(now.getTime() / 1000) + reset),
      };
    case undefined:
      return {};
    default:
      return dialect satisfies never;
  }
}
