import { isObject, type Json, type JsonObject } from '../json.ts';
import { pointerInto } from '../json-pointer.ts';
import { targetWhereKnown } from '../openapi/document/reference.ts';
import type { ApiDocument, Located } from '../openapi/document/types.ts';
import { subtypesOf } from './subtypes.ts';

/** Beyond so many schemas of one place nothing is denied any more. */
const MOST_SCHEMAS = 200;

/** The plain schemas of one place; `open`: there may be names that none of them lists. */
interface Place {
  schemas: Located<JsonObject>[];
  open: boolean;
}

/**
 * Whether bodies of these schemas have a field, or may have it: in any alternative, in a subtype by discriminator, as a
 * name of a map. Elements of arrays need not be written. Where the document leaves open which names there are
 * (`additionalProperties`, `patternProperties`, an object without properties, a reference that leads nowhere), the
 * answer is true. An object that lists properties and says nothing of others has those alone.
 *
 * @param steps names from the root of the body; `{*}` for the values of a map
 */
export function hasField(
  document: ApiDocument,
  bodies: readonly Located<Json>[],
  steps: readonly string[],
): boolean {
  let place = withElements(document, placeOf(document, bodies));
  for (const step of steps.filter((one) => one !== '*')) {
    if (place.open) return true;
    const inside = place.schemas.flatMap((schema) => members(schema, step));
    if (inside.length === 0) return mayHoldAny(place.schemas);
    place = withElements(document, placeOf(document, inside));
  }
  return true;
}

function placeOf(document: ApiDocument, bodies: readonly Located<Json>[]): Place {
  const found = new Map<string, Located<JsonObject>>();
  const waiting = [...bodies];
  let open = false;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer } = next;
    if (value === true || found.size >= MOST_SCHEMAS) return { schemas: [], open: true };
    if (!isObject(value) || found.has(pointer)) continue;
    const here = { value, pointer };
    found.set(pointer, here);
    open ||= Object.keys(value).length === 0 || '$dynamicRef' in value || '$recursiveRef' in value;
    if (typeof value.$ref === 'string') {
      const target = targetWhereKnown(document.raw, value.$ref, pointer);
      if (target) waiting.push(target);
      else open = true;
    }
    const alternatives = [...listed(here, 'oneOf'), ...listed(here, 'anyOf')];
    open ||= alternatives.some((one) => isFreeForm(one.value));
    waiting.push(...alternatives, ...listed(here, 'allOf'));
    for (const keyword of ['then', 'else']) if (isObject(value[keyword])) waiting.push(child(here, keyword));
    waiting.push(...each(here, 'dependentSchemas'));
    if (isObject(value.discriminator) && alternatives.length === 0)
      waiting.push(...subtypesOf(document, here));
  }
  return { schemas: [...found.values()], open };
}

/** With what stands in arrays here, however deep: a use may leave `[]` out. */
function withElements(document: ApiDocument, outer: Place): Place {
  const all: Place = { schemas: [...outer.schemas], open: outer.open };
  const known = new Set(outer.schemas.map(({ pointer }) => pointer));
  for (let here = outer; here.schemas.length > 0 && !all.open; ) {
    const inner = placeOf(document, here.schemas.flatMap(elements));
    const schemas = inner.schemas.filter(({ pointer }) => !known.has(pointer));
    for (const { pointer } of schemas) known.add(pointer);
    all.schemas.push(...schemas);
    all.open ||= inner.open || known.size > MOST_SCHEMAS;
    here = { schemas, open: inner.open };
  }
  return all;
}

function elements(schema: Located<JsonObject>): Located<Json>[] {
  const { items, type } = schema.value;
  const tuple = listed(schema, 'prefixItems');
  if (items !== undefined) return [...tuple, child(schema, 'items')];
  return type === 'array' && tuple.length === 0 ? [{ value: true, pointer: schema.pointer }] : tuple;
}

/** The schemas of a member of this name; of all members, for `{*}`. */
function members(schema: Located<JsonObject>, name: string): Located<Json>[] {
  const { properties, additionalProperties } = schema.value;
  const at = { value: isObject(properties) ? properties : {}, pointer: `${schema.pointer}/properties` };
  const isThere = Object.hasOwn(at.value, name);
  const own = name === '{*}' ? each(schema, 'properties') : isThere ? [child(at, name)] : [];
  const others = additionalProperties === true || isObject(additionalProperties);
  return [
    ...own,
    ...(others ? [child(schema, 'additionalProperties')] : []),
    ...each(schema, 'patternProperties'),
  ];
}

/** True where nothing says which members there are, and it is not said that there are none. */
function mayHoldAny(schemas: readonly Located<JsonObject>[]): boolean {
  if (schemas.some(({ value }) => value.additionalProperties === false || namesOf(value) > 0)) return false;
  if (schemas.some(({ value }) => isObject(value.unevaluatedProperties))) return true;
  const types = schemas.flatMap(({ value }) => value.type ?? []);
  if (types.length > 0) return types.includes('object');
  return schemas.every(({ value }) => value.items === undefined && value.enum === undefined);
}

function isFreeForm(value: Json): boolean {
  if (!isObject(value) || value.type !== 'object' || namesOf(value) > 0) return false;
  const more = ['allOf', 'oneOf', 'anyOf', '$ref'].some((keyword) => keyword in value);
  return !more && value.additionalProperties !== false;
}

function namesOf({ properties }: JsonObject): number {
  return isObject(properties) ? Object.keys(properties).length : 0;
}

function child({ value, pointer }: Located<JsonObject>, name: string): Located<Json> {
  return { value: value[name] as Json, pointer: pointerInto(pointer, name) };
}

function listed(schema: Located<JsonObject>, keyword: string): Located<Json>[] {
  const list = schema.value[keyword];
  if (!Array.isArray(list)) return [];
  return list.map((value, index) => ({ value, pointer: `${schema.pointer}/${keyword}/${index}` }));
}

function each(schema: Located<JsonObject>, keyword: string): Located<Json>[] {
  const { value, pointer } = child(schema, keyword);
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, one]) => ({ value: one, pointer: pointerInto(pointer, name) }));
}
