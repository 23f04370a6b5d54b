import type { Subject } from '../drift/subject.ts';
import { readWebhooks } from '../openapi/document/read-webhooks.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';

/** What a partner sends has no status: this one stands for it where a webhook is read as an answer. */
export const SENT_STATUS = 200;

const kept = new WeakMap<ApiDocument, Operation[]>();

/**
 * The webhooks of a document, turned round: what the partner sends us is the answer of an operation
 * (`POST webhook:orderPaid`), since we read it as we read answers.
 */
export function sentOperations(document: ApiDocument): Operation[] {
  const known = kept.get(document);
  if (known) return known;
  const made = read(document);
  kept.set(document, made);
  return made;
}

/** A reference that leads nowhere is told where documents are compared. */
function read(document: ApiDocument): Operation[] {
  try {
    return readWebhooks(document.raw).flatMap(({ operations }) => operations.map(turned));
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
