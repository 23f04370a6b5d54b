import { OUR_SIDE, ourSide } from '../core/agreement/our-side.ts';
import type { Delivery } from '../core/delivery/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import type { CheckOutcome } from './check-report.ts';
import { checkWithBroker } from './check-with-broker.ts';
import type { CheckPorts, CheckRequest } from './run-check.ts';

/** Our own API, as a partner uses it. */
export interface OurSide {
  document: ApiDocument;
  /** The version of it that the partner agreed to; absent: none was kept. */
  agreed?: ApiDocument;
  /** Pacts of the partner with us as provider. */
  pacts: Pact[];
  /** What we sent the partner, by our own names of our environments. */
  deliveries: Delivery[];
}

/**
 * A check of our own API: a partner's pacts with us are held against our document and what moved in it since it was agreed,
 * replayed against the environment of ours that `name` names, and against what that sent. The partner is not called, nor
 * are our calls counted as calls to it.
 *
 * @param name `ours`, or `ours:` and the environment's name.
 * @throws ForewarnError as `runCheck` does.
 */
export async function checkOurSide(
  ports: CheckPorts,
  request: Omit<CheckRequest, 'environment' | 'baseline' | 'pacts' | 'states'>,
  { ours, name }: { ours: OurSide; name: string },
): Promise<CheckOutcome> {
  const agreement = ourSide(request.agreement, ours.pacts.length === 0);
  const { live } = ports;
  const counted = (plan: Parameters<typeof live.observe>[0]) => ({
    ...plan,
    agreement: { ...plan.agreement, partner: `${plan.agreement.partner}.${OUR_SIDE}` },
  });
  return checkWithBroker(
    { ...ports, live: { observe: (plan) => live.observe(counted(plan)) } },
    {
      ...request,
      agreement,
      journeys: [],
      environment: agreement.environments.find((one) => one.name === name) ?? null,
      baseline: ours.document,
      pacts: ours.pacts,
      states: null,
      deliveries: sentFrom(name, ours.deliveries),
      ourSide: true,
      ...(ours.agreed ? { ourAgreed: ours.agreed } : {}),
    },
  );
}

/** What an environment of ours may have sent; `ours` alone stands for all of them. */
function sentFrom(name: string, deliveries: readonly Delivery[]): Delivery[] {
  return deliveries.map((one) => ({
    ...one,
    environment: name === OUR_SIDE || one.environment === null ? null : `${OUR_SIDE}:${one.environment}`,
  }));
}
