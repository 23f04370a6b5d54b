import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutgoingNotice } from '../../app/ports.ts';

/** What a channel answers: see `Mailer`. */
export interface Delivery {
  outcome: 'sent' | 'failed';
  /** SHA-256 of the exact bytes that left, or would have. */
  sha256: string;
  detail: string | null;
}

/**
 * Puts a notice into the local mailbox, `<dir>/<ours|theirs>/<id>.eml`. A notice that is there already was
 * delivered before: its file stays as it is and counts.
 */
export async function deliverToMailbox(dir: string, notice: OutgoingNotice, to: string): Promise<Delivery> {
  const folder = join(dir, notice.side);
  const file = join(folder, `${notice.id}.eml`);
  await mkdir(folder, { recursive: true });
  // Loaded where there is a mail: few looks send one.
  const { mailMessage } = await import('./mail-message.ts');
  const message = await mailMessage(notice, to, SENDER);
  const whole = join(folder, `.${notice.id}.${randomUUID()}`);
  try {
    await writeDurably(whole, message);
    await link(whole, file);
    return { outcome: 'sent', sha256: sha256(message), detail: null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { outcome: 'sent', sha256: sha256(await readFile(file)), detail: 'was there already' };
  } finally {
    await rm(whole, { force: true });
  }
}

/**
 * Removes the messages of the local mailbox that name an address.
 *
 * @returns how many.
 */
export async function eraseMail(dir: string, address: string): Promise<number> {
  let erased = 0;
  for (const side of ['ours', 'theirs']) {
    const folder = join(dir, side);
    for (const name of await readdir(folder).catch(() => [])) {
      const text = await readFile(join(folder, name), 'utf8').catch(() => '');
      if (!text.toLowerCase().includes(address.toLowerCase())) continue;
      await rm(join(folder, name), { force: true });
      erased++;
    }
  }
  return erased;
}

/** `.invalid` (RFC 2606): nobody can be reached there, replies go to the people named in the agreement. */
const SENDER = 'Forewarn <forewarn@forewarn.invalid>';

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
