import { operationOf, parseSubject, type Subject } from '../drift/subject.ts';
import { responseFor } from '../exchange/media.ts';
import { type ShapePlace, shapePlan } from '../exchange/shape-plan.ts';
import type { Json } from '../json.ts';
import { resolveReference } from '../openapi/document/reference.ts';
import type { ApiDocument, Located, Operation, Parameter } from '../openapi/document/types.ts';

/** What the agreed document says at a place. */
export interface AgreedPlace {
  /** JSON Pointer (RFC 6901, leading `#`) to where it is written; null: the document has no such operation. */
  pointer: string | null;
  /** True where it always comes or must be sent; null where that cannot be said of it. */
  required: boolean | null;
  /** Types of JSON Schema; empty where none is written. */
  types: string[];
  /** How many values it lists; 0: it lists none. */
  values: number;
  /** Of an operation: the statuses that are documented. */
  statuses: string[];
}

const NOTHING: AgreedPlace = { pointer: null, required: null, types: [], values: 0, statuses: [] };

/** The operation of a subject, and what the agreed document says at the subject's place in it. */
export function agreedAt(
  document: ApiDocument,
  subject: string,
): { operation: Operation | null; agreed: AgreedPlace } {
  const parsed = parseSubject(subject);
  const operation = parsed ? (document.byKey.get(operationOf(parsed)) ?? null) : null;
  if (!parsed || !operation) return { operation, agreed: NOTHING };
  return { operation, agreed: placeIn(document, operation, parsed) };
}

function placeIn(document: ApiDocument, operation: Operation, subject: Subject): AgreedPlace {
  const whole = {
    ...NOTHING,
    pointer: operation.pointer,
    statuses: operation.responses.map(({ status }) => status),
  };
  const [first = '', ...rest] = subject.location.split('/');
  const segments = rest.map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'));
  const parameter = parameterOf(operation, subject, first);
  if (parameter)
    return schemaPlace(document, parameter.schema, segments, {
      pointer: parameter.pointer,
      required: parameter.required,
    });
  if (first !== '') return whole;
  const body = subject.section === 'response' ? answerOf(operation, subject) : operation.requestBody;
  if (!body || (subject.section !== 'response' && subject.section !== 'request')) return whole;
  const { media } = subject;
  const content = body.content.find((one) => one.media === media) ?? body.content[0];
  const at = { pointer: content?.pointer ?? body.pointer, required: null };
  return { ...schemaPlace(document, content?.schema ?? null, segments, at), statuses: whole.statuses };
}

function answerOf(operation: Operation, { status }: Subject) {
  const own = operation.responses.find((one) => one.status === status);
  return own ?? (status && /^\d{3}$/.test(status) ? responseFor(operation, Number(status)) : null);
}

/** `query:limit`, `path:0` (by its place in the path), `header:x-trace`; of an answer, one of its headers. */
function parameterOf(operation: Operation, subject: Subject, first: string): Parameter | null {
  const [kind, name] = [first.slice(0, first.indexOf(':')), first.slice(first.indexOf(':') + 1)];
  if (subject.section === 'response')
    return (
      answerOf(operation, subject)?.headers.find((one) => kind === 'header' && isNamed(one, name)) ?? null
    );
  if (kind === 'path') {
    const names = [...operation.path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
    return operation.parameters.find((one) => one.in === 'path' && one.name === names[Number(name)]) ?? null;
  }
  return operation.parameters.find((one) => one.in === kind && isNamed(one, name)) ?? null;
}

function isNamed(one: Parameter, name: string): boolean {
  return one.name === name || one.name.toLowerCase() === name.toLowerCase();
}

function schemaPlace(
  document: ApiDocument,
  schema: Located<Json> | null,
  segments: readonly string[],
  at: { pointer: string; required: boolean | null },
): AgreedPlace {
  const plan = shapePlan((one) => resolveReference(document, one));
  let place: ShapePlace | null = plan.root(schema);
  let required = at.required;
  for (const segment of segments) {
    if (!place) break;
    if (/^<.*>$/.test(segment)) continue;
    required = null;
    if (segment === '*') place = plan.items(place);
    else if (segment === '{*}') place = plan.rest(place);
    else {
      required = isRequired(place, segment);
      place = plan.property(place, segment);
    }
  }
  if (!place) return { ...NOTHING, pointer: at.pointer };
  const types = place.parts.flatMap(({ value }) => value.type ?? []).filter((one) => typeof one === 'string');
  return {
    pointer: place.parts[0]?.pointer ?? at.pointer,
    required,
    types: [...new Set(types)],
    values: place.values.size,
    statuses: [],
  };
}

function isRequired({ parts }: ShapePlace, name: string): boolean {
  return parts.some(({ value }) => Array.isArray(value.required) && value.required.includes(name));
}
