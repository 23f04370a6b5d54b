import {
  assignDeliveries,
  newestOfWebhooks,
  type RecordedDeliveries,
} from '../core/delivery/assign-deliveries.ts';
import { conformDelivery, deliveryExchange, sent } from '../core/delivery/conform-delivery.ts';
import type { Delivery } from '../core/delivery/types.ts';
import { webhookOfMessage } from '../core/delivery/webhook-of.ts';
import { sentOperations } from '../core/delivery/webhooks.ts';
import type { SeenExchange } from '../core/drift/assess/types.ts';
import { asPending } from '../core/drift/pending.ts';
import type { LiveObservation } from '../core/exchange/types.ts';
import type { ApiDocument, Operation } from '../core/openapi/document/types.ts';
import { mismatchDifferences } from '../core/pact/mismatch.ts';
import { messageAsAnswer, messagePath } from '../core/pact/read-message.ts';
import type { Pact } from '../core/pact/types.ts';
import type { Ports } from './ports.ts';

/**
 * What the partner sent us, as exchanges: the newest delivery of each message of a pact and of each webhook, against
 * the webhooks of both documents and what the verifier made of it. No call of ours, so nothing is classified.
 *
 * @param first number that no exchange of the look has.
 */
export function seeDeliveries(
  ports: Pick<Ports, 'validators'>,
  observation: LiveObservation,
  on: {
    baseline: ApiDocument;
    published: ApiDocument | null;
    pacts: readonly Pact[];
    recorded: RecordedDeliveries;
    first: number;
  },
): SeenExchange[] {
  const { baseline, published, pacts, recorded } = on;
  const moved = published && published.hash !== baseline.hash ? published : null;
  const seen: SeenExchange[] = [];
  const covered = new Set<Delivery>();
  const see = (delivery: Delivery, webhook: Operation | null, path: string) => {
    const exchange = deliveryExchange(delivery, path, on.first + seen.length);
    const there = moved && sentOperations(moved).find(({ key }) => key === webhook?.key);
    const one: SeenExchange = {
      exchange,
      assessment: { kind: 'judged' },
      baseline: conformDelivery(baseline, ports.validators(baseline), exchange, webhook),
      published: moved && conformDelivery(moved, ports.validators(moved), exchange, there ?? null),
      interaction: null,
      mismatches: [],
    };
    seen.push(one);
    covered.add(delivery);
    return one;
  };
  for (const { number, pact, message, chosen } of assignDeliveries(pacts, recorded)) {
    if (!('delivery' in chosen)) continue;
    const webhook = webhookOfMessage(baseline, message);
    const path = webhook?.path ?? messagePath(message);
    const one = see(chosen.delivery, webhook, path);
    one.interaction = { pact: pact.name, interaction: message.description };
    const live = observation.interactions.find((each) => each.number === number);
    if (!live) continue;
    const found = mismatchDifferences(messageAsAnswer(message, path), live, webhook, baseline).map(sent);
    one.mismatches = live.pending ? found.map(asPending) : found;
  }
  for (const { operation, delivery } of newestOfWebhooks(baseline, recorded))
    if (!covered.has(delivery)) see(delivery, operation, operation.path);
  return seen;
}
