import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Located } from '../../document/types.ts';
import type { Parts } from './shape.ts';

/** Schemas of the elements of arrays, in schemas that all hold. */
export interface Elements {
  /** Of those after `prefix`; null: any. */
  items: Parts | null;
  /** Of the first, by position. */
  prefix: readonly Parts[];
}

/** Positions after these are read as the rest: no author writes them out. */
const MOST_POSITIONS = 100;

const NO_PREFIX: readonly Parts[] = [];

/** Of schemas that state none. */
export const NO_ELEMENTS: Elements = { items: null, prefix: NO_PREFIX };

/** Reads `items` and `prefixItems`: a schema without a position of its own says of it what it says of the rest. */
export function elementsOf(plain: readonly Located<JsonObject>[]): Elements {
  const rests = plain.flatMap((at) => restOf(at) ?? []);
  const items = rests.length > 0 ? rests : null;
  const positions = Math.min(
    MOST_POSITIONS,
    Math.max(0, ...plain.map(({ value }) => prefixOf(value).length)),
  );
  if (positions === 0) return { items, prefix: NO_PREFIX };
  const prefix = Array.from({ length: positions }, (_, index) =>
    plain.flatMap((at): Located<Json>[] => {
      const own = prefixOf(at.value)[index];
      if (own !== undefined) return [{ value: own, pointer: `${at.pointer}/prefixItems/${index}` }];
      return restOf(at) ?? [];
    }),
  );
  return { items, prefix };
}

function prefixOf({ prefixItems }: JsonObject): Json[] {
  return Array.isArray(prefixItems) ? prefixItems : [];
}

function restOf({ value: { items }, pointer }: Located<JsonObject>): Located<Json>[] | null {
  if (!isObject(items) && items !== false) return null;
  return [{ value: items, pointer: `${pointer}/items` }];
}
