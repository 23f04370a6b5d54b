import { BUNDLE_START, type BundleRecord, bundleLine } from '../core/ledger/bundle/records.ts';
import { addBound, nothingBound } from '../core/ledger/erasures.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import type { ErasableEvidence, Ports } from './ports.ts';
import type { CheckpointStore, Signer } from './registry-ports.ts';
import { storedCheckpoints } from './verify-history.ts';

/** What exporting reads. */
export interface ExportPorts extends Pick<Ports, 'calendar' | 'ledger' | 'sha256' | 'toolVersion'> {
  evidence: ErasableEvidence;
  checkpoints: Pick<CheckpointStore, 'days' | 'read' | 'readPart'>;
  signer: Signer;
  publicKey(): Promise<string | null>;
}

/**
 * The history of partners as the lines of a bundle, each with its line feed: the entries byte for byte, every checkpoint,
 * the key that signed them, and where asked for every payload with its salt. The last line signs all before it.
 */
export async function* exportBundle(
  ports: ExportPorts,
  on: { partners: readonly string[]; evidence: boolean },
): AsyncGenerator<string> {
  let digest = BUNDLE_START;
  let lines = 0;
  const write = (record: BundleRecord): string => {
    const line = bundleLine(digest, record, ports.sha256);
    digest = line.digest;
    lines++;
    return `${line.text}\n`;
  };
  yield write({
    kind: 'bundle',
    v: 1,
    made: ports.calendar.now().toISOString(),
    tool: ports.toolVersion,
    partners: [...on.partners],
    evidence: on.evidence,
    publicKey: await ports.publicKey(),
  });
  for (const partner of on.partners) {
    const bound = nothingBound();
    for await (const entry of ports.ledger.entries(partner)) {
      if (on.evidence) addBound(bound, parseEntry(entry));
      const { seq, hash, body } = entry;
      yield write({ kind: 'entry', partner, seq, hash, body });
    }
    for (const sha256 of bound.payloads.keys()) {
      const text = bound.erased.has(sha256) ? null : await ports.evidence.sealed(partner, sha256);
      if (text !== null) yield write({ kind: 'evidence', partner, sha256, text });
    }
  }
  for await (const { day, text, parts } of storedCheckpoints(ports.checkpoints)) {
    yield write({ kind: 'checkpoint', day, text });
    for (const [sha256, part] of parts) yield write({ kind: 'part', day, sha256, text: part });
  }
  const signed = await ports.signer.sign(digest);
  yield write({ kind: 'end', lines: lines + 1, signed });
}
