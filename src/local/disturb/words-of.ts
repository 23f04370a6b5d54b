import { isJsonMedia } from '../../core/exchange/media.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { resolveWhereKnown } from '../../core/openapi/document/reference.ts';
import type { ApiDocument, MediaType, Operation, ResponseObject } from '../../core/openapi/document/types.ts';
import type { Vocabulary } from './vocabulary.ts';

const DEEPEST = 6;

/** The answer of an operation where all goes well; null where none is documented. */
export function successAnswer(operation: Operation): ResponseObject | null {
  return operation.responses.find(({ status }) => /^2/.test(status)) ?? null;
}

/** The JSON among some media types; null where there is none. */
export function jsonOf(content: readonly MediaType[] | undefined): MediaType | null {
  return content?.find(({ media }) => isJsonMedia(media)) ?? null;
}

/** What an operation's documents name, of all that changes are made of. */
export function wordsOf(document: ApiDocument, operation: Operation): Vocabulary {
  const success = successAnswer(operation);
  const media = jsonOf(success?.content);
  const whole = media?.schema ? plain(document, media.schema.value) : {};
  const always = media?.schema ? [...members(document, media.schema.value, true)] : [];
  const sent = jsonOf(operation.requestBody?.content);
  const taken = sent?.schema ? [...members(document, sent.schema.value, false)] : [];
  const named = (all: readonly Member[], is: (one: JsonObject) => boolean) =>
    all.filter(({ schema }) => is(schema)).map(({ name }) => name);
  const numbers = named(always, (one) => isType(one, 'integer') || isType(one, 'number'));
  const texts = named(always, (one) => isType(one, 'string') && one.enum === undefined);
  const listNames = named(always, (one) => isType(one, 'array'));
  const inner = always.filter(({ schema }) => isType(schema, 'object') && requiredOf(schema).length > 0);
  const isList = isType(whole, 'array');
  const listed = (one: JsonObject) => isType(one, 'string') && Array.isArray(one.enum);
  return {
    removable: always.map(({ name }) => name),
    number: numbers,
    beside: texts.filter((name) => name !== 'id'),
    flags: named(always, (one) => isType(one, 'boolean')),
    fraction: named(always, (one) => isType(one, 'integer')),
    id: texts.filter((name) => name === 'id'),
    nullable: texts.filter((name) => name !== 'id'),
    listed: named(always, listed),
    date: named(always, (one) => one.format === 'date-time'),
    object: inner.map(({ name }) => name),
    part: inner.flatMap(({ schema }) => requiredOf(schema).slice(0, 1)),
    list: isList ? ['*'] : listNames,
    lists: isList ? ['*'] : listNames,
    header: (success?.headers ?? []).filter(({ required }) => required).map(({ name }) => name.toLowerCase()),
    sentText: named(taken, (one) => isType(one, 'string') && one.enum === undefined),
    sentListed: named(taken, listed),
    sentLong: named(taken, (one) => isType(one, 'string') && one.enum === undefined),
    sentValue: null,
  };
}

/** The names that stand in an answer itself: its members, `*` where it is a list, its headers. */
export function topWordsOf(document: ApiDocument, operation: Operation): ReadonlySet<string | undefined> {
  const success = successAnswer(operation);
  const schema = jsonOf(success?.content)?.schema;
  const properties = schema ? plain(document, schema.value).properties : undefined;
  const headers = (success?.headers ?? []).map(({ name }) => name.toLowerCase());
  return new Set([...(isObject(properties) ? Object.keys(properties) : []), ...headers, '*']);
}

interface Member {
  name: string;
  schema: JsonObject;
}

/** The members of the objects in a value, those outside first. `always`: those alone that have to be there. */
function* members(document: ApiDocument, schema: Json, always: boolean, depth = 0): Generator<Member> {
  if (depth > DEEPEST) return;
  const own = plain(document, schema);
  if (isType(own, 'array')) return yield* members(document, own.items ?? {}, always, depth + 1);
  const properties = isObject(own.properties) ? own.properties : {};
  const names = Object.keys(properties).filter((name) => !always || requiredOf(own).includes(name));
  const read = names.map((name) => ({ name, schema: plain(document, properties[name] ?? {}) }));
  yield* read;
  for (const one of read) yield* members(document, one.schema, always, depth + 1);
}

/** A schema with its reference followed, and what it is put together from laid into one. */
function plain(document: ApiDocument, schema: Json, depth = 0): JsonObject {
  const { value } = resolveWhereKnown(document, { value: schema, pointer: '#' });
  if (!isObject(value)) return {};
  const parts = Array.isArray(value.allOf) && depth < DEEPEST ? value.allOf : [];
  const all = [value, ...parts.map((one) => plain(document, one, depth + 1))];
  const properties = all.map((one) => (isObject(one.properties) ? one.properties : {}));
  return {
    ...Object.assign({}, ...all.toReversed()),
    ...(properties.length > 0 ? { properties: Object.assign({}, ...properties) } : {}),
    required: all.flatMap(requiredOf),
  };
}

function requiredOf(schema: JsonObject): string[] {
  return Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === 'string') : [];
}

/** True for a type that is never null. */
function isType(schema: JsonObject, type: string): boolean {
  if (schema.type === type) return schema.nullable !== true;
  if (type === 'object' && schema.type === undefined && isObject(schema.properties))
    return Object.keys(schema.properties).length > 0;
  return Array.isArray(schema.type) && schema.type.length === 1 && schema.type[0] === type;
}
