import type { Reading } from '../../core/exchange/schema-validators.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { linearPattern } from '../../core/openapi/judge/linear-pattern.ts';
import type { HiddenProperties } from './hidden-properties.ts';
import { ownKeywords } from './schema-shape.ts';
import { taggedUnion } from './tagged-union.ts';

/** Schemas within each other in one compiled unit; beyond that it is too hard. */
const DEEPEST = 100;

/** Once a unit has this many schemas, parts with schemas inside are compiled on their own. */
const MOST_AT_ONCE = 200;

/** Keywords with schemas inside. */
const STRUCTURE = [
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
];

/** Keywords that look at what else applies to their value. */
const UNEVALUATED = ['unevaluatedItems', 'unevaluatedProperties'];

/** A schema that is beyond the limits. `size`: more effort may do. */
export class TooHard extends Error {
  size: boolean;
  constructor(size = true) {
    super('too hard');
    this.size = size;
  }
}

export interface ReadingContext {
  root: JsonObject;
  threeZero: boolean;
  reading: Reading;
  hiddenOf: HiddenProperties;
  /** Schemas of one compiled unit. */
  mostSchemas: number;
}

/** How the schema at a place is read: the key of a compiled unit together with its pointer. */
export interface Manner {
  /** Properties that are not there at this place; null: a new place begins. */
  hidden: ReadonlySet<string> | null;
  /** Exactly as written: under `not` and `if` a looser reading would refuse more. */
  asWritten: boolean;
}

interface Place extends Manner {
  depth: number;
}

type KnownPlace = Place & { hidden: ReadonlySet<string> };

const NONE: ReadonlySet<string> = new Set();

/**
 * Rewrites a schema of the document for one reader, as JSON Schema 2020-12 with our keywords:
 * `$reach`, `$part` and `$items` (a reference, a part, the elements of an array: compiled when a value first gets
 * there), `$tagged` (alternatives with a discriminator), `$orNull` (OpenAPI 3.0 `nullable`), `$unevaluated`,
 * `$proto`, `$multiple` and `$unique`. What asserts nothing is left out: formats, annotations, patterns beyond the linear engine.
 *
 * @throws TooHard where the schema is too deep or too large, or says what ajv cannot be asked
 */
