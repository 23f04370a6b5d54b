/** How the clients of AWS call: connections are kept, what hangs is given up, what is refused for a while is tried again. */
export interface ClientSettings {
  maxAttempts: number;
  requestHandler: {
    connectionTimeout: number;
    requestTimeout: number;
    throwOnRequestTimeout: true;
  };
}

/** Longest wait for a connection, in ms. */
const CONNECTION_MS = 1_000;

/**
 * Settings of a client. Attempts are spaced by the client's own exponential backoff with jitter; throttles, time-outs,
 * broken connections and faults of the service are tried again, refusals are not.
 *
 * @param requestMs longest time from the request to its answer, in ms.
 * @param maxAttempts how often one call is tried in all.
 */
export function clientSettings({ requestMs = 3_000, maxAttempts = 5 } = {}): ClientSettings {
  return {
    maxAttempts,
    // Without the last of these, a request that takes too long is only told of in the log.
    requestHandler: {
      connectionTimeout: CONNECTION_MS,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
    },
  };
}
