import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { jsonAnswer } from './protocol.ts';
import { Refusal, requireValid } from './refusal.ts';
import { ACCOUNT, type Call, REGION, type Service } from './start-stand-in.ts';

/** A message that was accepted. */
export interface SentMail {
  /** As SES names it. */
  messageId: string;
  from: string;
  to: string[];
  /** The message as it leaves: RFC 5322. */
  raw: string;
  /** The id that our own message carries. */
  notice: string | null;
}

/** Largest message after base64 is undone is 40 MB by default for SES v2; recipients at most 50. */
const MOST_BYTES = 40 * 1024 * 1024;
const MOST_RECIPIENTS = 50;

const send = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({
      ToAddresses: z.array(z.string()).optional(),
      CcAddresses: z.array(z.string()).optional(),
      BccAddresses: z.array(z.string()).optional(),
    })
    .optional(),
  Content: z.object({
    Raw: z.object({ Data: z.base64() }).optional(),
  }),
  ConfigurationSetName: z.string().optional(),
});

/**
 * Simple Email Service v2: `SendEmail` of raw messages, from verified identities.
 *
 * @param identities verified addresses and domains.
 * @param sent accepted messages are added here.
 */
export function sesService(identities: readonly string[], sent: SentMail[]): Service {
  return {
    name: 'ses',
    protocol: 'rest-json',
    throttled: new Refusal('TooManyRequestsException', 'Maximum sending rate exceeded.', 429),
    failed: new Refusal('InternalServiceErrorException', 'Internal failure', 500),
    denied: new Refusal('AccessDeniedException', '', 403),
    operationOf: ({ method, path }) =>
      method === 'POST' && path === '/v2/email/outbound-emails' ? 'SendEmail' : `${method} ${path}`,
    handle(call) {
      if (call.operation !== 'SendEmail') throw new Refusal('NotFoundException', call.operation, 404);
      const mail = accepted(call, identities);
      sent.push(mail);
      return jsonAnswer('rest-json', { MessageId: mail.messageId });
    },
  };
}

function accepted({ body, authorise }: Call, identities: readonly string[]): SentMail {
  const read = send.safeParse(JSON.parse(body.toString()));
  requireValid(read.success, 'The request is not well formed.', 'BadRequestException');
  const { Destination, Content, FromEmailAddress } = read.data;
  requireValid(Content.Raw !== undefined, 'Only raw content is known here.', 'BadRequestException');
  const raw = Buffer.from(Content.Raw.Data, 'base64');
  requireValid(raw.length <= MOST_BYTES, 'Message length is more than 40MB.', 'MessageRejected');
  const text = raw.toString('utf8');
  const headers = text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  requireValid(text.includes('\r\n\r\n'), 'The message has no headers and body.', 'MessageRejected');
  const from = FromEmailAddress ?? headerOf(headers, 'From') ?? '';
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  const identity = identities.find((one) => one === address || one === address.split('@')[1]);
  if (!identity)
    throw new Refusal(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${REGION.toUpperCase()}: ${address}`,
    );
  // By the raw form of SendEmail, SES asks for the right to send raw mail.
  authorise('ses:SendRawEmail', `arn:aws:ses:${REGION}:${ACCOUNT}:identity/${identity}`, {
    'ses:FromAddress': [address],
  });
  const listed = [Destination?.ToAddresses, Destination?.CcAddresses, Destination?.BccAddresses].flat();
  const to = listed.some(Boolean)
    ? listed.filter((one) => one !== undefined)
    : [headerOf(headers, 'To') ?? ''];
  requireValid(to.length <= MOST_RECIPIENTS, 'Recipient count exceeds 50.', 'MessageRejected');
  for (const one of to)
    requireValid(/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(one), 'Illegal address', 'BadRequestException');
  return {
    messageId: `0107${randomUUID()}-000000`,
    from: address,
    to,
    raw: text,
    notice: headerOf(headers, 'X-Forewarn-Notice'),
  };
}

function headerOf(headers: string, name: string): string | null {
  return new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? null;
}
