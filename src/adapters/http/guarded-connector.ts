import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { isRefusedAddress, literalAddress } from './address-guard.ts';
import { certificateFacts } from './certificate-facts.ts';
import type { Connection } from './connection.ts';
import { CallFailed, RefusedAddress } from './failure-of.ts';
import type { NamedProxy } from './named-proxy.ts';
import { openTunnel } from './proxy-tunnel.ts';

/** An address that a name resolves to. */
export interface Address {
  address: string;
  family: number;
}

/** Gives all addresses of a host name; rejects where there is none. */
export type LookUp = (hostname: string) => Promise<Address[]>;

/** How connections are opened. */
export interface Guarding {
  /** Lets loopback and private ranges pass. */
  allowPrivate: boolean;
  /** For each step of a connection. */
  timeoutMs: number;
  /** What leads to public addresses, where one is named on purpose. */
  proxy?: NamedProxy | null;
  /** The system's by default. */
  lookUp?: LookUp;
  /** Opens TCP; the operating system by default. */
  tcp?: (options: buildConnector.BuildOptions) => buildConnector.connector;
}

/**
 * Makes what opens one connection at a time for undici, to public addresses only. Checked are the address that the
 * host spells or else every one that it resolves to, and the socket's peer before anything is written, a TLS hello
 * included. The socket goes to the addresses that were checked, so a second look-up cannot answer otherwise.
 *
 * @param connection where the times and the certificate of the latest attempt are written.
 * @param secure puts TLS on a socket.
 */
export function guardedConnector(
  guarding: Guarding,
  connection: Connection,
  secure: buildConnector.connector,
): buildConnector.connector {
  const open = async (target: buildConnector.Options): Promise<Socket> => {
    const begun = performance.now();
    Object.assign(connection, {
      begun,
      readyAt: null,
      dns: null,
      connect: null,
      tls: null,
      certificate: null,
      fault: null,
    });
    const addresses = await checkedAddresses(target.hostname, guarding);
    const named = literalAddress(target.hostname) === null;
    const resolved = performance.now();
    if (named) connection.dns = resolved - begun;
    const socket = await reach(target, addresses, guarding);
    const reached = performance.now();
    connection.connect = reached - resolved;
    if (target.protocol !== 'https:') {
      connection.readyAt = reached;
      return socket;
    }
    const encrypted = (await opened(secure, { ...target, httpSocket: socket }).catch((error) => {
      socket.destroy();
      throw error;
    })) as TLSSocket;
    connection.readyAt = performance.now();
    connection.tls = connection.readyAt - reached;
    connection.certificate = certificateFacts(encrypted);
    encrypted.once('error', (fault) => {
      connection.fault = fault;
    });
    return encrypted;
  };

  return (target, callback) => {
    open(target).then(
      // What the other side said right after the handshake came before undici could listen.
      (socket) => (socket.errored ? callback(socket.errored, null) : callback(null, socket)),
      (error) => callback(error, null),
    );
  };
}

/** The addresses that a host may be reached at. @throws RefusedAddress where even one of them may not be. */
async function checkedAddresses(
  hostname: string,
  { allowPrivate, lookUp = lookUpBySystem }: Guarding,
): Promise<Address[]> {
  const literal = literalAddress(hostname);
  const addresses =
    literal === null ? await lookUp(hostname) : [{ address: literal, family: literal.includes(':') ? 6 : 4 }];
  for (const { address } of addresses) {
    const refused = isRefusedAddress(address, allowPrivate);
    if (refused) throw new RefusedAddress(refused);
  }
  if (addresses.length === 0) throw new CallFailed('dns', 'the name has no address');
  return addresses;
}

/** A socket to one of the addresses, or to the target through the proxy. Private addresses are reached directly. */
async function reach(
  target: buildConnector.Options,
  addresses: readonly Address[],
  { allowPrivate, timeoutMs, proxy, tcp = buildConnector }: Guarding,
): Promise<Socket> {
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  const isPublic = addresses.every(({ address }) => isRefusedAddress(address) === null);
  if (proxy && isPublic) {
    const { address } = addresses[0] as Address;
    // TLS proves the name, so the proxy may look it up itself; without TLS it gets the address that was checked.
    const host = target.protocol === 'https:' ? target.hostname : address;
    return openTunnel(proxy, { host, port }, timeoutMs);
  }
  const lookup: LookupFunction = (_, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const { address, family } = addresses[0] as Address;
    callback(null, address, family);
  };
  const connect = tcp({ timeout: timeoutMs, lookup, allowH2: false } as buildConnector.BuildOptions);
  const literal = literalAddress(target.hostname);
  const socket = await opened(connect, {
    ...target,
    hostname: literal ?? target.hostname,
    protocol: 'http:',
    port,
  });
  const { remoteAddress } = socket;
  const refused = remoteAddress === undefined ? null : isRefusedAddress(remoteAddress, allowPrivate);
  if (remoteAddress !== undefined && refused === null) return socket;
  socket.destroy();
  throw refused === null
    ? new CallFailed('reset', 'the connection was closed without an answer')
    : new RefusedAddress(refused);
}

function opened(connect: buildConnector.connector, target: buildConnector.Options): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect(target, (...[error, socket]) => (error ? reject(error) : resolve(socket as Socket)));
  });
}

const lookUpBySystem: LookUp = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
