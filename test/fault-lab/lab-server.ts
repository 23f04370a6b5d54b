import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Json } from '../../src/core/json.ts';
import { bytesOf } from '../../src/local/disturb/reply.ts';
import type { Reaction } from '../../src/local/disturb/types.ts';
import { type LabRequest, operationOf } from './depot-answers.ts';

/** A running partner of the lab. */
export interface LabServer {
  url: string;
  close(): Promise<void>;
}

/** Starts a partner on a free port of 127.0.0.1 that answers each request as `react` says; with `tls`, over TLS. */
export async function startLabServer(
  react: (request: LabRequest) => Reaction | Promise<Reaction>,
  tls?: ServerOptions,
): Promise<LabServer> {
  const listener: RequestListener = (request, response) => {
    const { socket } = request;
    void readRequest(request)
      .then(react)
      .then((reaction) => {
        if (socket.destroyed) return;
        if (typeof reaction === 'function') return reaction(socket);
        response.writeHead(reaction.status, reaction.headers);
        response.end(bytesOf(reaction.body));
      });
  };
  return listening(tls ? createSecureServer(tls, listener) : createServer(listener), tls ? 'https' : 'http');
}

async function listening(server: Server, scheme: string): Promise<LabServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  // A client that does not trust us ends the handshake: that is what such a lab is for.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function readRequest(request: IncomingMessage): Promise<LabRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lab.example');
  const method = request.method ?? 'GET';
  return {
    method,
    path: pathname,
    query: searchParams,
    headers: request.headers as Record<string, string>,
    body: parsed(Buffer.concat(chunks).toString('utf8')),
    operation: operationOf(method, pathname),
  };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
