import { lookup as lookUp } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { isRefusedAddress, literalAddress } from './address-guard.ts';
import { CallFailed, RefusedAddress } from './failure-of.ts';

/** How long a connection is kept without use: short, so that a partner's own time-out is not seen as a reset. */
const KEEP_ALIVE_MS = 1_000;
const CLOSED = 'the connection was closed without an answer';

/**
 * Opens a dispatcher (undici) that reaches public addresses only. Checked are literals, since no look-up happens for
 * them, every address that a name resolves to, and the socket's peer before anything is written. Proxies named in the
 * environment are not used. Refusals end the call with {@link RefusedAddress}.
 *
 * @param allowPrivate lets loopback and private ranges pass.
 * @param timeoutMs for a connection, for headers, and between two pieces of a body.
 */
export function guardedDispatcher(options: { allowPrivate: boolean; timeoutMs: number }): Dispatcher {
  const { allowPrivate, timeoutMs } = options;
  const lookup = guardedLookup(allowPrivate);
  const plain = buildConnector({ timeout: timeoutMs, lookup, allowH2: false } as buildConnector.BuildOptions);
  const secure = buildConnector({ timeout: timeoutMs, allowH2: false });
  const connect: buildConnector.connector = (target, callback) => {
    const literal = literalAddress(target.hostname);
    const refused = literal === null ? null : isRefusedAddress(literal, allowPrivate);
    if (refused) return callback(new RefusedAddress(refused), null);
    plain({ ...target, protocol: 'http:', port: portOf(target) }, (error, socket) => {
      if (error) return callback(error, null);
      const { remoteAddress } = socket as Socket;
      const peer = remoteAddress === undefined ? null : isRefusedAddress(remoteAddress, allowPrivate);
      if (remoteAddress === undefined || peer) {
        (socket as Socket).destroy();
        return callback(peer ? new RefusedAddress(peer) : new CallFailed('reset', CLOSED), null);
      }
      if (target.protocol !== 'https:') return callback(null, socket as Socket);
      secure({ ...target, httpSocket: socket as Socket }, (...result) => {
        if (result[0]) (socket as Socket).destroy();
        callback(...result);
      });
    });
  };
  return new Agent({
    connect,
    connections: 16,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  });
}

function portOf(target: buildConnector.Options): string {
  return target.port || (target.protocol === 'https:' ? '443' : '80');
}

function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const refused = addresses
        .map(({ address }) => isRefusedAddress(address, allowPrivate))
        .find((reason) => reason !== null);
      if (refused) return callback(new RefusedAddress(refused), '', 0);
      if (options.all) return callback(null, addresses);
      const first = addresses[0];
      if (!first) return callback(new Error('no address'), '', 0);
      callback(null, first.address, first.family);
    });
  };
}
