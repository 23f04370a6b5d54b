import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An event on its way to a function. */
export interface Handover {
  requestId: string;
  /** JSON. */
  event: string;
  /** In ms since 1970. */
  deadline: number;
  functionArn: string;
  traceId: string;
}

/** What came back of it. */
export interface Outcome {
  outcome: 'answered' | 'failed';
  payload: unknown;
}

/** The Runtime API of one execution environment (2018-06-01). */
export interface RuntimeApi {
  /** `host:port`. */
  address: string;
  /** Settles when the process asks for its first event: null, or the error by which it could not start. */
  started: Promise<Outcome | null>;
  /** Hands over an event when the process asks for the next one. One at a time. */
  invoke(handover: Handover): Promise<Outcome>;
  close(): Promise<void>;
}

/** A synchronous answer of a function may have 6 MB. */
const MOST_BYTES = 6 * 1024 * 1024;
const PATHS =
  /^\/2018-06-01\/runtime\/(?:invocation\/(next)|invocation\/([^/]+)\/(response|error)|init\/(error))$/;

/** Serves the Runtime API on 127.0.0.1. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const started = Promise.withResolvers<Outcome | null>();
  let asking: ServerResponse | null = null;
  let waiting: Handover | null = null;
  let current: { requestId: string; settle(outcome: Outcome): void } | null = null;

  const handOver = () => {
    if (!asking || !waiting) return;
    const { requestId, event, deadline, functionArn, traceId } = waiting;
    asking.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': String(deadline),
      'lambda-runtime-invoked-function-arn': functionArn,
      'lambda-runtime-trace-id': traceId,
    });
    asking.end(event);
    asking = null;
    waiting = null;
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path, next, requestId, kind, init] = PATHS.exec(request.url ?? '') ?? [];
    if (path === undefined) return void response.writeHead(404).end();
    if (next) {
      asking = response;
      started.resolve(null);
      return handOver();
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (init) {
      started.resolve({ outcome: 'failed', payload: JSON.parse(body.toString()) });
      return void response.writeHead(202).end('{}');
    }
    if (current?.requestId !== requestId)
      return void response.writeHead(400).end('{"errorType":"InvalidRequestID"}');
    const tooLarge = body.length > MOST_BYTES;
    response.writeHead(tooLarge ? 413 : 202).end('{}');
    const failure = { errorType: 'Function.ResponseSizeTooLarge', errorMessage: `${body.length} bytes` };
    const payload = tooLarge ? failure : JSON.parse(body.toString());
    current?.settle({ outcome: kind === 'response' && !tooLarge ? 'answered' : 'failed', payload });
    current = null;
  }

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    started: started.promise,
    invoke: (handover) =>
      new Promise((settle) => {
        current = { requestId: handover.requestId, settle };
        waiting = handover;
        handOver();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
