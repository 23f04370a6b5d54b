import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import { readRegistered } from '../../../src/core/registration/read-registered.ts';

/** An agreement with Acme Pay with all defaults, but for its schedule and its environments. */
export function agreementOf(on: { schedule: Agreement['schedule']; environments: string[] }): Agreement {
  const environments = Object.fromEntries(on.environments.map((name) => [name, `https://${name}.example`]));
  const contract = { agreement: { partner: 'acme-pay', environments }, shared: {}, journeys: null };
  const files = [{ path: 'openapi/acme-pay.yaml' }];
  const { agreement } = readRegistered({ partner: 'acme-pay', contract, files }, '/root', sha256);
  return { ...agreement, schedule: on.schedule };
}
