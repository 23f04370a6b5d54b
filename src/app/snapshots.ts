import { ForewarnError } from '../core/errors.ts';
import { isSnapshotKept, SNAPSHOT_EVERY } from '../core/ledger/snapshots.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import type { Ports } from './ports.ts';

/** What reading and keeping snapshots takes. */
export type SnapshotPorts = Pick<Ports, 'ledger' | 'snapshots'>;

/** Keeps a state where its entry is one that a snapshot is made of, and lets go of those that lie too close by now. */
export async function keepSnapshot({ snapshots }: SnapshotPorts, state: PartnerState): Promise<void> {
  const { partner, seq } = state;
  if (!snapshots || seq === 0 || seq % SNAPSHOT_EVERY !== 0) return;
  await snapshots.write(state);
  for (const one of await snapshots.list(partner))
    if (!isSnapshotKept(one.seq, seq)) await snapshots.remove(partner, one.seq);
}

/**
 * The newest snapshot that is asked for and fits: made by this version's fold, and resting on an entry that is in the
 * ledger. One that does not fit is removed; null where none is left.
 */
export async function nearestSnapshot(
  { ledger, snapshots }: SnapshotPorts,
  partner: string,
  wanted: { until?: string; isBefore?: (state: PartnerState) => boolean } = {},
): Promise<PartnerState | null> {
  if (!snapshots) return null;
  for (const { seq, at } of await snapshots.list(partner)) {
    if (wanted.until !== undefined && at > wanted.until) continue;
    const state = await readable(() => snapshots.read(partner, seq));
    if (!state || state.partner !== partner || !(await restsOn(ledger, state)))
      await snapshots.remove(partner, seq);
    else if (wanted.isBefore?.(state) ?? true) return state;
  }
  return null;
}

/** True where the entry that a state says it was folded up to is in the ledger, with the hash that the state has for it. */
export async function restsOn(
  ledger: Ports['ledger'],
  { partner, seq, head }: PartnerState,
): Promise<boolean> {
  if (seq === 0) return true;
  for await (const entry of ledger.entries(partner, seq - 1)) return entry.seq === seq && entry.hash === head;
  return false;
}

/** What was kept; null for what this version cannot read. */
export async function readable<Value>(read: () => Promise<Value | null>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return null;
  }
}

/** True for what is kept and cannot be read by this version. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof ForewarnError && error.code === 'integrity';
}
