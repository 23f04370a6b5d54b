import { createHash } from 'node:crypto';
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { OutgoingNotice } from '../../app/ports.ts';
import { faultName } from '../aws-fault.ts';
import type { Delivery } from './mailbox.ts';

/**
 * Sends notices by SES v2, as the same message (RFC 5322) that the local mailbox gets. SES puts a Message-ID of its own
 * in place of ours and sends again what is asked for again; what tells that two mails are one notice is
 * `X-Forewarn-Notice`. The hash is over the bytes that SES was given. What goes wrong is a failed delivery, told by
 * the name of the error alone: SES's messages hold addresses.
 *
 * @param from `Name <address>` of a verified identity; empty: nothing is sent by mail.
 * @returns what {@link createMailer} needs for e-mail.
 */
export function sendBySes(
  client: SESv2Client,
  from: string,
): (notice: OutgoingNotice, to: string) => Promise<Delivery> {
  return async (notice, to) => {
    // Most invocations of a function send no mail: what writes it is loaded by the first one that does.
    const { mailMessage } = await import('./mail-message.ts');
    const Data = await mailMessage(notice, to, from);
    const sha256 = createHash('sha256').update(Data).digest('hex');
    if (from === '') return { outcome: 'failed', sha256, detail: 'no sender of mail is set up' };
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data } },
    });
    try {
      await client.send(command);
      return { outcome: 'sent', sha256, detail: null };
    } catch (error) {
      return { outcome: 'failed', sha256, detail: `SES did not take it (${faultName(error)})` };
    }
  };
}
