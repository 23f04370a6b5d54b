import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { listed, referred } from './schema-place.ts';
import type { SchemaFault } from './schema-validators.ts';

/** One alternative of a union, or what keeps a value from being any of them. */
export type Choice = { index: number } | 'type' | 'unknown';

/**
 * Which alternative of `anyOf` or `oneOf` a value that fits none was meant to be: the discriminator's;
 * else the only one of its JSON type; else the only one whose fixed values fit; else the one with fewest faults.
 *
 * @param faultsOf faults of the value against one alternative, paths from the value and the alternative
 */
export function meantAlternative(
  root: JsonObject,
  union: Located<JsonObject>,
  value: Json,
  faultsOf: (index: number) => SchemaFault[],
): Choice {
  const alternatives = alternativesOf(union);
  const named = namedAlternative(root, union, value);
  if (named !== null) return named;
  const all = alternatives.map((_, index) => ({ index, faults: faultsOf(index) }));
  const typed = all.filter(({ faults }) => !faults.some(isTypeFault));
  if (typed.length === 0) return 'type';
  const fixed = typed.filter(({ faults }) => !faults.some(isFixedValueFault));
  if (fixed.length === 0 && typed.length > 1) return 'unknown';
  const best = fixed.length > 0 ? fixed : typed;
  const fewest = Math.min(...best.map(({ faults }) => faults.length));
  const [only, ...others] = best.filter(({ faults }) => faults.length === fewest);
  return only && others.length === 0 ? { index: only.index } : 'unknown';
}

/** The alternatives of a schema: of `oneOf`, else of `anyOf`. */
export function alternativesOf(union: Located<JsonObject>): Located<Json>[] {
  const one = listed(union, 'oneOf');
  return one.length > 0 ? one : listed(union, 'anyOf');
}

/** The value of a union's discriminator; null without one. */
export function tagIn(union: Located<JsonObject>, value: Json): string | null {
  const { discriminator } = union.value;
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string' || !isObject(value))
    return null;
  const tag = Object.hasOwn(value, discriminator.propertyName) ? value[discriminator.propertyName] : null;
  return typeof tag === 'string' ? tag : null;
}

/** What the discriminator says of a value: an alternative, none of them, or nothing (null). */
function namedAlternative(root: JsonObject, union: Located<JsonObject>, value: Json): Choice | null {
  if (tagIn(union, value) === null) return null;
  const index = taggedAlternative(root, union, value);
  return index === null ? 'unknown' : { index };
}

/** Position of the alternative that a value's discriminator names; null where it names none. */
export function taggedAlternative(root: JsonObject, union: Located<JsonObject>, value: Json): number | null {
  const tag = tagIn(union, value);
  if (tag === null) return null;
  let byTag = known.get(union.value);
  if (!byTag) {
    byTag = new Map();
    for (const [index, one] of alternativesOf(union).entries()) {
      for (const each of tagsOf(root, union, one)) if (!byTag.has(each)) byTag.set(each, index);
    }
    known.set(union.value, byTag);
  }
  return byTag.get(tag) ?? null;
}

/** Positions by discriminator value; a schema belongs to one document. */
const known = new WeakMap<JsonObject, Map<string, number>>();

/** The discriminator values that name an alternative; empty without a discriminator. */
export function tagsOf(root: JsonObject, union: Located<JsonObject>, alternative: Located<Json>): string[] {
  const { discriminator } = union.value;
  if (!isObject(discriminator) || !isObject(alternative.value)) return [];
  const reference = alternative.value.$ref;
  if (typeof reference !== 'string') return [];
  const mapping = isObject(discriminator.mapping) ? discriminator.mapping : {};
  const target = referred(root, alternative.value)?.pointer;
  const mapped = Object.keys(mapping).filter((tag) => {
    const to = mapping[tag];
    return typeof to === 'string' && (to === reference || pointerOf(root, to) === target);
  });
  return mapped.length > 0 ? mapped : [reference.split('/').at(-1) as string];
}

/** Mappings may name a schema by its bare name. */
function pointerOf(root: JsonObject, to: string): string | null {
  const reference = to.includes('/') || to.includes('#') ? to : `#/components/schemas/${to}`;
  return referred(root, { $ref: reference })?.pointer ?? null;
}

function isTypeFault(fault: SchemaFault): boolean {
  return (fault.keyword === 'type' || fault.keyword === 'false schema') && fault.instancePath.length === 0;
}

function isFixedValueFault(fault: SchemaFault): boolean {
  return (fault.keyword === 'const' || fault.keyword === 'enum') && fault.instancePath.length <= 1;
}
