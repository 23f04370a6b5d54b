import type { Monotonic } from '../../app/ports.ts';
import type { Failure } from '../../core/exchange/types.ts';

/** Failures in a row after which no more calls are made. */
const MOST_FAILURES = 5;
/** Failures that a single operation may be the cause of count only if so many operations met them. */
const LEAST_OPERATIONS = 3;
/** Failures in a row that are kept. */
const MOST_REMEMBERED = 50;
/** How long no calls are made before one is tried again, in ms. */
const PAUSE_MS = 30_000;

/** Where a call did not even reach the partner's server: no operation can be the cause. */
const UNREACHED = new Set<Failure['class']>(['dns', 'connect', 'tls']);
const BROKEN = new Set<Failure['class']>([...UNREACHED, 'timeout', 'reset', 'truncated', 'server-error']);

/** What became of a call; `unmade`: it was never sent, and shows nothing. */
export type Outcome = Failure | 'answered' | 'unmade';

/** Spares a partner that is down the calls that would fail as well. One for each partner and origin. */
export interface CircuitBreaker {
  /**
   * Why a call is not to be made now, or null: then what became of it has to be told. May wait for the one call that
   * finds out whether the partner is back.
   */
  ask(): Promise<Failure | null>;
  /** @param operation what was called. */
  tell(outcome: Outcome, operation: string): void;
  /** A new look begins: its first call is made, whatever the last look met. */
  lookAgain(): void;
}

/**
 * Makes a breaker. It opens after five failures in a row: no connection, no answer, or a server's error, the latter two
 * at three operations or more, so that one broken operation does not hide the others. Then every call is answered at
 * once with the class of what was seen, until, after 30 seconds or in the next look, one call is tried.
 */
export function createCircuitBreaker(monotonic: Monotonic): CircuitBreaker {
  let failures: { failure: Failure; operation: string }[] = [];
  let openedAt: number | null = null;
  let mayTry = false;
  let trial: PromiseWithResolvers<void> | null = null;

  return {
    ask: async () => {
      while (trial) await trial.promise;
      const last = failures.at(-1)?.failure;
      if (openedAt === null || !last) return null;
      if (mayTry || monotonic.now() - openedAt >= PAUSE_MS) {
        mayTry = false;
        trial = Promise.withResolvers();
        return null;
      }
      return { ...last, detail: `${last.detail}; further calls were spared` };
    },
    tell: (outcome, operation) => {
      const tried = trial;
      trial = null;
      if (outcome === 'unmade') mayTry ||= tried !== null;
      else if (outcome === 'answered' || !BROKEN.has(outcome.class)) {
        failures = [];
        openedAt = null;
      } else {
        failures = [...failures, { failure: outcome, operation }].slice(-MOST_REMEMBERED);
        if (tried || isDown(failures)) openedAt = monotonic.now();
      }
      tried?.resolve();
    },
    lookAgain: () => {
      mayTry = openedAt !== null;
    },
  };
}

function isDown(failures: readonly { failure: Failure; operation: string }[]): boolean {
  if (failures.length < MOST_FAILURES) return false;
  if (failures.slice(-MOST_FAILURES).every(({ failure }) => UNREACHED.has(failure.class))) return true;
  return new Set(failures.map(({ operation }) => operation)).size >= LEAST_OPERATIONS;
}

/** Makes the breakers of all partners and origins, each kept from its first use on. */
export function createCircuitBreakers(
  monotonic: Monotonic,
): (partner: string, origin: string) => CircuitBreaker {
  const breakers = new Map<string, CircuitBreaker>();
  return (partner, origin) => {
    const key = `${partner} ${origin}`;
    const breaker = breakers.get(key) ?? createCircuitBreaker(monotonic);
    breakers.set(key, breaker);
    return breaker;
  };
}
