import { createHash } from 'node:crypto';
import type { Mailer, OutgoingNotice, Secrets } from '../../app/ports.ts';
import type { Delivery } from './mailbox.ts';
import { deliverToSlack, deliverToWebhook, type WebhookOptions } from './webhook.ts';

/** What the channels need. */
export interface MailerOptions extends WebhookOptions {
  /** Delivers by e-mail. */
  email: (notice: OutgoingNotice, to: string) => Promise<Delivery>;
  secrets: Secrets;
}

/** Delivers each notice by its contact's channel. A channel that does not work is a failed attempt, not an exception. */
export function createMailer(options: MailerOptions): Mailer {
  return {
    async send(notice) {
      try {
        return await deliver(notice, options);
      } catch (cause) {
        const code =
          (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.name : 'unknown');
        return failed(notice, `could not be sent (${code})`);
      }
    },
  };
}

async function deliver(notice: OutgoingNotice, options: MailerOptions): Promise<Delivery> {
  const { contact } = notice;
  switch (contact.kind) {
    case 'email':
      return options.email(notice, contact.address);
    case 'webhook': {
      const name = contact.secret ?? `${notice.partner}/webhook`;
      const secret = await options.secrets.read(name);
      if (secret === null) return failed(notice, `secret ${name} is not set`);
      return deliverToWebhook(notice, { ...options, url: contact.url, secret });
    }
    case 'slack': {
      const url = await options.secrets.read(contact.secret);
      if (url === null) return failed(notice, `secret ${contact.secret} is not set`);
      return deliverToSlack(notice, { ...options, url });
    }
    default:
      return contact satisfies never;
  }
}

function failed(notice: OutgoingNotice, detail: string): Delivery {
  return { outcome: 'failed', sha256: createHash('sha256').update(notice.text).digest('hex'), detail };
}
