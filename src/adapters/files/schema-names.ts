import type { Json } from '../../core/json.ts';
import { toPointer, valueAt } from '../../core/json-pointer.ts';
import { type Standing, visitObjects } from './visit-references.ts';

/** The schemas of one text that name themselves: pointers by absolute `$id`, and by it and `#anchor`. */
export type SchemaNames = ReadonlyMap<string, string>;

/**
 * Finds the names that schemas give themselves (`$id`, `$anchor`: JSON Schema 2020-12, 8.2).
 *
 * @param base the address of the text
 */
export function schemaNames(root: Json, base: string): SchemaNames {
  const names = new Map<string, string>();
  const note = (name: string, pointer: string) => {
    if (!names.has(name)) names.set(name, pointer);
  };
  visitObjects(
    root,
    (value, { path, within }) => {
      if (within?.value === value) note(within.id, toPointer(within.path));
      for (const anchor of [value.$anchor, value.$dynamicAnchor]) {
        if (typeof anchor === 'string') note(`${within?.id ?? base}#${anchor}`, toPointer(path()));
      }
    },
    base,
  );
  return names;
}

/**
 * The pointer into the same text that a reference stands for by a schema's name; null where it names none.
 *
 * @param base the address of the text
 */
export function namedTarget(
  reference: string,
  standing: Standing,
  names: SchemaNames,
  base: string,
): string | null {
  const { within } = standing;
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const fragment = hash === -1 ? '' : reference.slice(hash + 1);
  if (path === '' && fragment.startsWith('/')) {
    const isInside = within !== null && valueAt(within.value, `#${fragment}`) !== undefined;
    return isInside && within.path.length > 0 ? toPointer(within.path) + fragment : null;
  }
  const target = path === '' ? (within?.id ?? base) : URL.parse(path, within?.id ?? base)?.href;
  if (target === undefined) return null;
  if (fragment !== '' && !fragment.startsWith('/')) return names.get(`${target}#${fragment}`) ?? null;
  const schema = names.get(target);
  return schema === undefined ? null : schema + fragment;
}
