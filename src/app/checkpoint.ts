import { canonicalJson } from '../core/canonical-json.ts';
import { inParallel } from './in-parallel.ts';
import type { Ports } from './ports.ts';
import type { CheckpointStore, Signer } from './registry-ports.ts';

/** What signing a checkpoint needs. */
export interface CheckpointPorts extends Pick<Ports, 'calendar' | 'ledger'> {
  checkpoints: CheckpointStore;
  signer: Signer;
}

/** Ledgers whose head is read at once. */
const AT_ONCE = 16;

/**
 * Signs the heads of all ledgers, once a day (UTC): whoever keeps a checkpoint can prove later that no entry before
 * it was changed. Kept is the canonical JSON (RFC 8785) of `{ checkpoint, key, algorithm, signature }`, where
 * `checkpoint` is `{ v: 1, day, at, heads: { partner: { seq, hash } } }` and the signature is over its canonical JSON.
 * The first one of a day stays.
 *
 * @returns the day where one was written; null where the day has one.
 */
export async function checkpoint(ports: CheckpointPorts): Promise<string | null> {
  const at = ports.calendar.now().toISOString();
  const day = at.slice(0, 10);
  if ((await ports.checkpoints.read(day)) !== null) return null;
  const heads: Record<string, { seq: number; hash: string }> = {};
  const failures: unknown[] = [];
  await inParallel(await ports.ledger.partners(), AT_ONCE, async (partner) => {
    try {
      const head = await ports.ledger.head(partner);
      if (head) heads[partner] = { seq: head.seq, hash: head.hash };
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
  const signed = { v: 1, day, at, heads };
  const { key, algorithm, signature } = await ports.signer.sign(canonicalJson(signed));
  const text = canonicalJson({ checkpoint: signed, key, algorithm, signature });
  return (await ports.checkpoints.write(day, text)) === 'written' ? day : null;
}
