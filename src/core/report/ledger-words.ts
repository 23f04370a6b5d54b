import type { Erasure } from '../ledger/erasures.ts';
import type { ChainFault } from '../ledger/verify-chain.ts';
import type { CheckpointFault, CheckpointProblem } from '../ledger/verify-checkpoints.ts';

/** Why a link of the chain does not hold, after what it is. */
export const CHAIN_WORDS = {
  missing: 'is missing',
  hash: 'does not have the hash that it had',
  unreadable: 'is no entry',
  sequence: 'has another number inside',
  partner: 'belongs to another partner',
  previous: 'does not follow from the one before',
  time: 'goes back in time',
} as const satisfies Record<ChainFault, string>;

/** Why a checkpoint does not hold, after its day or the entry that it signed. */
export const CHECKPOINT_WORDS = {
  unreadable: 'cannot be read',
  signature: 'has a signature that does not fit',
  key: 'was signed by another key',
  previous: 'names a checkpoint before it that is gone, or was another one',
  part: 'lacks a part of its heads',
  'cut-short': 'is gone, and was there when the day was signed',
  rewritten: 'is another one than when the day was signed',
} as const satisfies Record<CheckpointFault, string>;

/** One thing about a checkpoint that does not hold. */
export function checkpointProblemText({ day, why, partner, seq }: CheckpointProblem): string {
  if (partner === undefined) return `checkpoint ${day} ${CHECKPOINT_WORDS[why]}`;
  return `${partner}: entry ${seq} ${CHECKPOINT_WORDS[why]} (${day})`;
}

/** What was erased, when, by whom and why; many of one kind and entry are one line. */
export function erasureTexts(erased: readonly Erasure[]): string[] {
  const groups = new Map<string, { one: Erasure; n: number }>();
  for (const one of erased) {
    const key = [one.what, one.at, one.by.id, one.why].join('\n');
    const group = groups.get(key);
    if (group) group.n++;
    else groups.set(key, { one, n: 1 });
  }
  return [...groups.values()].map(({ one, n }) => {
    const what =
      one.what === 'payload' ? (n === 1 ? 'payload' : 'payloads') : n === 1 ? 'contact' : 'contacts';
    return `${n} ${what} erased on ${one.at.slice(0, 10)}, by ${one.by.id}: ${one.why}`;
  });
}
