import type { Exchange } from '../../../src/core/exchange/types.ts';

/** The parts of an exchange that a test cares about. */
export interface ExchangeParts {
  id?: number;
  purpose?: Exchange['purpose'];
  interaction?: number | null;
  request?: Partial<Exchange['request']>;
  response?: Partial<NonNullable<Exchange['response']>> | null;
  failure?: Exchange['failure'];
}

/** An exchange with everything else as it usually is: a GET that was answered 200 with JSON. */
export function exchangeOf(parts: ExchangeParts): Exchange {
  return {
    id: parts.id ?? 0,
    purpose: parts.purpose ?? 'use',
    interaction: parts.interaction ?? null,
    use: null,
    request: { method: 'GET', path: '/orders', query: '', headers: {}, ...parts.request },
    response:
      parts.response === null
        ? null
        : { status: 200, headers: {}, media: 'application/json', unreadable: false, ...parts.response },
    failure: parts.failure ?? null,
    ms: 12,
  };
}
