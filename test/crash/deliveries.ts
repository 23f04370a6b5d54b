import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { isHeld } from '../../src/core/lifecycle/sendable.ts';

/** A message that has arrived. */
export interface Delivery {
  id: string;
  /** Folder of the mailbox. */
  folder: 'ours' | 'theirs' | 'webhooks';
  sha256: string;
  /** False where it is cut short or not about this id. */
  whole: boolean;
}

/** Everything in the mailbox of a data folder; files that begin with a dot were never delivered. */
export async function deliveriesIn(dir: string): Promise<Delivery[]> {
  const found: Delivery[] = [];
  for (const folder of ['ours', 'theirs', 'webhooks'] as const) {
    const names = await readdir(join(dir, 'mailbox', folder)).catch(() => []);
    for (const name of names.filter((one) => !one.startsWith('.'))) {
      const bytes = await readFile(join(dir, 'mailbox', folder, name));
      const id = name.replace(/\.\w+$/, '');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      found.push({ id, folder, sha256, whole: isWhole(folder, id, bytes.toString('utf8')) });
    }
  }
  return found;
}

function isWhole(folder: Delivery['folder'], id: string, text: string): boolean {
  if (folder !== 'webhooks') return text.includes(`\r\nMessage-ID: <${id}@`) && text.endsWith('\r\n');
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Holds what has arrived against what the ledgers say. Yields what must not be. */
export function* compareDeliveries(
  deliveries: readonly Delivery[],
  states: readonly PartnerState[],
): Generator<string> {
  const notices = new Map(states.flatMap((state) => Object.entries(state.notices)));
  const arrived = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const { id, folder } = delivery;
    const notice = notices.get(id);
    if (!delivery.whole) yield `notice ${id} in ${folder} is not whole`;
    if (arrived.has(id)) yield `notice ${id} is there twice, in ${arrived.get(id)?.folder} and in ${folder}`;
    arrived.set(id, delivery);
    if (!notice) yield `notice ${id} in ${folder} is not in the ledger`;
    else if (isHeld(notice)) yield `notice ${id} has left although it is held`;
    else if ((folder === 'ours') !== (notice.due.side === 'ours'))
      yield `notice ${id} went to the other side`;
  }
  for (const [id, { attempts, sentAt }] of notices) {
    if (sentAt === null) continue;
    const delivery = arrived.get(id);
    if (!delivery) yield `notice ${id} is recorded as sent and never arrived`;
    else if (!attempts.some(({ outcome, sha256 }) => outcome === 'sent' && sha256 === delivery.sha256))
      yield `notice ${id} has arrived with other bytes than those recorded`;
  }
}
