import type { Agreement, Environment } from '../core/agreement/types.ts';
import type { PublishedSight } from '../core/drift/assess/types.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Usage } from '../core/usage/types.ts';
import type { Ports } from './ports.ts';

/**
 * Reads what the partner publishes for an environment and says what moved against the baseline.
 *
 * @param on.deadlineMs monotonic ms by which it must have answered, where that is sooner than its own time-out.
 */
export async function readPublished(
  ports: Pick<Ports, 'documents' | 'calendar' | 'monotonic'>,
  on: {
    agreement: Agreement;
    environment: Environment | null;
    baseline: ApiDocument;
    usage: Usage;
    allowPrivate: boolean;
    deadlineMs: number;
  },
): Promise<PublishedSight> {
  const { agreement, environment, baseline, allowPrivate, deadlineMs } = on;
  const location = environment?.published ?? agreement.openapi.published;
  if (!location) return { kind: 'none' };
  const leftMs = Math.max(1, Math.ceil(deadlineMs - ports.monotonic.now()));
  const fetched = await ports.documents.fetch(location, {
    externalRefs: agreement.openapi.externalRefs,
    allowPrivate,
    timeoutMs: Math.min(agreement.limits.timeoutMs, leftMs),
    counted: {
      partner: agreement.partner,
      limits: agreement.limits,
      origins: originsOf(agreement),
      deadlineMs,
    },
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

/** Where the partner's API is called: a document that stands there is fetched from the same machines. */
function originsOf({ environments }: Agreement): string[] {
  return environments.flatMap(({ url }) => URL.parse(url)?.origin ?? []);
}
