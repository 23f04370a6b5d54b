import type { Broker } from '../core/agreement/types.ts';
import type { Pact } from '../core/pact/types.ts';
import type { CheckOutcome } from './check-report.ts';
import type { BrokeredPact, BrokerReach } from './pact-broker.ts';
import { pactResults } from './pact-results.ts';
import { type CheckPorts, type CheckRequest, runCheck } from './run-check.ts';

/** For one visit to the broker, in ms; part of what a look may take. */
const VISIT_MS = 20_000;

/**
 * A check of a partner whose pacts, or some of them, are with a Pact Broker: they are fetched for every look but an
 * offline one, and results are told afterwards where the agreement says so. A broker that gives no pacts leaves the
 * pacts not verified, and what files say is still checked.
 *
 * @throws ForewarnError as {@link runCheck} does.
 */
export async function checkWithBroker(ports: CheckPorts, request: CheckRequest): Promise<CheckOutcome> {
  const { broker } = request.agreement;
  if (!broker || !ports.broker || request.offline) return runCheck(ports, request);
  const reach: BrokerReach = { allowPrivate: request.allowPrivate, timeoutMs: VISIT_MS };
  const fetched = await ports.broker.fetch(broker, reach);
  if (!fetched.ok) return runCheck(ports, { ...request, pactsUnread: fetched.failure });
  const brokered = named(fetched.pacts, request.pacts);
  for (const { pact, pending, notices } of brokered)
    if (notices.length > 0)
      ports.log.info('the broker says of a pact', { pact: pact.name, pending, notices });
  const pacts = [...request.pacts, ...brokered.map(({ pact }) => pact)];
  const outcome = await runCheck(ports, { ...request, pacts });
  return broker.publish ? publish(ports, broker, { outcome, pacts, brokered, reach }) : outcome;
}

async function publish(
  ports: CheckPorts,
  broker: Broker,
  on: {
    outcome: CheckOutcome;
    pacts: readonly Pact[];
    brokered: readonly BrokeredPact[];
    reach: BrokerReach;
  },
): Promise<CheckOutcome> {
  const results = pactResults(on.outcome, on.pacts, on.brokered);
  const published = await ports.broker?.publish(broker, results, on.reach);
  if (!published) return on.outcome;
  if (published.failure)
    ports.log.warn('results could not be told to the broker', {
      class: published.failure.class,
      detail: published.failure.detail,
    });
  return { ...on.outcome, published };
}

/** Several versions of a consumer's pact may be in force at once: all but the first carry their version. */
function named(brokered: readonly BrokeredPact[], files: readonly Pact[]): BrokeredPact[] {
  const taken = new Set(files.map(({ name }) => name));
  return brokered.map((one, at) => {
    const { name } = one.pact;
    const unique = taken.has(name) ? `${name}@${one.consumerVersion ?? at + 1}` : name;
    taken.add(unique);
    return unique === name ? one : { ...one, pact: { ...one.pact, name: unique } };
  });
}
