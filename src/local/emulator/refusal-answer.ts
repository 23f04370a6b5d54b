import type { Json, JsonObject } from '../../core/json.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import { type Documented, jsonMedia, responseFor } from './documented.ts';
import { schemasOf } from './schema/schemas.ts';
import { shapeValue } from './schema/shape-value.ts';
import type { Refusal, RefusalKind } from './types.ts';

/** Statuses for each kind, best first: the first that the operation documents is taken, else the last. */
const STATUSES: Record<RefusalKind, number[]> = {
  malformed: [400, 422, 400],
  parameter: [400, 422, 400],
  invalid: [422, 400],
  unauthorized: [401],
  forbidden: [403],
  'not-found': [404],
  gone: [410, 404],
  method: [405],
  media: [415],
  'too-large': [413],
  state: [422, 409, 400, 422],
};

const WORDS: Record<RefusalKind, string> = {
  malformed: 'invalid_request',
  parameter: 'invalid_request',
  invalid: 'unprocessable',
  unauthorized: 'authentication',
  forbidden: 'permission',
  'not-found': 'not_found',
  gone: 'not_found',
  method: 'invalid_request',
  media: 'invalid_request',
  'too-large': 'invalid_request',
  state: 'unprocessable',
};

/** A refusal as it is sent: in the shape that the document gives to errors. */
export interface RefusalAnswer {
  status: number;
  media: string;
  /** Undefined where the document gives this error no body. */
  body: Json | undefined;
}

/** Turns a refusal into the documented error; `operation` is null where the request fits none. */
export function refusalAnswer(
  refusal: Refusal,
  document: ApiDocument,
  operation: Operation | null,
): RefusalAnswer {
  const statuses = STATUSES[refusal.refused];
  const exact = (status: number) =>
    operation?.responses.some((one) => one.status === String(status)) ?? false;
  const status = statuses.find(exact) ?? (statuses.at(-1) as number);
  const bare = operation?.responses.find((one) => one.status === String(status))?.content.length === 0;
  if (bare) return { status, media: '', body: undefined };
  const body = errorFacts(refusal, status);
  const shape = errorShape(document, operation, status);
  if (!shape?.media?.schema) return { status, media: shape?.media?.media ?? 'application/json', body };
  const schemas = schemasOf(document, 'response');
  const schema = schemas.at(shape.media.schema.pointer);
  return { status, media: shape.media.media, body: shapeValue(body, schema, schemas, `error ${status}`) };
}

/** What is known of the error, under the names that APIs give it. */
function errorFacts(refusal: Refusal, status: number): JsonObject {
  const { message, param } = refusal;
  const type = WORDS[refusal.refused];
  const code = refusal.code ?? type;
  const facts = { type, code, message, ...(param !== undefined && { param }) };
  const flat = { ...facts, title: message, detail: message, description: message, status };
  return { error: facts, ...flat, ...(param !== undefined && { parameter: param }) };
}

/** The operation's own error of this status, else one of its others, else any of the document's. */
function errorShape(document: ApiDocument, operation: Operation | null, status: number): Documented | null {
  const candidates = operation ? [operation, ...document.operations] : document.operations;
  for (const [index, one] of candidates.entries()) {
    const found = responseFor(one, status);
    if (found?.media && jsonMedia(found.media.media)) return found;
    if (index > 50) break;
  }
  const fourHundreds = candidates
    .slice(0, 50)
    .flatMap((one) => one.responses.filter(({ status: of }) => /^4/.test(of)));
  const any = fourHundreds.find((one) => one.content[0] && jsonMedia(one.content[0].media));
  return any ? { status, response: any, media: any.content[0] ?? null } : null;
}
