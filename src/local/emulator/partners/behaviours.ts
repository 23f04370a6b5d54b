import type { Behaviour } from '../types.ts';
import { acmePay } from './acme-pay.ts';
import { ledgerCore } from './ledger-core.ts';
import { shop } from './shop.ts';
import { swiftShip } from './swift-ship.ts';

/** The sample partners that have rules beyond their documents, and we ourselves under our name in the pacts. */
const BEHAVIOURS: Record<string, Behaviour> = {
  'acme-pay': acmePay,
  'ledger-core': ledgerCore,
  shop,
  'swift-ship': swiftShip,
};

/** The rules of a partner beyond its document; none for a partner that is not a sample. */
export function behaviourOf(partner: string): Behaviour {
  return Object.hasOwn(BEHAVIOURS, partner) ? (BEHAVIOURS[partner] as Behaviour) : {};
}