export function readingSchema(
  context: ReadingContext,
  schema: Json,
  manner: Manner = { hidden: null, asWritten: false },
): JsonObject | boolean {
  let count = 0;
  const openWorld = (at: Place) => context.reading === 'response' && !at.asWritten;

  function convert(value: Json, place: Place): JsonObject | boolean {
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) return true;
    if (place.depth > DEEPEST) throw new TooHard(false);
    if (++count > context.mostSchemas) throw new TooHard();
    const at = {
      ...place,
      hidden: place.asWritten ? NONE : (place.hidden ?? context.hiddenOf(value)),
    };
    if (context.threeZero && value.nullable === true) {
      return { $orNull: convertKnown({ ...value, nullable: false }, at) };
    }
    return convertKnown(value, at);
  }

  function convertKnown(schema: JsonObject, at: KnownPlace): JsonObject {
    if (schema.$dynamicRef !== undefined && !context.threeZero) throw new TooHard(false);
    if (typeof schema.$ref === 'string' && context.threeZero) return reference(schema.$ref, at);
    const out = ownKeywords(schema, { threeZero: context.threeZero, hidden: at.hidden });
    applied(schema, at, out);
    ofObject(schema, at, out);
    ofArray(schema, at, out);
    if (typeof schema.$ref === 'string') Object.assign(out, reference(schema.$ref, at));
    const unevaluated = UNEVALUATED.filter((keyword) => {
      return schema[keyword] !== undefined && !(keyword === 'unevaluatedProperties' && openWorld(at));
    });
    if (unevaluated.length > 0 && !context.threeZero) {
      out.$unevaluated = { schema, keywords: unevaluated, hidden: [...at.hidden], asWritten: at.asWritten };
    }
    return out;
  }

  function reference(target: string, at: KnownPlace): JsonObject {
    return { $reach: { to: target, hidden: [...at.hidden].sort(), asWritten: at.asWritten } };
  }

  /** Keywords whose sub-schemas judge the same value. */
  function applied(schema: JsonObject, at: KnownPlace, out: JsonObject): void {
    const same = { ...at, depth: at.depth + 1 };
    const list = (value: Json[]) => value.map((each) => convert(each, same));
    const tagged = openWorld(at) ? taggedUnion(schema) : null;
    if (tagged) out.$tagged = { union: { ...tagged }, of: list(schema[tagged.keyword] as Json[]) };
    for (const name of ['allOf', 'anyOf', 'oneOf'] as const) {
      const value = schema[name];
      if (!Array.isArray(value) || value.length === 0 || name === tagged?.keyword) continue;
      const loose = name === 'oneOf' && openWorld(at) && out.anyOf === undefined;
      out[loose ? 'anyOf' : name] = list(value);
    }
    if (schema.not !== undefined && decidable(schema.not))
      out.not = convert(schema.not, { ...same, asWritten: true });
    if (context.threeZero) return;
    if (schema.if !== undefined && decidable(schema.if)) {
      out.if = convert(schema.if, { ...same, asWritten: true });
      for (const name of ['then', 'else'] as const) {
        if (schema[name] !== undefined) out[name] = convert(schema[name], same);
      }
    }
    if (isObject(schema.dependentSchemas))
      out.dependentSchemas = members(schema.dependentSchemas, (each) => convert(each, same));
  }

  function ofObject(schema: JsonObject, at: KnownPlace, out: JsonObject): void {
    const inside = (each: Json) => part(each, at);
    if (isObject(schema.properties)) {
      const visible = Object.entries(schema.properties).filter(([name]) => !at.hidden.has(name));
      out.properties = members(Object.fromEntries(visible), inside);
      const odd = visible.find(([name]) => name === '__proto__');
      if (odd) out.$proto = { schema: odd[1], asWritten: at.asWritten };
    }
    const patterns = isObject(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];
    const known = patterns.filter((pattern) => linearPattern(pattern));
    if (known.length > 0) {
      const kept = known.map((pattern) => [pattern, (schema.patternProperties as JsonObject)[pattern]]);
      out.patternProperties = members(Object.fromEntries(kept), inside);
    }
    if (schema.propertyNames !== undefined && !openWorld(at)) {
      out.propertyNames = inside(schema.propertyNames);
    }
    const rest = schema.additionalProperties;
    const decided = known.length === patterns.length;
    if (rest !== undefined && decided && !(rest === false && openWorld(at))) {
      out.additionalProperties = inside(rest);
    }
  }

  function ofArray(schema: JsonObject, at: KnownPlace, out: JsonObject): void {
    const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : schema.items;
    if (Array.isArray(tuple) && tuple.length > 0) out.prefixItems = tuple.map((each) => part(each, at));
    if (schema.items !== undefined && !Array.isArray(schema.items)) {
      const first = Array.isArray(out.prefixItems) ? out.prefixItems.length : 0;
      out.$items = { first, schema: schema.items, asWritten: at.asWritten };
    }
    if (schema.contains !== undefined) out.contains = part(schema.contains, at);
  }

  function members(value: JsonObject, read: (each: Json) => Json): JsonObject {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each)]));
  }

  /** A part of the value: in this unit while that is small, else when a value gets there. */
  function part(schema: Json, at: KnownPlace): Json {
    if (
      count > MOST_AT_ONCE &&
      isObject(schema) &&
      STRUCTURE.some((keyword) => schema[keyword] !== undefined)
    ) {
      return { $part: { schema, asWritten: at.asWritten } };
    }
    return convert(schema, { depth: at.depth + 1, hidden: null, asWritten: at.asWritten });
  }

  return convert(schema, { ...manner, depth: 0 });
}

/** False where a schema that is asked "does it not fit" has a pattern that nobody here can judge. */
function decidable(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.every(decidable);
  if (!isObject(schema)) return true;
  if (typeof schema.pattern === 'string' && !linearPattern(schema.pattern)) return false;
  return Object.values(schema).every(decidable);
}
