import type { Json, JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import type { Located } from '../../document/types.ts';
import type { Parts } from './shape.ts';
import { isOpaque } from './stated.ts';
import { takesEverything } from './takes-everything.ts';

/** Of schemas that state none. */
export const NO_OPAQUE: ReadonlyMap<string, Parts> = new Map();

/** What schemas that all hold state of the opaque keywords. Conditions without consequence are none. */
export function opaqueOf(plain: readonly Located<JsonObject>[]): ReadonlyMap<string, Parts> {
  let found: Map<string, Located<Json>[]> | null = null;
  for (const { value, pointer } of plain) {
    for (const keyword in value) {
      if (!isOpaque(keyword) || isMoot(keyword, value)) continue;
      found ??= new Map();
      const at = { value: value[keyword] as Json, pointer: pointer + toPointer([keyword]) };
      const before = found.get(keyword);
      if (before) before.push(at);
      else found.set(keyword, [at]);
    }
  }
  return found ?? NO_OPAQUE;
}

function isMoot(keyword: string, schema: JsonObject): boolean {
  if (keyword === 'if') return schema.then === undefined && schema.else === undefined;
  if (keyword === 'then' || keyword === 'else') return schema.if === undefined;
  if (keyword === 'minContains' || keyword === 'maxContains') return schema.contains === undefined;
  if (keyword === 'contains') return schema.minContains === 0 && schema.maxContains === undefined;
  if (keyword.startsWith('unevaluated') || keyword === 'propertyNames')
    return takesEverything(schema[keyword]);
  return false;
}
