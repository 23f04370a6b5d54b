import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { alternativeLabel } from './alternative-label.ts';
import { alternativesOf, meantAlternative } from './alternatives.ts';
import { propertySegment } from './fault-place.ts';
import { listed, member, unfolded } from './schema-place.ts';
import type { Reading, SchemaFault, SchemaValidators } from './schema-validators.ts';

/** Limits of one walk; what lies beyond is not visited. */
const MOST_PLACES = 20_000;
const MOST_ELEMENTS = 500;
const DEEPEST = 100;

/** What a walk needs to know. */
export interface WalkContext {
  root: JsonObject;
  validators: SchemaValidators;
  reading: Reading;
  /** Set where a choice of an alternative was too hard: then none is made any more. */
  tooHard?: boolean;
}

/** A schema that holds at a place, and what the place is called through it. */
export interface Part {
  schema: Located<JsonObject>;
  location: string;
}

/** One place of a value, with all plain schemas that hold there; none: the document says nothing. */
export interface Visit {
  value: Json;
  parts: Part[];
  /** Names of the object's properties that no schema there knows; empty where it is a free map. */
  undocumented: string[];
}

/** Walks a value along the schema that promises it: depth first, alternatives as the value chose them. */
export function* walkValue(
  context: WalkContext,
  schema: Located<Json>,
  value: Json,
  location = '',
): Generator<Visit> {
  const budget = { places: 0 };
  yield* visit([{ schema, location }], value, 0);

  function* visit(
    from: { schema: Located<Json>; location: string }[],
    here: Json,
    depth: number,
  ): Generator<Visit> {
    if (++budget.places > MOST_PLACES || depth > DEEPEST) return;
    const parts = from.flatMap((one) => partsAt(context, one.schema, one.location, here, 0));
    yield { value: here, parts, undocumented: isObject(here) ? undocumentedIn(parts, here) : [] };
    if (Array.isArray(here)) {
      for (const [index, element] of here.slice(0, MOST_ELEMENTS).entries()) {
        const next = parts.flatMap((part) => elementSchema(part, index));
        if (next.length > 0) yield* visit(next, element, depth + 1);
      }
    } else if (isObject(here)) {
      for (const name of Object.keys(here)) {
        const next = parts.flatMap((part) => propertySchema(part, name));
        if (next.length > 0) yield* visit(next, here[name] as Json, depth + 1);
      }
    }
  }
}

/** The plain schemas that hold for a value: references and `allOf` followed, alternatives chosen. */
function partsAt(
  context: WalkContext,
  schema: Located<Json>,
  location: string,
  value: Json,
  depth: number,
): Part[] {
  if (depth > DEEPEST) return [];
  const inner = (one: Located<Json>, at = location) => partsAt(context, one, at, value, depth + 1);
  return unfolded(context.root, schema).flatMap((plain): Part[] => {
    const both = ['then', 'else'].flatMap((keyword) => member(plain, keyword) ?? []);
    const chosen = chosenAlternatives(context, plain, value);
    return [
      { schema: plain, location },
      ...[...listed(plain, 'allOf'), ...both].flatMap((one) => inner(one)),
      ...chosen.flatMap((index) =>
        inner(
          alternativesOf(plain)[index] as Located<Json>,
          location + alternativeLabel(context.root, plain, index),
        ),
      ),
    ];
  });
}

/** Positions of the alternatives that the value fits; else of the one that was meant. */
function chosenAlternatives(context: WalkContext, union: Located<JsonObject>, value: Json): number[] {
  const alternatives = alternativesOf(union);
  if (alternatives.length === 0 || context.tooHard) return [];
  const faults: SchemaFault[][] = [];
  for (const one of alternatives) {
    const found = context.validators(one, context.reading)(value);
    if (found.some(isUndecided)) {
      context.tooHard = true;
      return [];
    }
    faults.push(found);
  }
  const named = meantAlternative(context.root, union, value, (index) => faults[index] ?? []);
  if (union.value.discriminator !== undefined && typeof named === 'object') return [named.index];
  const fitting = faults.flatMap((found, index) => (found.length === 0 ? [index] : []));
  if (fitting.length > 0) return fitting;
  return typeof named === 'object' ? [named.index] : [];
}

function elementSchema(
  { schema, location }: Part,
  index: number,
): { schema: Located<Json>; location: string }[] {
  const at = `${location}/*`;
  const tuple =
    member(schema, 'prefixItems') ?? (Array.isArray(schema.value.items) ? member(schema, 'items') : null);
  const found =
    (tuple && member(tuple, String(index))) ??
    (Array.isArray(schema.value.items) ? null : member(schema, 'items'));
  return found ? [{ schema: found, location: at }] : [];
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

function undocumentedIn(parts: readonly Part[], value: JsonObject): string[] {
  const described = parts.some(({ schema }) => isObject(schema.value.properties));
  if (!described || parts.some(({ schema }) => isMap(schema.value))) return [];
  return Object.keys(value).filter(
    (name) =>
      !parts.some(
        ({ schema }) => isObject(schema.value.properties) && Object.hasOwn(schema.value.properties, name),
      ),
  );
}

function isMap(schema: JsonObject): boolean {
  if (schema.patternProperties !== undefined || isObject(schema.unevaluatedProperties)) return true;
  return schema.additionalProperties === true || isObject(schema.additionalProperties);
}

function isUndecided({ keyword, schemaPath }: SchemaFault): boolean {
  return keyword === 'undecided' && schemaPath.length === 0;
}
