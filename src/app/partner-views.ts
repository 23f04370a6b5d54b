import type { Agreement, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { catchUp } from './catch-up.ts';
import { inParallel } from './in-parallel.ts';
import type { Ports } from './ports.ts';
import { openRegistration } from './registered-partner.ts';
import type { RegistrationStore } from './registry-ports.ts';

/** What looking at registered partners needs. */
export interface ViewPorts extends Pick<Ports, 'ledger' | 'projections' | 'sha256' | 'log'> {
  registrations: Pick<RegistrationStore, 'read' | 'list'>;
}

/** A registered partner and its present. */
export interface RegisteredView {
  agreement: Agreement;
  state: PartnerState;
  journeys: Journey[];
}

/** Partners of one page, and how many are read at once. */
const PAGE = 50;
const AT_ONCE = 10;

/** A registered partner and its present; null where nobody registered it. */
export async function partnerView(ports: ViewPorts, partner: string): Promise<RegisteredView | null> {
  const opened = await openRegistration(ports, partner);
  if (!opened) return null;
  const { agreement, journeys } = opened;
  return { agreement, journeys, state: await catchUp(ports, partner) };
}

/**
 * Up to 50 registered partners by name, from the one after `after`; `next`: ask again with that. A partner whose
 * agreement this version cannot read is told in the log and left out.
 */
export async function partnerViews(
  ports: ViewPorts,
  after: string | null,
): Promise<{ views: RegisteredView[]; next: string | null }> {
  const names = (await ports.registrations.list()).map(({ partner }) => partner).sort();
  const left = names.filter((name) => after === null || name > after);
  const asked = left.slice(0, PAGE);
  const views = new Map<string, RegisteredView>();
  const faults: unknown[] = [];
  await inParallel(asked, AT_ONCE, async (partner) => {
    try {
      const view = await partnerView(ports, partner);
      if (view) views.set(partner, view);
    } catch (error) {
      if (!(error instanceof ForewarnError) || error.code !== 'config') faults.push(error);
      else ports.log.warn('an agreement cannot be read', { partner, error: error.message });
    }
  });
  if (faults.length > 0) throw faults[0];
  return {
    views: asked.flatMap((partner) => views.get(partner) ?? []),
    next: left.length > PAGE ? (asked.at(-1) ?? null) : null,
  };
}
