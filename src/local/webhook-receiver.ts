import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';

/** A partner's webhook endpoint on loopback, for partners that are emulated. */
export interface WebhookReceiver {
  url: string;
  close(): Promise<void>;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Receives signed webhooks (Standard Webhooks) and keeps each id once, as `<dir>/<id>.json`. A wrong
 * signature is answered with 401, a body beyond 1 MiB with 413.
 */
export async function startWebhookReceiver(options: {
  dir: string;
  /** Any of these may have signed. */
  secrets: readonly string[];
}): Promise<WebhookReceiver> {
  const webhooks = options.secrets.map((secret) => new Webhook(secret));
  await mkdir(options.dir, { recursive: true });
  const server = createServer((request, response) => {
    receive(request, webhooks, options.dir).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(request: IncomingMessage, webhooks: readonly Webhook[], dir: string): Promise<number> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) return 413;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  const id = String(request.headers['webhook-id'] ?? '');
  if (!/^[0-9a-f]{8,64}$/.test(id)) return 400;
  if (!webhooks.some((webhook) => isSigned(webhook, body, request.headers as Record<string, string>)))
    return 401;
  await keepOnce(dir, id, body);
  return 204;
}

/** A file is there whole or not at all: a delivery that was cut off is taken again. */
async function keepOnce(dir: string, id: string, body: string): Promise<void> {
  const whole = join(dir, `.${id}.${randomUUID()}`);
  try {
    await writeFile(whole, body);
    await link(whole, join(dir, `${id}.json`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

function isSigned(webhook: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    webhook.verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
