import { createHash } from 'node:crypto';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { mailMessage } from '../../../src/adapters/notify/mail-message.ts';
import { createMailer } from '../../../src/adapters/notify/mailer.ts';
import { sendBySes } from '../../../src/adapters/notify/ses-mail.ts';
import type { OutgoingNotice } from '../../../src/app/ports.ts';
import { openAccount } from '../../infra/stand-ins/open-account.ts';

const account = await openAccount();
const { sent } = account.holdings;
const client = new SESv2Client(account.client('SESV2', { maxAttempts: 2 }));
const FROM = 'Forewarn <forewarn@shop.example>';
const TO = 'api@acme-pay.example';

const mailer = (from = FROM) =>
  createMailer({
    email: sendBySes(client, from),
    secrets: { read: async () => null },
    post: async () => ({ status: 204 }),
    now: () => new Date(),
  });

const notice = (id: string): OutgoingNotice => ({
  id: id.padEnd(32, '0'),
  partner: 'acme-pay',
  side: 'theirs',
  contact: { kind: 'email', address: TO },
  subject: 'shop: a difference from what we agreed: Zahlung auslösen',
  text: 'Get a charge: `amount` is gone. Größe 😀\n',
  data: {},
  at: '2026-11-02T06:00:00.000Z',
});

test('the mail is the one that the local mailbox would get, from the sender to the contact alone', async () => {
  const one = notice('a1');

  const delivery = await mailer().send(one);

  const bytes = await mailMessage(one, TO, FROM);
  expect(sent.at(-1)).toMatchObject({
    from: 'forewarn@shop.example',
    to: [TO],
    raw: bytes.toString('utf8'),
    notice: one.id,
  });
  expect(delivery).toEqual({
    outcome: 'sent',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    detail: null,
  });
});

test('a throttled mail is sent again', async () => {
  account.services.SESV2.inject({ kind: 'throttle' });

  expect(await mailer().send(notice('b2'))).toMatchObject({ outcome: 'sent' });
  expect(sent.filter((mail) => mail.notice === notice('b2').id)).toHaveLength(1);
});

test('what SES does not take is a failed attempt, told by name without any address', async () => {
  account.services.SESV2.inject({ kind: 'throttle', times: 2 });
  expect(await mailer().send(notice('c3'))).toMatchObject({
    outcome: 'failed',
    detail: 'SES did not take it (TooManyRequestsException)',
  });

  const refused = await mailer('Forewarn <forewarn@elsewhere.example>').send(notice('d4'));
  expect(refused).toMatchObject({ outcome: 'failed', detail: 'SES did not take it (MessageRejected)' });
});

test('without a sender nothing is sent', async () => {
  const before = sent.length;

  expect(await mailer('').send(notice('e5'))).toMatchObject({
    outcome: 'failed',
    detail: 'no sender of mail is set up',
  });
  expect(sent).toHaveLength(before);
});
