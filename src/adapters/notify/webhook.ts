import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { OutgoingNotice } from '../../app/ports.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { Delivery } from './mailbox.ts';

/** Sends one request and gives its status; throws where no answer came. Guards addresses and limits time. */
export type Post = (
  url: string,
  headers: Record<string, string>,
  body: string,
) => Promise<{ status: number }>;

/** What a channel over HTTP needs. */
export interface WebhookOptions {
  post: Post;
  /** Real time: receivers refuse signatures that are minutes old. */
  now: () => Date;
}

/**
 * Sends a notice as a signed webhook (Standard Webhooks, `v1`: HMAC-SHA256 over id, timestamp and body).
 * The webhook id is the notice id, so a receiver sees a second delivery as the first.
 */
export async function deliverToWebhook(
  notice: OutgoingNotice,
  on: WebhookOptions & { url: string; secret: string },
): Promise<Delivery> {
  const { subject, text, data } = notice;
  const type = `notice.${data.step ?? 'note'}`;
  const body = canonicalJson({ type, timestamp: notice.at, data: { ...data, subject, text } });
  const timestamp = on.now();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': notice.id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
    'webhook-signature': signer(on.secret).sign(notice.id, timestamp, body),
  };
  return postBody(on.post, on.url, headers, body);
}

/** Sends a notice to a Slack incoming webhook, whose URL is itself the secret. */
export async function deliverToSlack(
  notice: OutgoingNotice,
  on: { post: Post; url: string },
): Promise<Delivery> {
  const body = canonicalJson({ text: `*${notice.subject}*\n${notice.text}` });
  return postBody(on.post, on.url, { 'content-type': 'application/json' }, body);
}

async function postBody(
  post: Post,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Delivery> {
  const sha256 = createHash('sha256').update(body).digest('hex');
  try {
    const { status } = await post(url, headers, body);
    if (status >= 200 && status < 300) return { outcome: 'sent', sha256, detail: null };
    return { outcome: 'failed', sha256, detail: `HTTP ${status}` };
  } catch (cause) {
    return {
      outcome: 'failed',
      sha256,
      detail: `no answer (${cause instanceof Error ? cause.name : 'unknown'})`,
    };
  }
}

/** `whsec_` and base64, as the standard writes secrets; anything else is taken as it is. */
function signer(secret: string): Webhook {
  if (secret.startsWith('whsec_')) return new Webhook(secret);
  return new Webhook(secret, { format: 'raw' });
}
