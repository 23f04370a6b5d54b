import nodemailer from 'nodemailer';
import type { OutgoingNotice } from '../../app/ports.ts';

const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/**
 * A notice as an Internet message (RFC 5322): plain text, one part. Message-ID and date come from the notice,
 * so the same notice always gives the same bytes.
 */
export async function mailMessage(notice: OutgoingNotice, to: string, from: string): Promise<Buffer> {
  const { message } = await transport.sendMail({
    from,
    to,
    subject: notice.subject,
    text: notice.text,
    messageId: `<${notice.id}@forewarn.invalid>`,
    date: new Date(notice.at),
    headers: {
      'X-Forewarn-Notice': notice.id,
      ...(notice.seal ? { 'X-Forewarn-Seal': notice.seal } : {}),
      'Auto-Submitted': 'auto-generated',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message as Buffer;
}
