import type { Json, JsonObject } from '../../../json.ts';
import { pointerInto } from '../../../json-pointer.ts';
import type { Parts } from './shape.ts';

/** The properties that a schema documents. */
export interface PropertyTable {
  get(name: string): Parts | undefined;
  has(name: string): boolean;
  keys(): Iterable<string>;
  /** What one schema alone writes of a property; undefined where none or several do. */
  written(name: string): Json | undefined;
}

/**
 * Properties as one schema writes them. Most are as they were, and are never asked for more than what is written: they
 * get their place when somebody does.
 *
 * @param pointer of `properties` of that schema
 */
export function writtenProperties(properties: JsonObject, pointer: string): PropertyTable {
  let located: Map<string, Parts> | null = null;
  const written = (name: string) => (Object.hasOwn(properties, name) ? properties[name] : undefined);
  return {
    written,
    has: (name) => Object.hasOwn(properties, name),
    keys: () => Object.keys(properties),
    get(name) {
      const known = located?.get(name);
      const value = known ? undefined : written(name);
      if (value === undefined) return known;
      const parts = [{ value, pointer: pointerInto(pointer, name) }];
      located ??= new Map();
      located.set(name, parts);
      return parts;
    },
  };
}

/** Properties as several schemas write them together. */
export function mergedProperties(properties: ReadonlyMap<string, Parts>): PropertyTable {
  return {
    get: (name) => properties.get(name),
    has: (name) => properties.has(name),
    keys: () => properties.keys(),
    written(name) {
      const parts = properties.get(name);
      return parts?.length === 1 ? parts[0]?.value : undefined;
    },
  };
}
