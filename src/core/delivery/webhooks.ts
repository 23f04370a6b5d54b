import type { Subject } from '../drift/subject.ts';
import { readCallbacks, readWebhooks, type Sent } from '../openapi/document/read-webhooks.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';

/** What is sent has no status: this one stands for it where a webhook is read as an answer. */
export const SENT_STATUS = 200;

const kept = new WeakMap<ApiDocument, Operation[]>();

/**
 * The webhooks of a document, then the callbacks of its operations, turned round: what is sent is the answer of an
 * operation (`POST webhook:orderPaid`), since who gets it reads it as answers are read.
 */
export function sentOperations(document: ApiDocument): Operation[] {
  const known = kept.get(document);
  if (known) return known;
  const made = [
    ...read(() => readWebhooks(document.raw)),
    ...document.operations.flatMap((one) => read(() => readCallbacks(document.raw, one))),
  ];
  // Several operations may refer to one callback.
  const distinct = [...new Map(made.toReversed().map((one) => [one.key, one])).values()].toReversed();
  kept.set(document, distinct);
  return distinct;
}

/** The operation that a key names: one that is called, or one that is sent, turned round; null where neither is there. */
export function operationAt(document: ApiDocument, key: string): Operation | null {
  return document.byKey.get(key) ?? sentOperations(document).find((one) => one.key === key) ?? null;
}

/** A reference that leads nowhere is told where documents are compared. */
function read(sent: () => Sent[]): Operation[] {
  try {
    return sent().flatMap(({ operations }) => operations.map(turned));
  } catch {
    return [];
  }
}

/** The subject of what is sent, from that of the answer that it was read as. */
export function sentSubject({ method, path, media, location }: Subject): Subject {
  return { method, path, section: 'request', ...(media === undefined ? {} : { media }), location };
}

/** The other way round. */
export function answerSubject({ method, path, media, location }: Subject): Subject {
  const status = String(SENT_STATUS);
  return { method, path, section: 'response', status, ...(media === undefined ? {} : { media }), location };
}

function turned(operation: Operation): Operation {
  const { requestBody, parameters, pointer, ...rest } = operation;
  return {
    ...rest,
    pointer,
    parameters: [],
    sharedParameters: [],
    requestBody: null,
    security: null,
    responses: [
      {
        status: String(SENT_STATUS),
        headers: parameters.filter((one) => one.in === 'header'),
        content: requestBody?.content ?? [],
        raw: {},
        pointer: requestBody?.pointer ?? pointer,
      },
    ],
  };
}
