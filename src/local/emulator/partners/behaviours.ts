import type { Behaviour } from '../types.ts';
import { acmePay } from './acme-pay.ts';

/** The sample partners that have rules beyond their documents. */
const BEHAVIOURS: Record<string, Behaviour> = { 'acme-pay': acmePay };

/** The rules of a partner beyond its document; none for a partner that is not a sample. */
export function behaviourOf(partner: string): Behaviour {
  return Object.hasOwn(BEHAVIOURS, partner) ? (BEHAVIOURS[partner] as Behaviour) : {};
}
