import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaultPlan, type Fault, type FaultKind } from './faults.ts';
import type { Context, Principals } from './principals.ts';
import { type Answer, errorAnswer, type Protocol } from './protocol.ts';
import { Refusal } from './refusal.ts';
import { verifySignature } from './signature.ts';

/** Where the stand-ins say that they are. */
export const REGION = 'eu-central-1';
export const ACCOUNT = '111122223333';

/** A call that has arrived: signed well, and whole. */
export interface Call {
  operation: string;
  method: string;
  /** Percent-encoded, without query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Name of who signed. */
  caller: string;
  /** @throws Refusal if the caller's policies do not allow it. */
  authorise(action: string, resource: string, context?: Context): void;
}

/** One service: how it is spoken to, and what it does. */
export interface Service {
  /** In the credential scope, and the prefix of its actions. */
  name: string;
  protocol: Protocol;
  /** Errors of this service for too many calls and for its own fault. */
  throttled: Refusal;
  failed: Refusal;
  denied: Refusal;
  /** The operation that a request asks for, by target header or method and path. */
  operationOf(request: Pick<Call, 'method' | 'path' | 'query' | 'headers'>): string;
  handle(call: Call): Answer | Promise<Answer>;
}

/** A service on loopback. */
export interface StandIn {
  url: string;
  /** Operations called, oldest first, with who called and how it was answered. */
  calls: { operation: string; caller: string; status: number }[];
  inject(fault: Fault): void;
  /** Takes back the faults that no call has met; returns how many calls met one since the last time. */
  heal(): number;
  close(): Promise<void>;
}

const MOST_BYTES = 32 * 1024 * 1024;

/** Starts a service on 127.0.0.1. Every request is checked as AWS checks it before the service sees it. */
export async function startStandIn(service: Service, principals: Principals): Promise<StandIn> {
  const faults = createFaultPlan();
  const calls: StandIn['calls'] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', query = ''] = (request.url ?? '/').split('?');
    const { method = 'GET', headers } = request;
    const asked = { method, path, query: new URLSearchParams(query), headers };
    const operation = service.operationOf(asked);
    const body = await readBody(request);
    const fault = faults.take(operation, `${path}\n${body.toString('latin1')}`);
    const caller = { name: 'unknown' };
    const given = await met(fault, async () => {
      const { principal } = verifySignature(
        { method, path, query, headers, body },
        { principals, region: REGION, service: service.name },
      );
      caller.name = principal.name;
      const authorise: Call['authorise'] = (action, resource, context = {}) => {
        if (principal.may(action, resource, context)) return;
        const who = `User: ${principal.name} is not authorized to perform: ${action} on resource: ${resource}`;
        throw new Refusal(service.denied.code, who, service.denied.status);
      };
      return service.handle({ ...asked, operation, body, caller: principal.name, authorise });
    });
    calls.push({ operation, caller: caller.name, status: given?.status ?? 0 });
    if (given === null) {
      if (fault !== 'silence') request.socket.destroy();
      return;
    }
    response.writeHead(given.status, {
      'content-length': Buffer.byteLength(given.body ?? ''),
      ...given.headers,
    });
    response.end(method === 'HEAD' ? undefined : given.body);
  }

  /** Null: nothing is answered. */
  async function met(fault: FaultKind | null, work: () => Promise<Answer>): Promise<Answer | null> {
    if (fault === 'silence' || fault === 'reset') return null;
    if (fault === 'throttle') return errorAnswer(service.protocol, service.throttled);
    if (fault === 'server-error') return errorAnswer(service.protocol, service.failed);
    const done = await work().catch((error: unknown) => {
      if (error instanceof Refusal) return errorAnswer(service.protocol, error);
      throw error;
    });
    return fault === 'lost-answer' ? null : done;
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      const text = `stand-in ${service.name}: ${error instanceof Error ? error.stack : String(error)}`;
      response.writeHead(501, { 'content-type': 'text/plain' }).end(text);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    inject: faults.add,
    heal: faults.clear,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new RangeError('the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
