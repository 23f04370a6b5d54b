import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';

/** What {@link isSameText} asks and tells on its way. */
export interface Visitor {
  /** Asked for each reference that both values write; false makes them differ. */
  onReference(reference: string): boolean;
  /** What is known of two parts already. */
  recall?(before: object, after: object): boolean | undefined;
  /** Told of parts that differ, and of the parts directly in them that were found not to. */
  record?(before: object, after: object, same: boolean): void;
}

/** How members are read. `data`: as written. `names`: keys are the author's. `schema`: descriptions say nothing. */
type Mode = 'schema' | 'names' | 'data';

const MODES: Record<string, Mode> = {
  enum: 'data',
  const: 'data',
  default: 'data',
  example: 'data',
  examples: 'data',
  discriminator: 'data',
  scopes: 'data',
  properties: 'names',
  patternProperties: 'names',
  dependentSchemas: 'names',
  $defs: 'names',
  definitions: 'names',
  responses: 'names',
};

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
  const known = mode === 'schema' ? visitor.recall?.(before, after) : undefined;
  if (known !== undefined) return known;
  if (!Array.isArray(before)) return !Array.isArray(after) && sameObject(before, after, mode, visitor);
  return Array.isArray(after) && sameList(before, after, mode, visitor);
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
  const names = Object.keys(before);
  const differing = firstDiffering(before, after, names, mode, visitor);
  if (differing === -1) return true;
  if (mode !== 'data') {
    for (let done = 0; done < differing; done++) {
      const name = names[done] as string;
      if (insideOf(mode, name) === 'schema') record(before[name], after[name], true, visitor);
    }
    record(before, after, false, visitor);
  }
  return false;
}

/** Index of the first name whose members differ; -1 where none does. */
function firstDiffering(
  before: JsonObject,
  after: JsonObject,
  names: readonly string[],
  mode: Mode,
  visitor: Visitor,
): number {
  const others = Object.keys(after);
  let more = others.length - names.length;
  if (mode === 'schema') {
    if (typeof before.description === 'string') more++;
    if (typeof after.description === 'string') more--;
  }
  if (more !== 0) return 0;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    const value = before[name] as Json;
    if (mode === 'schema' && name === 'description' && typeof value === 'string') {
      if (after.description === undefined || typeof after.description === 'string') continue;
      return index;
    }
    if (name !== others[index] && !Object.hasOwn(after, name)) return index;
    if (!sameValue(value, after[name] as Json, insideOf(mode, name), visitor)) return index;
    if (mode !== 'data' && typeof value === 'string' && ELSEWHERE.has(name)) return index;
    if (name === '$ref' && typeof value === 'string' && !visitor.onReference(value)) return index;
    if (name === 'discriminator' && !isSameMapping(value, visitor)) return index;
  }
  return -1;
}

function insideOf(mode: Mode, name: string): Mode {
  if (mode === 'data') return 'data';
  return mode === 'names' ? 'schema' : (Object.hasOwn(MODES, name) && MODES[name]) || 'schema';
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
