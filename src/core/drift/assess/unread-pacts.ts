import type { Failure, FailureClass } from '../../exchange/types.ts';
import type { Look } from '../../lifecycle/types.ts';
import { touchesUs } from '../verdict.ts';

/**
 * A look in which not all pacts could be read, so that nobody knows all that we use: what the rest shows to touch us is
 * kept, nothing is concluded from silence or from a use that nobody names, and the pacts are what could not be checked.
 */
export function withoutPacts(look: Look, failure: Failure): Look {
  const findings = look.findings.filter((one) => one.usageGrade !== 'unknown' && touchesUs(one));
  const kept = new Set(findings.map(({ driftKey }) => driftKey));
  return {
    ...look,
    findings,
    judged: (driftKey, source) => kept.has(driftKey) && look.judged(driftKey, source),
    notVerified: [
      ...look.notVerified,
      {
        partner: look.partner,
        environment: look.environment,
        source: 'pacts',
        class: failure.class,
        interaction: null,
        operation: null,
        detail: `the broker gave no pacts: ${failure.detail}`,
        next: OURS[failure.class] ?? 'see that the Pact Broker answers; looked at again at the next check',
      },
    ],
    coming: look.coming.filter(({ driftKey }) => driftKey === null || kept.has(driftKey)),
    configured: { ...look.configured, pacts: true },
    // What a new version of their document means for us is seen when the pacts are there again.
    published: null,
  };
}

const OURS: Partial<Record<FailureClass, string>> = {
  credentials: "renew the broker's credentials that `broker.auth` names",
  permission: "renew the broker's credentials that `broker.auth` names",
  'our-request': 'correct `broker.provider` or `broker.selectors` in the agreement',
  'redirect-refused': 'put the address that the broker itself uses into `broker.url`',
  'address-refused': 'correct `broker.url`, or allow private addresses with --allow-private',
};
