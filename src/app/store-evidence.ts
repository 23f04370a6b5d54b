import type { Agreement } from '../core/agreement/types.ts';
import type { SeenExchange } from '../core/drift/assess/types.ts';
import { toShape } from '../core/exchange/shapes.ts';
import type { Commitment } from '../core/ledger/types.ts';
import type { Ports } from './ports.ts';

/** Keeps the shapes of a look's exchanges, never their values, and gives what binds them to the ledger. */
export async function storeEvidence(
  ports: Pick<Ports, 'evidence'>,
  agreement: Agreement,
  seen: readonly SeenExchange[],
): Promise<Commitment[]> {
  if (agreement.evidence === 'none' || seen.length === 0) return [];
  const exchanges = seen.map(({ exchange, baseline }) => toShape(exchange, baseline.operation));
  const { sha256 } = await ports.evidence.put(agreement.partner, { exchanges });
  return [{ kind: 'exchanges', sha256 }];
}
