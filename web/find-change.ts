import type { Change } from '../src/core/ledger/types.ts';
import type { PageSources, PartnerView } from './types.ts';

/** The change of a reference, `ACME-PAY-12`, with its partner: the reference begins with the partner's name. */
export async function findChange(
  sources: PageSources,
  ref: string,
): Promise<{ view: PartnerView; change: Change } | null> {
  const partner = /^([A-Z][A-Z0-9-]{0,29})-\d+$/.exec(ref.toUpperCase())?.[1];
  const view = partner === undefined ? null : await sources.partner(partner.toLowerCase());
  const change =
    view && Object.hasOwn(view.state.changes, ref.toUpperCase())
      ? view.state.changes[ref.toUpperCase()]
      : null;
  return view && change ? { view, change } : null;
}
