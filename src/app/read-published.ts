import type { Agreement, Environment } from '../core/agreement/types.ts';
import type { PublishedSight } from '../core/drift/assess/types.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Usage } from '../core/usage/types.ts';
import type { Ports } from './ports.ts';

/** Reads what the partner publishes for an environment and says what moved against the baseline. */
export async function readPublished(
  ports: Pick<Ports, 'documents' | 'calendar'>,
  on: {
    agreement: Agreement;
    environment: Environment | null;
    baseline: ApiDocument;
    usage: Usage;
    allowPrivate: boolean;
  },
): Promise<PublishedSight> {
  const { agreement, environment, baseline, allowPrivate } = on;
  const location = environment?.published ?? agreement.openapi.published;
  if (!location) return { kind: 'none' };
  const fetched = await ports.documents.fetch(location, {
    externalRefs: agreement.openapi.externalRefs,
    allowPrivate,
    timeoutMs: agreement.limits.timeoutMs,
  });
  if (!fetched.ok) return { kind: 'unread', failure: fetched.failure };
  const { document } = fetched;
  const used = new Set(on.usage.operations.map((one) => one.key));
  const moved =
    document.hash === baseline.hash
      ? []
      : diffDocuments(baseline, document, { used, today: ports.calendar.now().toISOString().slice(0, 10) });
  return { kind: 'read', document, moved };
}
