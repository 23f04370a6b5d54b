import type { Agreement, Journey } from '../core/agreement/types.ts';
import type { JsonObject } from '../core/json.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { evidenceFor, type Reproduction, reproductionsOf } from '../core/why/reproduction.ts';
import { type Why, whySince } from '../core/why/why.ts';
import type { EvidenceStore } from './ports.ts';
import { readSight, type SightPorts } from './read-sight.ts';

/** Where it is read from: what sight reads, and what was kept of exchanges. */
export interface WhyPorts extends SightPorts {
  evidence: Pick<EvidenceStore, 'get'>;
}

/**
 * What happened to a partner since an instant, and what of it a mail to the partner can say. Reads only; the partner is
 * not called.
 *
 * @param on.state the fold up to the ledger's head. @param on.since ISO. @param on.now ISO
 * @param on.environment only this one; left out: all
 * @param on.most entries that are read at most, the newest; left out: all
 * @param on.document the agreed one; null where it cannot be read: then nothing is quoted from it
 */
export async function readWhy(
  ports: WhyPorts,
  on: {
    agreement: Agreement;
    journeys: readonly Journey[];
    state: PartnerState;
    since: string;
    now: string;
    environment?: string | null;
    document: ApiDocument | null;
    most?: number;
  },
): Promise<{ why: Why; reproductions: Reproduction[] }> {
  const records = await readSight(ports, on);
  const why = whySince(records, Date.parse(on.since), on.environment);
  const evidence = new Map<string, JsonObject>();
  for (const sha256 of evidenceFor(why)) {
    const payload = await ports.evidence.get(on.agreement.partner, sha256);
    if (payload) evidence.set(sha256, payload);
  }
  const { agreement, document } = on;
  return { why, reproductions: reproductionsOf(why, { agreement, document, evidence }) };
}
