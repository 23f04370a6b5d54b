import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { ForewarnError } from '../core/errors.ts';

/** A page that is being served on loopback. */
export interface ServedPage {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves a fetch handler on 127.0.0.1. `build` is told the host and port that were got, for the page's own
 * Host and Origin checks.
 *
 * @throws ForewarnError `usage` where the port is taken.
 */
export async function servePage(
  port: number,
  build: (host: string) => { fetch: (request: Request) => Response | Promise<Response> },
): Promise<ServedPage> {
  let app: ReturnType<typeof build> | undefined;
  const server = serve({
    fetch: (request: Request) => app?.fetch(request) ?? new Response('not yet', { status: 503 }),
    hostname: '127.0.0.1',
    port,
  });
  const got = await new Promise<AddressInfo>((resolve, reject) => {
    server.once('listening', () => resolve(server.address() as AddressInfo));
    server.once('error', (cause: NodeJS.ErrnoException) => reject(refused(port, cause)));
  });
  const host = `127.0.0.1:${got.port}`;
  app = build(host);
  return {
    url: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function refused(port: number, cause: NodeJS.ErrnoException): ForewarnError {
  const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${cause.code ?? 'unknown'})`;
  return new ForewarnError('usage', `port ${port} of 127.0.0.1 ${why}`, {
    fix: 'choose another with --port, or --port 0 for any free one',
    cause,
  });
}
