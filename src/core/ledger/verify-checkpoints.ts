import { canonicalJson } from '../canonical-json.ts';
import type { Sha256 } from '../hash.ts';
import { type Head, type Heads, parseCheckpoint, parsePart, type SignedCheckpoint } from './checkpoint.ts';

/** What is wrong with a checkpoint. Closed. */
export type CheckpointFault =
  | 'unreadable' // it is no checkpoint, or that of another day
  | 'signature' // the signature is not one over it
  | 'key' // signed by another key than the one that is trusted
  | 'previous' // the checkpoint before is not the one that it names, or is gone
  | 'part' // a text with heads is gone, or another one
  | 'cut-short' // a ledger ends before the head that was signed
  | 'rewritten'; // a ledger has another entry where a head was signed

/** A checkpoint as it was kept, with the texts of its parts by their SHA-256. */
export interface StoredCheckpoint {
  day: string;
  text: string;
  parts: ReadonlyMap<string, string>;
}

/** One thing that does not hold. */
export interface CheckpointProblem {
  day: string;
  why: CheckpointFault;
  partner?: string;
  /** The entry that was signed. */
  seq?: number;
}

/** What the checkpoints say, as far as they hold. */
export interface ReadCheckpoints {
  /** Checkpoints of which everything that they hold themselves is as it was signed. */
  hold: number;
  problems: CheckpointProblem[];
  /** Names of the keys that signed. */
  keys: string[];
  /** Heads that were signed, by partner. */
  heads: Map<string, { day: string; head: Head }[]>;
}

/** Whether a signature is one over the checkpoint by a key that is trusted. */
export type CheckSignature = (
  signed: Omit<SignedCheckpoint, 'checkpoint'>,
  text: string,
) => 'good' | 'bad' | 'another-key';

/** Reads checkpoints in the order of their days. */
export function readCheckpoints(
  stored: Iterable<StoredCheckpoint>,
  ports: { sha256: Sha256; check: CheckSignature },
): ReadCheckpoints {
  const read: ReadCheckpoints = { hold: 0, problems: [], keys: [], heads: new Map() };
  const keys = new Set<string>();
  let before: StoredCheckpoint | null = null;
  for (const one of stored) {
    const { day } = one;
    const why = faultOf(one, before, ports, (signed, heads) => {
      keys.add(signed.key);
      for (const [partner, head] of Object.entries(heads)) {
        const known = read.heads.get(partner);
        if (known) known.push({ day, head });
        else read.heads.set(partner, [{ day, head }]);
      }
    });
    if (why) read.problems.push({ day, why });
    else read.hold++;
    before = one;
  }
  return { ...read, keys: [...keys] };
}

function faultOf(
  one: StoredCheckpoint,
  before: StoredCheckpoint | null,
  { sha256, check }: { sha256: Sha256; check: CheckSignature },
  take: (signed: SignedCheckpoint, heads: Heads) => void,
): CheckpointFault | null {
  const signed = parseCheckpoint(one.text);
  if (!signed || signed.checkpoint.day !== one.day) return 'unreadable';
  const { checkpoint } = signed;
  const verdict = check(signed, canonicalJson(checkpoint));
  if (verdict !== 'good') return verdict === 'bad' ? 'signature' : 'key';
  const heads: Heads = checkpoint.v === 1 ? { ...checkpoint.heads } : {};
  let missing = false;
  for (const name of checkpoint.v === 2 ? checkpoint.parts : []) {
    const text = one.parts.get(name);
    const inPart = text !== undefined && sha256(text) === name ? parsePart(text, one.day) : null;
    if (inPart) Object.assign(heads, inPart);
    else missing = true;
  }
  take(signed, heads);
  if (missing) return 'part';
  const { previous } = checkpoint;
  if (previous && (before?.day !== previous.day || sha256(before.text) !== previous.sha256))
    return 'previous';
  return null;
}

/**
 * Holds a partner's chain against the heads that were signed.
 *
 * @param hashOf the hash of the partner's entry with a sequence, where the chain holds that far.
 */
export function* problemsOfHeads(
  partner: string,
  signed: readonly { day: string; head: Head }[],
  hashOf: (seq: number) => string | undefined,
): Generator<CheckpointProblem> {
  for (const { day, head } of signed) {
    const hash = hashOf(head.seq);
    if (hash === head.hash) continue;
    yield { day, why: hash === undefined ? 'cut-short' : 'rewritten', partner, seq: head.seq };
  }
}
