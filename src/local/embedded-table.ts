import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import dynalite from 'dynalite';
import { probeLevel, syncCommits } from './durable-level.ts';

/** A DynamoDB on this machine, for this user. */
export interface EmbeddedTable {
  url: string;
  /** Requests signed with another one are refused. */
  accessKey: string;
  close(): Promise<void>;
}

/** DynamoDB itself takes at most 16 MB. */
const MOST_BYTES = 16 * 1024 * 1024;

/** How long an answer may take to reach its caller when the table closes. */
const GRACE_MS = 500;

/**
 * Starts dynalite on a folder that this process holds, on loopback only. Every ledger entry is on the disk
 * before it is answered. A page in a browser cannot reach it: no `Origin`, no other `Host`, no other access key.
 */
export async function startEmbeddedTable(dir: string): Promise<EmbeddedTable> {
  await probeLevel(dir);
  syncCommits((value) => value.includes('"LEDGER#'));
  const server = dynalite({ path: dir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const handle = server.listeners('request')[0] as RequestListener;
  const accessKey = `FW${randomBytes(18).toString('hex').toUpperCase()}`;
  const running = new Set<Promise<void>>();
  let host = '';
  let closing = false;
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse<IncomingMessage>) => {
    if (!isOurs(request, accessKey, host)) return refuse(response, 403);
    readBody(request).then(
      (body) => {
        if (closing) return refuse(response, 503);
        const answered = whenEnded(response).then(() => void running.delete(answered));
        running.add(answered);
        handle(replay(request, body), response as Parameters<RequestListener>[1]);
      },
      () => refuse(response, 413),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    accessKey,
    async close() {
      closing = true;
      await Promise.all(running);
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      clearTimeout(cut);
    },
  };
}

function isOurs(request: IncomingMessage, accessKey: string, host: string): boolean {
  const { headers } = request;
  if (headers.origin !== undefined || headers.host !== host) return false;
  return headers.authorization?.includes(`Credential=${accessKey}/`) === true;
}

/**
 * Settles when dynalite ends its answer, whether or not the caller is still there to read it. Its queries go on
 * without the caller, and end the process if the database closes under them.
 */
function whenEnded(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
    response.end = (...args: unknown[]) => {
      resolve();
      return end(...args);
    };
  });
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

/** The whole body first: dynalite itself ends the process when a caller goes away half-way. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function replay({ method, url, headers }: IncomingMessage, body: Buffer): IncomingMessage {
  return Object.assign(Readable.from([body]), { method, url, headers }) as unknown as IncomingMessage;
}
