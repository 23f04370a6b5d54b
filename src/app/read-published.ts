import type { Agreement, Environment } from '../core/agreement/types.ts';
import type { PublishedSight } from '../core/drift/assess/types.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Ports } from './ports.ts';

/** Reads what the partner publishes for an environment and says what moved against the baseline. */
export async function readPublished(
  ports: Pick<Ports, 'documents'>,
  agreement: Agreement,
  environment: Environment | null,
  baseline: ApiDocument,
  allowPrivate: boolean,
): Promise<PublishedSight> {
  const location = environment?.published ?? agreement.openapi.published;
  if (!location) return { kind: 'none' };
  const fetched = await ports.documents.fetch(location, {
    externalRefs: agreement.openapi.externalRefs,
    allowPrivate,
    timeoutMs: agreement.limits.timeoutMs,
  });
  if (!fetched.ok) return { kind: 'unread', failure: fetched.failure };
  const { document } = fetched;
  const moved = document.hash === baseline.hash ? [] : diffDocuments(baseline, document);
  return { kind: 'read', document, moved };
}
