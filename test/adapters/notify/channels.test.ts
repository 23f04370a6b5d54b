import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { deliverToMailbox } from '../../../src/adapters/notify/mailbox.ts';
import { createMailer } from '../../../src/adapters/notify/mailer.ts';
import type { OutgoingNotice } from '../../../src/app/ports.ts';

const SECRET = `whsec_${Buffer.from('a secret of the sample partner').toString('base64')}`;

function aNotice(change: Partial<OutgoingNotice> = {}): OutgoingNotice {
  return {
    id: '0123456789abcdef0123456789abcdef',
    partner: 'acme-pay',
    side: 'theirs',
    contact: { kind: 'email', address: 'api@acme-pay.example' },
    subject: '[ACME-PAY-12] shop: a difference from what we agreed: Zahlung auslösen',
    text: 'shop uses your API and sees a difference.\n\nWhat\n  - Get a charge: `amount` is gone. Größe 😀\n',
    data: { schema: 'forewarn.notice/1', step: 'announce' },
    at: '2026-11-02T06:00:00.000Z',
    ...change,
  };
}

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
}

function aMailer(answer: { status: number } | Error = { status: 204 }, secrets: Record<string, string> = {}) {
  const mailbox = mkdtempSync(join(tmpdir(), 'forewarn-mail-'));
  const sent: Sent[] = [];
  const mailer = createMailer({
    email: (notice, to) => deliverToMailbox(mailbox, notice, to),
    secrets: { read: async (name) => secrets[name] ?? null },
    now: () => new Date(),
    async post(url, headers, body) {
      sent.push({ url, headers, body });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { mailer, mailbox, sent };
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

test('a mail is one file named by the notice, with its id and date, whose bytes are what was hashed', async () => {
  const { mailer, mailbox } = aMailer();
  const notice = aNotice();

  const delivery = await mailer.send(notice);

  const file = join(mailbox, 'theirs', `${notice.id}.eml`);
  const bytes = readFileSync(file);
  expect(delivery).toEqual({ outcome: 'sent', sha256: sha256(bytes), detail: null });
  const text = bytes.toString('utf8');
  expect(text).toMatch(/^Message-ID: <0123456789abcdef0123456789abcdef@forewarn\.invalid>\r$/m);
  expect(text).toMatch(/^Date: Mon, 02 Nov 2026 06:00:00 \+0000\r$/m);
  expect(text).toMatch(/^To: api@acme-pay\.example\r$/m);
  expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
});

test('the same notice again is the same file; two processes at once make one', async () => {
  const { mailer, mailbox } = aMailer();

  const [first, second] = await Promise.all([mailer.send(aNotice()), mailer.send(aNotice())]);
  const third = await mailer.send(aNotice({ text: 'other words under the same id' }));

  expect(readdirSync(join(mailbox, 'theirs'))).toEqual([`${aNotice().id}.eml`]);
  expect(new Set([first?.sha256, second?.sha256, third?.sha256]).size).toBe(1);
  expect(third).toMatchObject({ outcome: 'sent', detail: 'was there already' });
});

test('a subject cannot smuggle headers into a mail', async () => {
  const { mailer, mailbox } = aMailer();

  await mailer.send(aNotice({ subject: 'hello\r\nBcc: everyone@elsewhere.example\r\n\r\nbody' }));

  const text = readFileSync(join(mailbox, 'theirs', `${aNotice().id}.eml`), 'utf8');
  expect(text).not.toMatch(/^Bcc:/im);
});

test('a webhook is signed so that a receiver of the standard accepts it, and only as it was sent', async () => {
  const { mailer, sent } = aMailer({ status: 200 }, { 'acme-pay/webhook': SECRET });
  const contact = { kind: 'webhook', url: 'https://hooks.acme-pay.example/forewarn', secret: null } as const;

  const delivery = await mailer.send(aNotice({ contact }));

  const [one] = sent;
  if (!one) throw new Error('nothing was sent');
  expect(delivery).toEqual({ outcome: 'sent', sha256: sha256(one.body), detail: null });
  expect(one.headers['webhook-id']).toBe(aNotice().id);
  const receiver = new Webhook(SECRET);
  expect(receiver.verify(one.body, one.headers)).toMatchObject({
    type: 'notice.announce',
    data: { schema: 'forewarn.notice/1' },
  });
  expect(() => receiver.verify(`${one.body} `, one.headers)).toThrow();
  expect(() =>
    new Webhook(`whsec_${Buffer.from('another').toString('base64')}`).verify(one.body, one.headers),
  ).toThrow();
});

test('Slack gets text at the address that is its secret', async () => {
  const { mailer, sent } = aMailer(
    { status: 200 },
    { 'slack/payments': 'https://hooks.slack.example/T/B/x' },
  );

  const delivery = await mailer.send(
    aNotice({ side: 'ours', contact: { kind: 'slack', secret: 'slack/payments' } }),
  );

  expect(delivery.outcome).toBe('sent');
  expect(sent[0]?.url).toBe('https://hooks.slack.example/T/B/x');
  expect(JSON.parse(sent[0]?.body ?? '').text).toContain('ACME-PAY-12');
});

const webhook = {
  kind: 'webhook',
  url: 'https://hooks.acme-pay.example/forewarn',
  secret: 'acme-pay/webhook',
} as const;

test.each([
  ['no secret', webhook, {}, { status: 200 }, 'secret acme-pay/webhook is not set'],
  [
    'no Slack secret',
    { kind: 'slack', secret: 'slack/x' } as const,
    {},
    { status: 200 },
    'secret slack/x is not set',
  ],
  ['an answer that is no success', webhook, { 'acme-pay/webhook': SECRET }, { status: 503 }, 'HTTP 503'],
  [
    'no answer',
    webhook,
    { 'acme-pay/webhook': SECRET },
    new TypeError('to https://user:pass@x'),
    'no answer (TypeError)',
  ],
  [
    'a secret that is no key',
    webhook,
    { 'acme-pay/webhook': 'whsec_' },
    { status: 200 },
    expect.stringContaining('could not be sent'),
  ],
] as const)('%s is a failed attempt, not an exception', async (_, contact, secrets, answer, detail) => {
  const { mailer } = aMailer(answer, secrets);

  const delivery = await mailer.send(aNotice({ contact }));

  expect(delivery).toMatchObject({
    outcome: 'failed',
    detail,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('a mailbox that cannot be written to is a failed attempt', async () => {
  const { mailbox } = aMailer();
  const broken = createMailer({
    email: (notice, to) => deliverToMailbox(join(mailbox, '\0'), notice, to),
    secrets: { read: async () => null },
    now: () => new Date(),
    post: async () => ({ status: 200 }),
  });

  expect(await broken.send(aNotice())).toMatchObject({
    outcome: 'failed',
    detail: 'could not be sent (ERR_INVALID_ARG_VALUE)',
  });
});
