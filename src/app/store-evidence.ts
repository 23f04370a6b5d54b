import type { Agreement } from '../core/agreement/types.ts';
import type { SeenExchange } from '../core/drift/assess/types.ts';
import type { ResolveSchema } from '../core/exchange/shape-plan.ts';
import { toShape } from '../core/exchange/shapes.ts';
import type { JsonObject } from '../core/json.ts';
import type { Commitment } from '../core/ledger/types.ts';
import { factsOf } from '../core/lifecycle/sightings.ts';
import type { Look } from '../core/lifecycle/types.ts';
import { resolveReference } from '../core/openapi/document/reference.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Ports } from './ports.ts';

/**
 * Keeps what a look saw and gives what binds it to the ledger: its exchanges as shapes or redacted, never their
 * values, and every difference, those too that touch nothing we use and of which nobody is told.
 */
export async function storeEvidence(
  ports: Pick<Ports, 'evidence'>,
  agreement: Agreement,
  { seen, look, baseline: document }: { seen: readonly SeenExchange[]; look: Look; baseline: ApiDocument },
): Promise<Commitment[]> {
  const { evidence: manner } = agreement;
  if (manner === 'none') return [];
  const keep = async (kind: Commitment['kind'], payload: JsonObject): Promise<Commitment> => ({
    kind,
    ...(await ports.evidence.put(agreement.partner, payload)),
  });
  const kept: Commitment[] = [];
  if (seen.length > 0) {
    const resolve: ResolveSchema = (schema) => resolveReference(document, schema);
    const exchanges = seen.map(({ exchange, baseline }) =>
      toShape(exchange, baseline.operation, resolve, manner),
    );
    kept.push(await keep('exchanges', { exchanges }));
  }
  if (look.findings.length > 0) {
    const { environment, published } = look;
    const differences = look.findings.map((finding) => ({ ...factsOf(finding) }) as unknown as JsonObject);
    kept.push(await keep('differences', { environment, published, differences }));
  }
  return kept;
}
