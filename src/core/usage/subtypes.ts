import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import { targetWhereKnown } from '../openapi/document/reference.ts';
import type { ApiDocument, Located } from '../openapi/document/types.ts';

const bases = new WeakMap<JsonObject, Map<string, Located<Json>[]>>();

/** The schemas of the document that extend this one by `allOf`, as a discriminator tells them apart. */
export function subtypesOf({ raw }: ApiDocument, base: Located<JsonObject>): Located<Json>[] {
  const known = bases.get(raw) ?? byBase(raw);
  bases.set(raw, known);
  return known.get(base.pointer) ?? [];
}

function byBase(raw: JsonObject): Map<string, Located<Json>[]> {
  const found = new Map<string, Located<Json>[]>();
  const { schemas } = isObject(raw.components) ? raw.components : ({} as JsonObject);
  if (!isObject(schemas)) return found;
  for (const [name, value] of Object.entries(schemas)) {
    if (!isObject(value) || !Array.isArray(value.allOf)) continue;
    const pointer = `#${toPointer(['components', 'schemas', name])}`;
    for (const one of value.allOf) {
      const reference = isObject(one) && typeof one.$ref === 'string' ? one.$ref : null;
      const target = reference === null ? null : targetWhereKnown(raw, reference, pointer);
      if (target) found.set(target.pointer, [...(found.get(target.pointer) ?? []), { value, pointer }]);
    }
  }
  return found;
}
