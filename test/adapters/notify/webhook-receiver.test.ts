import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWebhookReceiver, type WebhookReceiver } from '../../../src/local/webhook-receiver.ts';

const secret = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;
const id = '0123456789abcdef';
let dir: string;
let receiver: WebhookReceiver;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'forewarn-webhooks-'));
  receiver = await startWebhookReceiver({ dir, secrets: [secret] });
});
afterEach(async () => {
  await receiver.close();
  rmSync(dir, { recursive: true, force: true });
});

async function deliver(body: string, signature?: string): Promise<number> {
  const at = new Date();
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature ?? new Webhook(secret).sign(id, at, body),
  };
  return (await fetch(receiver.url, { method: 'POST', headers, body })).status;
}

test('whoever is answered finds the whole delivery, also where it came twice at once', async () => {
  const body = JSON.stringify({ text: 'x'.repeat(1_000_000) });

  const kept = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const status = await deliver(body);
      return [status, readFileSync(join(dir, `${id}.json`), 'utf8') === body];
    }),
  );

  expect(kept).toEqual(Array(8).fill([204, true]));
  expect(readdirSync(dir)).toEqual([`${id}.json`]);
});

test('the first delivery of an id stays', async () => {
  await deliver('{"n":1}');
  await deliver('{"n":2}');

  expect(readFileSync(join(dir, `${id}.json`), 'utf8')).toBe('{"n":1}');
});

test('a wrong signature and a body beyond 1 MiB leave nothing', async () => {
  expect(await deliver('{}', 'v1,AAAA')).toBe(401);
  expect(await deliver('x'.repeat(1024 * 1024 + 1))).toBe(413);

  expect(readdirSync(dir)).toEqual([]);
});
