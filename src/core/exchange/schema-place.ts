import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import { targetOf } from '../openapi/document/reference.ts';
import type { Located } from '../openapi/document/types.ts';

const LONGEST_CHAIN = 50;

/** A schema object where it is really written, with the schemas its `$ref`s lead to, nearest first. */
export function unfolded(root: JsonObject, schema: Located<Json>): Located<JsonObject>[] {
  const found: Located<JsonObject>[] = [];
  let at: Located<Json> | null = schema;
  while (at && isObject(at.value) && found.length < LONGEST_CHAIN) {
    found.push({ value: at.value, pointer: at.pointer });
    at = referred(root, at.value);
  }
  return found;
}

/** The place that a schema's `$ref` names, one step; null without one or where it leads nowhere. */
export function referred(root: JsonObject, schema: JsonObject): Located<Json> | null {
  if (typeof schema.$ref !== 'string') return null;
  try {
    return targetOf(root, schema.$ref, '#');
  } catch {
    return null;
  }
}

/** A member of a schema, or null where it has none. */
export function member(schema: Located<Json>, token: string): Located<Json> | null {
  const { value } = schema;
  const next = Array.isArray(value)
    ? value[Number(token)]
    : isObject(value) && Object.hasOwn(value, token)
      ? value[token]
      : undefined;
  return next === undefined ? null : { value: next, pointer: schema.pointer + toPointer([token]) };
}

/** The members of a list keyword (`allOf`, `anyOf`, `oneOf`), located; empty without it. */
export function listed(schema: Located<JsonObject>, keyword: string): Located<Json>[] {
  const list = schema.value[keyword];
  if (!Array.isArray(list)) return [];
  return list.map((value, index) => ({ value, pointer: `${schema.pointer}/${keyword}/${index}` }));
}
