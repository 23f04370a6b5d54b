import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

/** Where an invocation belongs: the trace of X-Ray and the segment that is open around it. */
export interface TraceContext {
  root: string;
  parent: string | null;
  sampled: boolean;
}

/** What a trace is searched by. Letters, digits and `_` in names. */
export type Annotations = Record<string, string | number | boolean>;

/** A part of an invocation's work, as X-Ray's segment documents have it. Times are seconds since 1970. */
export interface Subsegment {
  name: string;
  start: number;
  end: number;
  annotations: Annotations;
  fault: boolean;
}

const HEADER = '{"format":"json","version":1}\n';
/** A datagram to the daemon that is not taken by then is forgotten. */
const PATIENCE_MS = 50;

/** Reads a tracing header: `Root=1-...;Parent=...;Sampled=1`. Null where there is none. */
export function readTrace(header: string | undefined): TraceContext | null {
  const parts = new Map((header ?? '').split(';').map((part) => part.split('=', 2) as [string, string]));
  const root = parts.get('Root');
  if (!root || !/^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(root)) return null;
  const parent = parts.get('Parent') ?? '';
  return {
    root,
    parent: /^[0-9a-f]{16}$/.test(parent) ? parent : null,
    sampled: parts.get('Sampled') === '1',
  };
}

/** The datagram that tells the daemon of X-Ray of a subsegment. */
export function datagramOf(trace: TraceContext, one: Subsegment): string {
  const document = {
    name: one.name,
    id: randomBytes(8).toString('hex'),
    trace_id: trace.root,
    parent_id: trace.parent,
    type: 'subsegment',
    start_time: one.start,
    end_time: one.end,
    annotations: one.annotations,
    ...(one.fault ? { fault: true } : {}),
  };
  return `${HEADER}${JSON.stringify(document)}\n`;
}

/**
 * Sends datagrams to the daemon of X-Ray, `address` as in AWS_XRAY_DAEMON_ADDRESS (`169.254.79.129:2000`, or
 * `tcp:host:port udp:host:port`). Nothing is sent without one, and nothing that goes wrong is told: a trace may be
 * lost, a check may not.
 */
export function createTraceSender(address: string | undefined): (datagram: string) => Promise<void> {
  const [, host, port] = /(?:^|udp:)([\d.]+|localhost):(\d{1,5})$/.exec(address ?? '') ?? [];
  if (!host || !port) return async () => undefined;
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.unref();
  return (datagram) =>
    new Promise((resolve) => {
      const given = setTimeout(resolve, PATIENCE_MS);
      socket.send(datagram, Number(port), host, () => {
        clearTimeout(given);
        resolve();
      });
    });
}
