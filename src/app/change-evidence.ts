import type { JsonObject } from '../core/json.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import { type Change, environmentKey, type PartnerState, type Transition } from '../core/ledger/types.ts';
import { evidenceKey } from '../core/report/shown/evidence.ts';
import type { EvidenceStore, Ports } from './ports.ts';

/** Entries that are read: more than a partner has in weeks. */
const READ = 2000;

/** What showed it, or showed it again. */
const SHOWING: ReadonlySet<Transition['type']> = new Set(['suspected', 'seen-again', 'confirmed', 'moved']);

/**
 * The exchanges that were kept by the last look that wrote down each difference of a change: payloads by `evidenceKey`.
 * What was erased, or lies further back than the newest 2,000 entries, is left out.
 */
export async function changeEvidence(
  ports: Pick<Ports, 'ledger'> & { evidence: Pick<EvidenceStore, 'get'> },
  on: { change: Change; state: PartnerState },
): Promise<Map<string, JsonObject>> {
  const { change, state } = on;
  const mine = new Set(change.drifts);
  const kept = new Map<string, string>();
  for await (const stored of ports.ledger.entries(state.partner, Math.max(0, state.seq - READ))) {
    if (stored.seq > state.seq) break;
    const { transitions, evidence } = parseEntry(stored);
    const commitment = evidence.find(({ kind }) => kind === 'exchanges')?.sha256;
    if (commitment === undefined) continue;
    for (const one of transitions) {
      if (!SHOWING.has(one.type) || !('environment' in one)) continue;
      const key = 'drift' in one ? one.drift.driftKey : 'driftKey' in one ? one.driftKey : null;
      if (key !== null && mine.has(key))
        kept.set(evidenceKey(environmentKey(one.environment), key), commitment);
    }
  }
  const payloads = new Map<string, JsonObject | null>();
  for (const sha256 of new Set(kept.values()))
    payloads.set(sha256, await ports.evidence.get(state.partner, sha256));
  const found = new Map<string, JsonObject>();
  for (const [key, sha256] of kept) {
    const payload = payloads.get(sha256);
    if (payload) found.set(key, payload);
  }
  return found;
}
