import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/core/json.ts';

/** How a partner serves the document of an environment: as it is, not at all, cut off, or a page in its place. */
export type Serving = 'there' | 'gone' | 'broken' | 'page';

/** The partner's documents, one for each environment, on loopback. */
export interface DocumentServer {
  /** Where an environment's document is. */
  urlOf(environment: string): string;
  serve(environment: string, document: JsonObject, serving: Serving): void;
  close(): Promise<void>;
}

/** Serves documents on a free port of 127.0.0.1. */
export async function startDocumentServer(): Promise<DocumentServer> {
  const served = new Map<string, { text: string; serving: Serving }>();
  const server = createServer((request, response) => {
    const one = served.get(request.url ?? '');
    if (!one || one.serving === 'gone') return void response.writeHead(503).end();
    const media = one.serving === 'page' ? 'text/html' : 'application/json';
    response.writeHead(200, { 'content-type': media });
    if (one.serving === 'page') response.end('<html><body>We are back soon.</body></html>');
    else response.end(one.serving === 'broken' ? one.text.slice(0, one.text.length / 2) : one.text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (environment) => `http://127.0.0.1:${port}/${environment}.json`,
    serve: (environment, document, serving) =>
      void served.set(`/${environment}.json`, { text: JSON.stringify(document), serving }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
