import type { Agreement } from './types.ts';

/** The look at our own API where it has no environments, and the beginning of the names of those that it has. */
export const OUR_SIDE = 'ours';

/** True for a look at our own API: `ours`, `ours:staging`. No environment of a partner can have such a name. */
export function isOurSide(environment: string | null): boolean {
  return environment === OUR_SIDE || (environment?.startsWith(`${OUR_SIDE}:`) ?? false);
}

/** The looks at our own API that an agreement asks for: one for each environment of ours, or `ours` alone. */
export function ourLooks({ ours }: Agreement): string[] {
  if (!ours) return [];
  return ours.environments.length > 0
    ? ours.environments.map(({ name }) => `${OUR_SIDE}:${name}`)
    : [OUR_SIDE];
}

/**
 * An agreement seen from its other side: our document and environments, and nothing that is said of the partner's.
 * The partner's limits, quiet times and promises are not ours.
 *
 * @param broker whether the partner's pacts come from the broker: those of the partner, which has us as provider.
 */
export function ourSide(agreement: Agreement, broker: boolean): Agreement {
  const { ours } = agreement;
  return {
    ...agreement,
    openapi: { baseline: ours?.openapi ?? '', published: null, externalRefs: [] },
    environments: (ours?.environments ?? []).map((one) => ({
      ...one,
      name: `${OUR_SIDE}:${one.name}`,
      published: null,
      aheadOf: one.aheadOf === null ? null : `${OUR_SIDE}:${one.aheadOf}`,
    })),
    broker: broker ? brokerOf(agreement) : null,
    uses: [],
    states: null,
    deliveries: [],
    announced: [],
    announcements: [],
    doNotCall: [],
    promise: { responseTimeMs: null },
    limits: { ...agreement.limits, requestsPerSecond: 5, concurrent: 1, callsPerDay: null },
  };
}

/** Results for our versions are our own build's to publish. */
function brokerOf({ broker, we }: Agreement): Agreement['broker'] {
  if (!broker) return null;
  const selectors = broker.selectors.map((one) => ({ ...one, consumer: broker.provider }));
  return { ...broker, provider: we, branch: null, selectors, publish: false };
}
