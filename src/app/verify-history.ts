import { parseCheckpoint } from '../core/ledger/checkpoint.ts';
import {
  type CheckpointProblem,
  type CheckSignature,
  problemsOfHeads,
  readCheckpoints,
  type StoredCheckpoint,
} from '../core/ledger/verify-checkpoints.ts';
import type { CheckpointStore } from './registry-ports.ts';
import { type VerifiedLedger, type VerifyPorts, verifyLedger } from './verify-ledger.ts';

/** What checking all of a history found. */
export interface VerifiedHistory {
  ledgers: VerifiedLedger[];
  checkpoints: {
    /** Checkpoints that are as they were signed. */
    hold: number;
    keys: string[];
    /** What does not hold of checkpoints themselves, or names a partner whose ledger is gone. */
    problems: CheckpointProblem[];
  };
}

/** Checks every ledger, and every checkpoint against them. */
export async function verifyHistory(
  ports: VerifyPorts & { checkpoints: Pick<CheckpointStore, 'days' | 'read' | 'readPart'> },
  check: CheckSignature,
): Promise<VerifiedHistory> {
  const stored: StoredCheckpoint[] = [];
  for await (const one of storedCheckpoints(ports.checkpoints)) stored.push(one);
  const read = readCheckpoints(stored, { sha256: ports.sha256, check });
  const ledgers = await verifyLedger(ports, undefined, read.heads);
  const there = new Set(ledgers.map(({ partner }) => partner));
  const gone = [...read.heads]
    .filter(([partner]) => !there.has(partner))
    .flatMap(([partner, heads]) => [...problemsOfHeads(partner, heads, () => undefined)]);
  return {
    ledgers,
    checkpoints: { hold: read.hold, keys: read.keys, problems: [...read.problems, ...gone] },
  };
}

/** Every checkpoint that is kept, with its parts, in the order of their days. */
export async function* storedCheckpoints(
  store: Pick<CheckpointStore, 'days' | 'read' | 'readPart'>,
): AsyncGenerator<StoredCheckpoint> {
  for await (const day of store.days()) {
    const text = await store.read(day);
    if (text === null) continue;
    const body = parseCheckpoint(text)?.checkpoint;
    const parts = new Map<string, string>();
    for (const name of body?.v === 2 ? body.parts : []) {
      const part = await store.readPart(day, name);
      if (part !== null) parts.set(name, part);
    }
    yield { day, text, parts };
  }
}
