import type { CertificateFacts, Timing } from '../../core/exchange/types.ts';

/** What is known of the connection that a client has, or of its latest attempt at one. Times in monotonic ms. */
export interface Connection {
  begun: number;
  /** When requests could be written; null until then. */
  readyAt: number | null;
  /** Durations; null for what did not happen. */
  dns: number | null;
  connect: number | null;
  tls: number | null;
  certificate: CertificateFacts | null;
  /** The first that TLS said of a connection that ended; undici knows only that it was closed. */
  fault: unknown;
}

/** Which connection a call came to, and when. `undici` hands it on as the request's `opaque`. */
export interface CallTrace {
  connection: Connection | null;
  /** When the call was given to the connection, monotonic ms. */
  givenAt: number;
}

/** A connection before the first attempt. */
export function noConnection(): Connection {
  return { begun: 0, readyAt: null, dns: null, connect: null, tls: null, certificate: null, fault: null };
}

/**
 * How the time of a call was spent, in ms to a tenth. What was done before the call, on a connection that was kept,
 * is null; the first byte counts from when the request could be written.
 *
 * @param answeredAt when the status line was read; null where none came.
 */
export function timingOf(
  { connection, givenAt }: CallTrace,
  span: { begun: number; answeredAt: number | null; ended: number },
): Timing {
  const { begun, answeredAt, ended } = span;
  const readyAt = connection?.readyAt ?? null;
  const isKept = readyAt !== null && readyAt <= givenAt;
  const of = isKept || !connection ? noConnection() : connection;
  return {
    dns: tenths(of.dns),
    connect: tenths(of.connect),
    tls: tenths(of.tls),
    firstByte: answeredAt === null ? null : tenths(answeredAt - Math.max(givenAt, readyAt ?? givenAt)),
    total: tenths(ended - begun) ?? 0,
  };
}

function tenths(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10) / 10;
}
