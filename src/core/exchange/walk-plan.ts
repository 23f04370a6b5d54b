import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { alternativeLabel } from './alternative-label.ts';
import { alternativesOf } from './alternatives.ts';
import { propertySegment } from './fault-place.ts';
import { listed, member, unfolded } from './schema-place.ts';

/** A schema that holds at a place, and what the place is called through it. */
export interface Part {
  schema: Located<JsonObject>;
  location: string;
}

/** Alternatives at a place, of which a value chooses some. */
export interface Union {
  schema: Located<JsonObject>;
  alternatives: Located<Json>[];
  location: string;
}

/** Everything that is known of one place of a value before the value is seen. Places inside are made when asked for. */
export interface Place {
  parts: Part[];
  unions: Union[];
  /** By the alternatives that were chosen, one list for each union. */
  chosen: Map<string, Place>;
  /** True where properties are named and an object is not a free map: other names are documented nowhere. */
  isClosed: boolean;
  /** Formats that are stated. */
  formats: { format: string; part: Part }[];
  properties: Map<string, Place | null>;
  /** Of properties that are not named. */
  rest?: Place | null;
  items: Map<number | 'rest', Place | null>;
}

/** Schemas that apply to the same value, within each other. */
const DEEPEST = 100;

/** A place by the schemas that are written there. */
export function placeOf(
  root: JsonObject,
  from: readonly { schema: Located<Json>; location: string }[],
): Place {
  const parts: Part[] = [];
  const unions: Union[] = [];
  for (const { schema, location } of from) addParts(root, { parts, unions }, schema, location, 0);
  return made(parts, unions);
}

/** The place where of each union the alternatives in the list hold. */
export function chosenPlace(root: JsonObject, place: Place, chosen: readonly (readonly number[])[]): Place {
  const key = chosen.map((each) => each.join(',')).join(' ');
  const known = place.chosen.get(key);
  if (known) return known;
  const parts = [...place.parts];
  const unions: Union[] = [];
  for (const [index, union] of place.unions.entries()) {
    for (const one of chosen[index] ?? []) {
      const label = alternativeLabel(root, union.schema, one);
      const alternative = union.alternatives[one] as Located<Json>;
      addParts(root, { parts, unions }, alternative, union.location + label, 0);
    }
  }
  const next = made(parts, unions);
  place.chosen.set(key, next);
  return next;
}

/** The place of a property; null where nothing is said of it. */
export function propertyPlace(root: JsonObject, place: Place, name: string): Place | null {
  const known = place.properties.get(name);
  if (known !== undefined) return known;
  const isOwn = isNamedIn(place.parts, name);
  // The names of a map are data, and without end.
  if (!isOwn && place.rest !== undefined) return place.rest;
  const from = place.parts.flatMap((part) => propertySchema(part, name));
  const next = from.length > 0 ? placeOf(root, from) : null;
  if (isOwn) place.properties.set(name, next);
  else place.rest = next;
  return next;
}

/** Asked for each member of an answer, so that nothing is made on the way. */
function isNamedIn(parts: readonly Part[], name: string): boolean {
  for (const { schema } of parts) {
    const { properties } = schema.value;
    if (isObject(properties) && Object.hasOwn(properties, name)) return true;
  }
  return false;
}

/** The place of an element; null where nothing is said of it. */
export function elementPlace(root: JsonObject, place: Place, index: number): Place | null {
  const key = index < tupleLength(place) ? index : 'rest';
  const known = place.items.get(key);
  if (known !== undefined) return known;
  const from = place.parts.flatMap((part) => elementSchema(part, index));
  const next = from.length > 0 ? placeOf(root, from) : null;
  place.items.set(key, next);
  return next;
}

/** How many places were made in this process. */
export function placesMade(): number {
  return count;
}

let count = 0;

function made(parts: Part[], unions: Union[]): Place {
  count++;
  return {
    parts,
    unions,
    chosen: new Map(),
    isClosed: isClosed(parts),
    formats: parts.flatMap((part) => {
      const { format } = part.schema.value;
      return typeof format === 'string' ? [{ format, part }] : [];
    }),
    properties: new Map(),
    items: new Map(),
  };
}

/** The plain schemas that hold whatever the value is: references and `allOf` followed. */
function addParts(
  root: JsonObject,
  found: Pick<Place, 'parts' | 'unions'>,
  schema: Located<Json>,
  location: string,
  depth: number,
): void {
  if (depth > DEEPEST) return;
  for (const plain of unfolded(root, schema)) {
    found.parts.push({ schema: plain, location });
    const both = ['then', 'else'].flatMap((keyword) => member(plain, keyword) ?? []);
    for (const one of [...listed(plain, 'allOf'), ...both]) addParts(root, found, one, location, depth + 1);
    const alternatives = alternativesOf(plain);
    if (alternatives.length > 0) found.unions.push({ schema: plain, alternatives, location });
  }
}

function isClosed(parts: readonly Part[]): boolean {
  return (
    parts.some(({ schema }) => isObject(schema.value.properties)) &&
    !parts.some(({ schema }) => isMap(schema.value))
  );
}

function isMap(schema: JsonObject): boolean {
  if (schema.patternProperties !== undefined || isObject(schema.unevaluatedProperties)) return true;
  return schema.additionalProperties === true || isObject(schema.additionalProperties);
}

function propertySchema(
  { schema, location }: Part,
  name: string,
): { schema: Located<Json>; location: string }[] {
  const properties = member(schema, 'properties');
  const own = properties && member(properties, name);
  if (own) return [{ schema: own, location: location + propertySegment(name) }];
  const rest = member(schema, 'additionalProperties');
  return rest && isObject(rest.value) ? [{ schema: rest, location: `${location}/{*}` }] : [];
}

function elementSchema(
  { schema, location }: Part,
  index: number,
): { schema: Located<Json>; location: string }[] {
  const at = `${location}/*`;
  const tuple = tupleOf(schema);
  const found =
    (tuple && member(tuple, String(index))) ??
    (Array.isArray(schema.value.items) ? null : member(schema, 'items'));
  return found ? [{ schema: found, location: at }] : [];
}

function tupleOf(schema: Located<JsonObject>): Located<Json> | null {
  return (
    member(schema, 'prefixItems') ?? (Array.isArray(schema.value.items) ? member(schema, 'items') : null)
  );
}

function tupleLength({ parts }: Place): number {
  let longest = 0;
  for (const { schema } of parts) {
    const { prefixItems, items } = schema.value;
    if (prefixItems === undefined && !Array.isArray(items)) continue;
    const tuple = tupleOf(schema)?.value;
    if (Array.isArray(tuple)) longest = Math.max(longest, tuple.length);
  }
  return longest;
}
