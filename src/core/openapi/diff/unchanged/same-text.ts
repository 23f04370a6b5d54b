import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';

/** What {@link isSameText} asks and tells on its way. */
export interface Visitor {
  /** Asked for each reference that both values write; false makes them differ. */
  onReference(reference: string): boolean;
  /** It reads one part to the end, which it gives for both. */
  isReading?: true;
  /** Told of parts that differ, and of the parts directly in them that were found not to. */
  record?(before: object, after: object, same: boolean): void;
}

/** How members are read. `data`: as written. `names`: keys are the author's. `schema`: descriptions say nothing. */
type Mode = 'schema' | 'names' | 'data';

const MODES = new Map<string, Mode>([
  ['enum', 'data'],
  ['const', 'data'],
  ['default', 'data'],
  ['example', 'data'],
  ['examples', 'data'],
  ['discriminator', 'data'],
  ['scopes', 'data'],
  ['properties', 'names'],
  ['patternProperties', 'names'],
  ['dependentSchemas', 'names'],
  ['$defs', 'names'],
  ['definitions', 'names'],
  ['responses', 'names'],
]);

/** What they name is not found by a place in the document: they are never held to be the same. */
const ELSEWHERE = new Set(['$id', '$dynamicRef', '$recursiveRef']);

/**
 * Whether two values are written the same, but for the order of members and for descriptions. References are
 * not followed but asked about, as are the schemas that a discriminator maps to. Stops at the first difference.
 */
export function isSameText(before: Json, after: Json, visitor: Visitor): boolean {
  return sameValue(before, after, 'schema', visitor);
}

function sameValue(before: Json, after: Json, mode: Mode, visitor: Visitor): boolean {
  if (typeof before !== 'object' || before === null) return before === after;
  if (typeof after !== 'object' || after === null) return false;
  if (before === after && mode === 'schema' && !visitor.isReading) return isSameObject(before, visitor);
  if (!Array.isArray(before)) return !Array.isArray(after) && sameObject(before, after, mode, visitor);
  return Array.isArray(after) && sameList(before, after, mode, visitor);
}

/** What a part refers to, once for each; null where it says what is not found by a place in the document. */
const referred = new WeakMap<object, readonly string[] | null>();

/** A part that both documents share differs only by what it refers to. It is read once, for all versions that have it. */
function isSameObject(part: Json & object, visitor: Visitor): boolean {
  let references = referred.get(part);
  if (references === undefined) {
    const met = new Set<string>();
    const reader: Visitor = { isReading: true, onReference: (reference) => met.add(reference) && true };
    references = sameValue(part, part, 'schema', reader) ? [...met] : null;
    referred.set(part, references);
  }
  return references?.every((reference) => visitor.onReference(reference)) ?? false;
}

function sameList(before: Json[], after: Json[], mode: Mode, visitor: Visitor): boolean {
  const inside = mode === 'names' ? 'schema' : mode;
  if (before.length !== after.length) return false;
  for (let index = 0; index < before.length; index++) {
    if (sameValue(before[index] as Json, after[index] as Json, inside, visitor)) continue;
    if (inside === 'schema') {
      for (let done = 0; done < index; done++) record(before[done], after[done], true, visitor);
      record(before, after, false, visitor);
    }
    return false;
  }
  return true;
}

function sameObject(before: JsonObject, after: JsonObject, mode: Mode, visitor: Visitor): boolean {
  const differing = firstDiffering(before, after, mode, visitor);
  if (differing === -1) return true;
  if (mode !== 'data') {
    let same = differing;
    for (const name in before) {
      if (same-- === 0) break;
      if (insideOf(mode, name) === 'schema') record(before[name], after[name], true, visitor);
    }
    record(before, after, false, visitor);
  }
  return false;
}

/**
 * Index of the first name whose members differ, the number of names where only the other has more; -1 where none does.
 * Every member of both documents passes here, so that nothing is made of them, not even a list of their names.
 */
function firstDiffering(before: JsonObject, after: JsonObject, mode: Mode, visitor: Visitor): number {
  let index = 0;
  for (const name in before) {
    const value = before[name] as Json;
    if (typeof value === 'object' && value !== null) {
      if (!Object.hasOwn(after, name)) return index;
      if (!sameValue(value, after[name] as Json, insideOf(mode, name), visitor)) return index;
      if (name === 'discriminator' && !isSameMapping(value, visitor)) return index;
    } else if (!isSameScalar(name, value, after[name], mode, visitor)) return index;
    index++;
  }
  let more = -index;
  for (const _ in after) more++;
  if (mode === 'schema') {
    if (typeof before.description === 'string') more++;
    if (typeof after.description === 'string') more--;
  }
  return more === 0 ? -1 : index;
}

function isSameScalar(
  name: string,
  before: Json,
  after: Json | undefined,
  mode: Mode,
  visitor: Visitor,
): boolean {
  if (typeof before !== 'string') return before === after;
  if (mode === 'schema' && name === 'description') return after === undefined || typeof after === 'string';
  if (before !== after) return false;
  if (!name.startsWith('$')) return true;
  if (mode !== 'data' && ELSEWHERE.has(name)) return false;
  return name !== '$ref' || visitor.onReference(before);
}

function insideOf(mode: Mode, name: string): Mode {
  if (mode === 'schema') return MODES.get(name) ?? mode;
  return mode === 'names' ? 'schema' : mode;
}

/** Values of a mapping are references, or names of schemas. */
function isSameMapping(discriminator: Json, visitor: Visitor): boolean {
  const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
  if (!isObject(mapping)) return true;
  return Object.values(mapping).every((target) => {
    if (typeof target !== 'string') return true;
    return visitor.onReference(target.includes('#') ? target : `#/components/schemas${toPointer([target])}`);
  });
}

function record(before: Json | undefined, after: Json | undefined, same: boolean, visitor: Visitor): void {
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) return;
  visitor.record?.(before, after, same);
}
