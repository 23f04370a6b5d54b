import type { Failure } from '../../core/exchange/types.ts';
import type { ClientWay, Token } from './oauth-token.ts';

interface Flight {
  by: symbol;
  token: Promise<Token | Failure>;
}

/** Tokens by environment and client, shared by all looks of a process; times in monotonic ms. */
export interface TokenStore {
  /** A token that may still be used, or null. */
  fresh(key: string, now: number): string | null;
  /** True if there is, or soon will be, a token that is none of these values. */
  renewedSince(key: string, refused: readonly string[]): boolean;
  /** One request at a time for each key: who asks meanwhile waits for it. `by` says whose request it was. */
  obtain(
    key: string,
    by: symbol,
    request: () => Promise<Token | Failure>,
    now: () => number,
  ): Promise<{ got: Token | Failure; by: symbol }>;
  forget(key: string): void;
  /** How the token endpoint took the client's name the last time. */
  way(key: string): ClientWay;
}

/** Makes an empty store of tokens. */
export function createTokenStore(): TokenStore {
  const tokens = new Map<string, { value: string; until: number }>();
  const flights = new Map<string, Flight>();
  const ways = new Map<string, ClientWay>();

  const fly = (
    key: string,
    by: symbol,
    request: () => Promise<Token | Failure>,
    now: () => number,
  ): Flight => {
    const land = async (): Promise<Token | Failure> => {
      try {
        const got = await request();
        if ('class' in got) return got;
        tokens.set(key, { value: got.value, until: now() + got.usableMs });
        ways.set(key, got.way);
        return got;
      } finally {
        flights.delete(key);
      }
    };
    const flight = { by, token: land() };
    flights.set(key, flight);
    return flight;
  };

  return {
    fresh: (key, now) => {
      const kept = tokens.get(key);
      return kept && kept.until > now ? kept.value : null;
    },
    renewedSince: (key, refused) => {
      const kept = tokens.get(key);
      return flights.has(key) || (kept !== undefined && !refused.includes(kept.value));
    },
    obtain: async (key, by, request, now) => {
      const flight = flights.get(key) ?? fly(key, by, request, now);
      return { got: await flight.token, by: flight.by };
    },
    forget: (key) => {
      tokens.delete(key);
    },
    way: (key) => ways.get(key) ?? 'header',
  };
}
