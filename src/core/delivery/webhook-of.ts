import { promisedNames } from '../exchange/promised-names.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import type { PactMessage } from '../pact/types.ts';
import { bestFit } from './best-fit.ts';
import { comparable, eventNames } from './event-name.ts';
import type { Delivery } from './types.ts';
import { sentOperations } from './webhooks.ts';

/**
 * The webhook or callback that a message of a pact is about: by its description or the event that its example names; else the one
 * whose members it has most of. Null where the document has none, or several fit as well.
 */
export function webhookOfMessage(document: ApiDocument, message: PactMessage): Operation | null {
  const { description, headers, body } = message;
  return webhookNamed(document, [comparable(description), ...eventNames({ headers, body })], body);
}

/** The webhook or callback that a delivery is of, where no message of a pact says so. */
export function webhookOfDelivery(document: ApiDocument, delivery: Delivery): Operation | null {
  const said = delivery.message === null ? [] : [comparable(delivery.message)];
  return webhookNamed(document, [...said, ...eventNames(delivery)], delivery.body);
}

function webhookNamed(
  document: ApiDocument,
  names: readonly string[],
  body: Delivery['body'],
): Operation | null {
  const all = sentOperations(document);
  for (const name of names) {
    const found = all.find(
      ({ path, operationId }) =>
        comparable(ownName(path)) === name || (operationId !== undefined && comparable(operationId) === name),
    );
    if (found) return found;
  }
  const isCallback = ({ path }: Operation) => path.startsWith('callback:');
  const fitting = (operations: readonly Operation[]) =>
    bestFit(operations, (operation) => promisedNames(document, operation), body);
  return fitting(all.filter((one) => !isCallback(one))) ?? fitting(all.filter(isCallback));
}

/** The name after `webhook:`; after `callback:` without the expression that says where it goes. */
function ownName(path: string): string {
  const name = path.slice(path.indexOf(':') + 1);
  return path.startsWith('callback:') ? (name.split(' ', 1)[0] ?? '') : name;
}
