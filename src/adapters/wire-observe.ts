import type { OpenPartner, Ports, QuotaStore, Secrets } from '../app/ports.ts';
import { realMonotonic } from './clock/real-monotonic.ts';
import { sha256 } from './crypto/sha256.ts';
import type { NamedProxy } from './http/named-proxy.ts';
import { createPartnerOpener } from './http/partner-client.ts';
import { createQuota } from './http/quota.ts';
import { createAjvValidators } from './judge/ajv-validators.ts';

/** What observing a system of ours takes: calls to the partner, and a judge of them. */
export type ObserveWire = Pick<Ports, 'validators' | 'monotonic' | 'sha256'> & { openPartner: OpenPartner };

/** Builds it on one machine; its calls are counted with those of all checks. */
export function wireObserve(around: {
  secrets: Secrets;
  quotas: QuotaStore;
  proxy: NamedProxy | null;
}): ObserveWire {
  const { secrets, quotas, proxy } = around;
  const quota = createQuota({ store: quotas, monotonic: realMonotonic });
  return {
    openPartner: createPartnerOpener({ secrets, monotonic: realMonotonic, proxy, quota }),
    validators: createAjvValidators,
    monotonic: realMonotonic,
    sha256,
  };
}
