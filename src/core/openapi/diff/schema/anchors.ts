import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import { referenceOf, targetWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';

/** Where each anchor of a document is written; null where several places have the same. */
type Anchors = ReadonlyMap<string, Located<Json> | null>;

const known = new WeakMap<JsonObject, Anchors>();

/**
 * What the `$ref` or `$dynamicRef` of a schema names, one step on. A dynamic reference is known where one place
 * alone has its anchor: then the way by which it is reached does not matter (JSON Schema 2020-12, core, 8.2.3.2).
 *
 * @returns null where the schema refers to nothing, or to what is not known
 */
export function anchoredTarget(
  document: ApiDocument,
  { value, pointer }: Located<JsonObject>,
): Located<Json> | null {
  const reference = referenceOf(value) ?? dynamicOf(value);
  if (reference === null) return null;
  const name = /^#([A-Za-z_][\w.-]*)$/.exec(reference)?.[1];
  if (name === undefined) return targetWhereKnown(document.raw, reference, pointer);
  return anchorsOf(document.raw).get(name) ?? null;
}

function dynamicOf({ $dynamicRef: reference }: JsonObject): string | null {
  return typeof reference === 'string' ? reference : null;
}

function anchorsOf(raw: JsonObject): Anchors {
  const before = known.get(raw);
  if (before) return before;
  const found = new Map<string, Located<Json> | null>();
  const waiting: Located<Json>[] = [{ value: raw, pointer: '#' }];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { value, pointer } = at;
    if (isObject(value)) {
      for (const keyword of ['$anchor', '$dynamicAnchor']) {
        const name = value[keyword];
        if (typeof name === 'string') found.set(name, found.has(name) ? null : at);
      }
    } else if (!Array.isArray(value)) continue;
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === 'object' && member !== null) {
        waiting.push({ value: member, pointer: pointer + toPointer([key]) });
      }
    }
  }
  known.set(raw, found);
  return found;
}
