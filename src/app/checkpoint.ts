import { canonicalJson } from '../core/canonical-json.ts';
import type { Json } from '../core/json.ts';
import { checkpointOf, type Heads } from '../core/ledger/checkpoint.ts';
import { inParallel } from './in-parallel.ts';
import type { Ports } from './ports.ts';
import type { CheckpointStore, Signer } from './registry-ports.ts';

/** What signing a checkpoint needs. */
export interface CheckpointPorts extends Pick<Ports, 'calendar' | 'ledger' | 'sha256'> {
  checkpoints: CheckpointStore;
  signer: Signer;
}

/** Ledgers whose head is read at once, and parts that are written at once. */
const AT_ONCE = 16;

/**
 * Signs the heads of all ledgers, once a day (UTC): whoever keeps a checkpoint can prove later that no entry before
 * it was changed. Kept is the canonical JSON (RFC 8785) of `{ checkpoint, key, algorithm, signature }`, with the public
 * key where the signer has it; the signature is over the canonical JSON of `checkpoint` (see `checkpointOf`). Heads that
 * are too many for one text are kept before it, in parts. The first checkpoint of a day stays.
 *
 * @returns the day where one was written; null where the day has one.
 */
export async function checkpoint(ports: CheckpointPorts): Promise<string | null> {
  const { checkpoints, sha256 } = ports;
  const at = ports.calendar.now().toISOString();
  const day = at.slice(0, 10);
  if ((await checkpoints.read(day)) !== null) return null;
  const heads = await headsOf(ports);
  const before = await checkpoints.before(day);
  const text = before === null ? null : await checkpoints.read(before);
  const previous = before === null || text === null ? null : { day: before, text };
  const { body, parts } = checkpointOf({ day, at, heads, previous }, sha256);
  const failures: unknown[] = [];
  await inParallel(parts, AT_ONCE, async (one) => {
    await checkpoints.writePart(day, sha256(one), one).catch((error) => failures.push(error));
  });
  if (failures.length > 0) throw failures[0];
  const signed = await ports.signer.sign(canonicalJson(body as unknown as Json));
  const whole = canonicalJson({ checkpoint: body, ...signed } as unknown as Json);
  return (await checkpoints.write(day, whole)) === 'written' ? day : null;
}

async function headsOf({ ledger }: CheckpointPorts): Promise<Heads> {
  const heads: Heads = {};
  const failures: unknown[] = [];
  await inParallel(await ledger.partners(), AT_ONCE, async (partner) => {
    try {
      const head = await ledger.head(partner);
      if (head) heads[partner] = { seq: head.seq, hash: head.hash };
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
  return heads;
}
