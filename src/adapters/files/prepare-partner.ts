import type { OurSide } from '../../app/check-our-side.ts';
import type { Ports } from '../../app/ports.ts';
import { nearest } from '../../core/agreement/nearest.ts';
import type { Agreement } from '../../core/agreement/types.ts';
import type { Delivery } from '../../core/delivery/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { Pact } from '../../core/pact/types.ts';
import type { ReportNote } from '../../core/report/types.ts';
import { declaredOperation } from '../../core/usage/usage-of.ts';
import { agreementNotes } from './agreement-notes.ts';
import { loadBaseline } from './load-baseline.ts';
import { loadDeliveries } from './load-deliveries.ts';
import { loadOurSide, splitPacts } from './load-our-side.ts';
import { loadPacts } from './load-pacts.ts';
import { loadStates } from './load-states.ts';
import { lineIn } from './read-yaml.ts';

/** A partner with everything a check of it needs, read once. */
export interface PreparedPartner {
  agreement: Agreement;
  baseline: ApiDocument;
  pacts: Pact[];
  states: JsonObject | null;
  deliveries?: Delivery[];
  /** Our own API, where the partner uses that. */
  ours?: OurSide;
  /** What our agreement says that the baseline does not have. */
  notes?: ReportNote[];
}

/**
 * Reads a partner's baseline, pacts, states and recorded deliveries.
 *
 * @throws ForewarnError where one of them cannot be read, or the agreement names an operation that the
 * baseline does not have.
 */
export async function preparePartner(
  agreement: Agreement,
  cwd: string,
  sha256: Ports['sha256'],
): Promise<PreparedPartner> {
  const baseline = await loadBaseline(agreement, cwd, sha256);
  for (const [index, { operation }] of agreement.uses.entries()) {
    if (declaredOperation(baseline, operation)) continue;
    const known = baseline.operations.map((one) => one.operationId ?? `${one.method} ${one.path}`);
    const near = nearest(operation, known);
    throw new ForewarnError('config', `\`uses\` names ${operation}, which the baseline does not have`, {
      place: { file: agreement.file, line: lineIn(agreement.file, ['uses', index]) },
      fix: near ? `did you mean ${near}?` : `operations of the baseline: ${known.slice(0, 40).join(', ')}`,
    });
  }
  const pacts = splitPacts(agreement, loadPacts(agreement));
  const ours = await loadOurSide(agreement, pacts.ours, { cwd, sha256 });
  return {
    agreement,
    baseline,
    pacts: pacts.theirs,
    ...(ours ? { ours } : {}),
    states: loadStates(agreement, cwd),
    deliveries: loadDeliveries(agreement, agreement.deliveries),
    notes: agreementNotes(agreement, baseline, cwd),
  };
}
