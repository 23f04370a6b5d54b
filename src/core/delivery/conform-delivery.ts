import type { Difference } from '../drift/difference.ts';
import { operationOf } from '../drift/subject.ts';
import type { ConformResult } from '../exchange/conform.ts';
import { collected } from '../exchange/conform-context.ts';
import { conformResponse } from '../exchange/conform-response.ts';
import { wordsOf } from '../exchange/contract-words.ts';
import { reachOf } from '../exchange/reach.ts';
import type { SchemaValidators } from '../exchange/schema-validators.ts';
import type { Exchange } from '../exchange/types.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import { deliveryMedia } from './read-delivery.ts';
import type { Delivery } from './types.ts';
import { answerSubject, SENT_STATUS, sentSubject } from './webhooks.ts';

/** A delivery as an exchange whose answer it is: read, judged and kept as answers are. */
export function deliveryExchange(delivery: Delivery, path: string, id: number): Exchange {
  const { headers, body } = delivery;
  return {
    id,
    purpose: 'delivery',
    interaction: null,
    use: null,
    request: { method: 'POST', path, query: '', headers: {} },
    response: {
      status: SENT_STATUS,
      headers,
      media: deliveryMedia(delivery),
      ...(body === undefined ? {} : { body }),
      unreadable: false,
    },
    failure: null,
    ms: 0,
  };
}

/**
 * Holds a delivery against a webhook of a document, with the subjects that the comparison of two documents gives.
 *
 * @param operation the webhook, turned round; null where the document has none for it: then nothing is said.
 */
export function conformDelivery(
  document: ApiDocument,
  validators: SchemaValidators,
  exchange: Exchange,
  operation: Operation | null,
): ConformResult {
  if (!operation)
    return { operation, request: [], response: [], undecided: [], more: 0, reaches: isSame(exchange) };
  const context = { document, validators, isWord: wordsOf([document]), operation };
  const { differences, undecided, more } = collected(conformResponse(context, exchange));
  const reaches = reachOf(context, exchange);
  return {
    operation,
    request: [],
    response: differences.map(sent),
    undecided: undecided.map(({ subject, failure }) => ({ subject: sentSubject(subject), failure })),
    more,
    reaches: (subject) => subject.section === 'request' && reaches(answerSubject(subject)),
  };
}

/** A difference of what is sent, from that of the answer that it was read as. */
export function sent(difference: Difference): Difference {
  return { ...difference, subject: sentSubject(difference.subject) };
}

/** What no webhook describes is there wherever the message came. */
function isSame({ request: { method, path } }: Exchange): ConformResult['reaches'] {
  return (subject) => operationOf(subject) === `${method} ${path}`;
}
