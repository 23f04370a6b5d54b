import type { Subject } from '../drift/subject.ts';
import { alternativeLabel } from '../exchange/alternative-label.ts';
import { groupBy } from '../group-by.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import { resolveWhereKnown } from '../openapi/document/reference.ts';
import type { ApiDocument, Located, MediaType, Operation } from '../openapi/document/types.ts';
import { type Marks, readMarks } from './marks.ts';
import { marksOf } from './marks-around.ts';

/** A place of an operation that says of itself when it goes. */
export interface MarkedPlace {
  subject: Subject;
  marks: Marks;
}

/** Schemas of one body that are looked at, and how deep they may lie. */
const MOST_SCHEMAS = 3_000;
const DEEPEST = 24;
/** One schema is entered this often: it may stand at several places, and inside itself. */
const MOST_TIMES = 4;

const known = new WeakMap<ApiDocument, Map<string, MarkedPlace[]>>();

/**
 * Every place of an operation with a mark: the operation itself with any, also of its path or of the whole API, its
 * parameters and the properties of its bodies with a date on which they go. Read once for each document.
 */
export function markedPlaces(document: ApiDocument, operation: Operation): MarkedPlace[] {
  const read = known.get(document) ?? new Map<string, MarkedPlace[]>();
  known.set(document, read);
  const found = read.get(operation.key) ?? [...placesOf(document, operation)];
  read.set(operation.key, found);
  return found;
}

function* placesOf(document: ApiDocument, operation: Operation): Generator<MarkedPlace> {
  const [method = '', path = ''] = operation.key.split(' ');
  const own = marksOf(document, operation);
  if (own.deprecated || own.deprecatedOn || own.endsOn)
    yield { subject: { method, path, section: 'operation', location: '' }, marks: own };
  for (const parameter of operation.parameters) {
    if (parameter.in === 'path' || parameter.in === 'querystring') continue;
    const own = readMarks(parameter.raw);
    const inSchema = isObject(parameter.raw.schema) ? readMarks(parameter.raw.schema) : own;
    const marks = own.endsOn ? own : inSchema;
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    const location = `${parameter.in}:${name}`;
    if (marks.endsOn) yield { subject: { method, path, section: 'request', location }, marks };
  }
  const bodies = [
    ...(operation.requestBody?.content ?? []).map((media) => ({ section: 'request' as const, media })),
    ...operation.responses.flatMap(({ status, content }) =>
      content.map((media) => ({ section: 'response' as const, status, media })),
    ),
  ];
  for (const { media, ...body } of bodies) {
    const places = markedIn(document, media);
    for (const [location, [first]] of groupBy(places, (one) => one.location)) {
      if (first)
        yield { subject: { method, path, ...body, media: media.media, location }, marks: first.marks };
    }
  }
}

/** Properties of a body with a date on which they go, nearest to the root first. */
function markedIn(document: ApiDocument, { schema }: MediaType): { location: string; marks: Marks }[] {
  const found: { location: string; marks: Marks }[] = [];
  const entered = new Map<JsonObject, number>();
  let seen = 0;
  let waiting: At[] = schema ? [{ schema, location: '', depth: 0 }] : [];
  while (waiting.length > 0 && seen < MOST_SCHEMAS) {
    const next: At[] = [];
    for (const at of waiting) {
      const written = at.schema.value;
      const here = resolveWhereKnown(document, at.schema);
      for (const value of new Set([written, here.value])) {
        const marks = isObject(value) && at.location !== '' ? readMarks(value) : null;
        if (marks?.endsOn) found.push({ location: at.location, marks });
      }
      if (!isObject(here.value)) continue;
      const times = entered.get(here.value) ?? 0;
      if (times >= MOST_TIMES || at.depth >= DEEPEST) continue;
      entered.set(here.value, times + 1);
      seen += 1;
      next.push(...inside(document.raw, { value: here.value, pointer: here.pointer }, at));
    }
    waiting = next;
  }
  return found;
}

interface At {
  schema: Located<Json>;
  location: string;
  depth: number;
}

function inside(root: JsonObject, { value, pointer }: Located<JsonObject>, { location, depth }: At): At[] {
  const found: At[] = [];
  const add = (schema: Json | undefined, tokens: string[], step: string) => {
    if (schema !== undefined)
      found.push({
        schema: { value: schema, pointer: pointer + toPointer(tokens) },
        location: location + step,
        depth: depth + 1,
      });
  };
  if (isObject(value.properties))
    for (const [name, schema] of Object.entries(value.properties))
      add(schema, ['properties', name], toPointer([name]));
  if (isObject(value.additionalProperties)) add(value.additionalProperties, ['additionalProperties'], '/{*}');
  if (isObject(value.items)) add(value.items, ['items'], '/*');
  const union = Array.isArray(value.oneOf) && value.oneOf.length > 0 ? 'oneOf' : 'anyOf';
  for (const keyword of ['allOf', 'prefixItems', union]) {
    const list = value[keyword];
    if (!Array.isArray(list)) continue;
    for (const [index, schema] of list.entries()) {
      const label =
        keyword === 'allOf'
          ? ''
          : keyword === 'prefixItems'
            ? '/*'
            : alternativeLabel(root, { value, pointer }, index);
      add(schema, [keyword, String(index)], label);
    }
  }
  return found;
}
