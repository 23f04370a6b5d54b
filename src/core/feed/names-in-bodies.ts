import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import { resolveWhereKnown } from '../openapi/document/reference.ts';
import type { ApiDocument, Located, Operation } from '../openapi/document/types.ts';

/** Schemas of one operation that are looked at. */
const MOST_SCHEMAS = 2_000;

/** The names of all properties in the bodies of an operation, and of its parameters. */
export function namesInBodies(document: ApiDocument, operation: Operation): Set<string> {
  const names = new Set(operation.parameters.filter((one) => one.in !== 'header').map(({ name }) => name));
  const media = [
    ...(operation.requestBody?.content ?? []),
    ...operation.responses.flatMap(({ content }) => content),
  ];
  const waiting: Located<Json>[] = media.flatMap(({ schema }) => schema ?? []);
  const entered = new Set<JsonObject>();
  for (let at = 0; at < waiting.length && entered.size < MOST_SCHEMAS; at++) {
    const { value, pointer } = resolveWhereKnown(document, waiting[at] as Located<Json>);
    if (!isObject(value) || entered.has(value)) continue;
    entered.add(value);
    if (isObject(value.properties)) for (const name of Object.keys(value.properties)) names.add(name);
    for (const [tokens, inside] of schemasIn(value))
      waiting.push({ value: inside, pointer: pointer + toPointer(tokens) });
  }
  return names;
}

function* schemasIn(schema: JsonObject): Generator<[string[], Json]> {
  if (isObject(schema.properties))
    for (const [name, inside] of Object.entries(schema.properties)) yield [['properties', name], inside];
  for (const keyword of ['items', 'additionalProperties'])
    if (isObject(schema[keyword])) yield [[keyword], schema[keyword] as Json];
  for (const keyword of ['allOf', 'oneOf', 'anyOf', 'prefixItems']) {
    const list = schema[keyword];
    if (Array.isArray(list))
      for (const [index, inside] of list.entries()) yield [[keyword, String(index)], inside];
  }
}
