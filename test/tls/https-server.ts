import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { KeyAndCertificate } from './certificates.ts';

/** What an HTTPS server of a test saw of one request. */
export interface SecureRequest {
  method: string;
  url: string;
  host: string;
  headers: Record<string, string | string[] | undefined>;
  /** Common name of the certificate that the client showed, or null. */
  client: string | null;
}

/** An HTTPS server of a test. */
export interface SecureServer {
  port: number;
  /** By its address. */
  url: string;
  received: SecureRequest[];
  /** Connections that were opened. */
  connections(): number;
  /** Those of them that took a TLS session up again. */
  resumed(): number;
  close(): Promise<void>;
}

/**
 * Starts an HTTPS server on a free port of 127.0.0.1 that answers with JSON, or with what `answer` gives.
 *
 * @param clientAuthority asks for a client's certificate, signed by it; `required` refuses who shows none.
 */
export async function startSecure(options: {
  identity: KeyAndCertificate;
  answer?: (request: SecureRequest) => { status?: number; headers?: Record<string, string>; body?: string };
  clientAuthority?: { cert: string; required: boolean };
}): Promise<SecureServer> {
  const received: SecureRequest[] = [];
  let connections = 0;
  let resumed = 0;
  const { clientAuthority, identity } = options;
  const asked = clientAuthority
    ? { requestCert: true, rejectUnauthorized: clientAuthority.required, ca: clientAuthority.cert }
    : {};
  const server = createServer({ ...identity, ...asked }, (request, response) => {
    const shown = (request.socket as TLSSocket).getPeerCertificate();
    const one: SecureRequest = {
      method: request.method ?? '',
      url: request.url ?? '',
      host: request.headers.host ?? '',
      headers: request.headers,
      client: [shown?.subject?.CN ?? null].flat()[0] ?? null,
    };
    received.push(one);
    const { status = 200, headers = {}, body = '{"id":"a"}' } = options.answer?.(one) ?? {};
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  server.on('connection', () => connections++);
  server.on('secureConnection', (socket) => {
    if (socket.isSessionReused()) resumed++;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://127.0.0.1:${port}`,
    received,
    connections: () => connections,
    resumed: () => resumed,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
