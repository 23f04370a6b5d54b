import { afterEach, describe, expect, it } from 'vitest';
import { createPost } from '../../../src/adapters/http/post.ts';
import { deliverToSlack, deliverToWebhook } from '../../../src/adapters/notify/webhook.ts';
import type { OutgoingNotice } from '../../../src/app/ports.ts';
import { json, startServer } from '../loopback-server.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const notice: OutgoingNotice = {
  id: 'n-1',
  partner: 'acme-pay',
  side: 'theirs',
  contact: { kind: 'webhook', url: 'https://hooks.acme-pay.example/', secret: null },
  subject: 'A change',
  text: 'What changed',
  data: {},
  at: '2026-11-22T00:00:00.000Z',
};

/** Delivers a notice in both ways to a URL; gives what is said of each. */
async function deliver(url: string, allowPrivate = false): Promise<(string | null)[]> {
  const on = { post: createPost({ allowPrivate }), now: () => new Date(), url, secret: 'whsec_c2VjcmV0' };
  const outcomes = [await deliverToWebhook(notice, on), await deliverToSlack(notice, on)];
  return outcomes.map(({ outcome, detail }) => (outcome === 'sent' ? 'sent' : detail));
}

describe('what is posted to a contact', () => {
  it.each([
    'http://127.0.0.1:1/', 'http://2130706433/', 'http://0x7f.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'http://10.0.0.1/',
    'http://169.254.169.254/latest', 'https://user:word@192.168.0.1/', 'http://localhost:1/', 'http://100.100.100.200/', 'https://0/',
  ])('is not sent to %s', async (url) => {
    const said = 'no answer (address-refused)';
    expect(await deliver(url)).toEqual([said, said]);
  }); // biome-ignore format: a table

  it.each(['file:///etc/passwd', 'ftp://hooks.partner.example/', 'not a URL at all', ''])(
    'is not sent to %j, which is not repeated',
    async (url) => {
      for (const said of await deliver(url))
        expect(said).toMatch(/^no answer \((address-refused|TypeError)\)$/);
    },
  );

  it('follows no redirect, and carries nothing of ours but the notice', async () => {
    const target = await startServer((_, response) => json(response, 200, {}));
    const hook = await startServer((_, response) => response.writeHead(307, { location: target.url }).end());
    open.push(target, hook);
    expect(await deliver(hook.url, true)).toEqual(['HTTP 307', 'HTTP 307']);
    expect(target.received).toHaveLength(0);
    expect(hook.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('is sent where private addresses were allowed, and what is answered besides the status is not read', async () => {
    const hook = await startServer((_, response) => json(response, 200, {}));
    const chatty = await startServer((_, response) => {
      response.writeHead(202, { 'content-encoding': 'lzma', 'content-length': '900000' });
      response.write('x'.repeat(200_000));
    });
    open.push(hook, chatty);
    expect(await deliver(hook.url, true)).toEqual(['sent', 'sent']);
    expect(await deliver(chatty.url, true)).toEqual(['sent', 'sent']);
  });
});
