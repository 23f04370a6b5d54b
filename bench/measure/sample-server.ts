import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleAnswer, sampleDocument } from './sample-partner.ts';

/** The sample partner on loopback. */
export interface SampleServer {
  url: string;
  /** Requests that have arrived, and bytes that came in with them. */
  requests(): number;
  receivedBytes(): number;
  close(): Promise<void>;
}

/** Answers as the sample partner does, each time after `latencyMs`. */
export async function startSampleServer(options: {
  interactions: number;
  latencyMs: number;
}): Promise<SampleServer> {
  const document = JSON.stringify(sampleDocument(options.interactions));
  let requests = 0;
  let received = 0;
  const server = createServer((request, response) => {
    requests++;
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const answer = path === '/openapi.json' ? document : JSON.stringify(sampleAnswer(path));
    pause(options.latencyMs).then(() => {
      const found = answer !== 'null';
      response.writeHead(found ? 200 : 404, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(found ? answer : '{}'),
        ...(path === '/openapi.json' ? { etag: '"1"' } : {}),
      });
      response.end(found ? answer : '{}');
    });
  });
  server.on('connection', (socket) => {
    socket.on('data', (data) => {
      received += data.length;
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    receivedBytes: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
