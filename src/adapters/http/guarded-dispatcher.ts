import type { SecureContext } from 'node:tls';
import { Agent, buildConnector, Client, type Dispatcher, Pool } from 'undici';
import { type CallTrace, noConnection } from './connection.ts';
import { type Guarding, guardedConnector } from './guarded-connector.ts';

/** How long a connection is kept without use: short, so that a partner's own time-out is not seen as a reset. */
const KEEP_ALIVE_MS = 1_000;
const MOST_CONNECTIONS = 16;

/** Our key and certificates for mutual TLS, and the one origin that they are shown to. */
export interface ClientIdentity {
  origin: string;
  /** Null where there is none: then nothing is shown. */
  context: () => SecureContext | null;
}

/**
 * Opens a dispatcher (undici) whose connections pass the address guard ({@link guardedConnector}). Proxies named by
 * `HTTP_PROXY` and its like are not used. A request's `opaque`, a {@link CallTrace}, is told its connection.
 *
 * @param timeoutMs for each step of a connection, for headers, and between two pieces of a body.
 * @param connections to each origin at once; a call waits for one of them.
 * @param identity is shown to its exact origin (RFC 6454: scheme, host, port), and to no other.
 */
export function guardedDispatcher(
  options: Guarding & { identity?: ClientIdentity; connections?: number },
): Dispatcher {
  const { identity, timeoutMs, connections = MOST_CONNECTIONS } = options;
  const limits = {
    pipelining: 1,
    allowH2: false,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  };
  const secureFor = (origin: string): buildConnector.connector => {
    const secureContext = identity?.origin === origin ? identity.context() : null;
    // A session that is taken up again shows no certificate: each connection is shown it anew.
    const tls = { timeout: timeoutMs, allowH2: false, maxCachedSessions: 0 };
    return buildConnector(secureContext ? { ...tls, secureContext } : tls);
  };
  const clientOf = (origin: URL): Client => {
    const connection = noConnection();
    const connect = guardedConnector(options, connection, secureFor(origin.origin));
    const client = new Client(origin, { ...limits, connect });
    const dispatch = client.dispatch.bind(client);
    client.dispatch = (request, handler) => {
      const trace = (request as { opaque?: CallTrace | null }).opaque;
      if (trace) Object.assign(trace, { connection, givenAt: performance.now() });
      return dispatch(request, handler);
    };
    return client;
  };
  return new Agent({
    allowH2: false,
    factory: (origin) => new Pool(origin, { connections, allowH2: false, factory: clientOf }),
  });
}
