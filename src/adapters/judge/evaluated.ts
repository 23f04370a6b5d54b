import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { linearPattern } from '../../core/openapi/judge/linear-pattern.ts';

/** What has to be known of a document to say what its schemas look at. */
export interface Surroundings {
  /** The schema that a reference names; null where it leads nowhere. */
  target(reference: string): Json | null;
  fits(schema: Json, value: Json): boolean;
}

/** Members of a value: names of properties, or positions of elements. */
export type Evaluated = ReadonlySet<string> | 'all';

/** Deeper than this no schema applies to one and the same value, but in a circle. */
const DEEPEST = 100;

/**
 * The members of a value that a schema and what applies beside it look at, for `unevaluatedItems` and
 * `unevaluatedProperties` (JSON Schema 2020-12, 11): those two at the schema itself are left aside.
 *
 * @throws RangeError where schemas apply to each other in a circle
 */
export function evaluatedBy(around: Surroundings, schema: JsonObject, value: Json): Evaluated {
  const found = new Set<string>();
  for (const { plain, depth } of applying(around, schema, value, 0)) {
    const isAll =
      (depth > 0 && closes(plain, value)) ||
      (Array.isArray(value)
        ? addItems(around, plain, value, found)
        : isObject(value) && addProperties(plain, value, found));
    if (isAll) return 'all';
  }
  return found;
}

/** The schemas that apply to the value itself, as it chose among them. */
function* applying(
  around: Surroundings,
  schema: Json,
  value: Json,
  depth: number,
): Generator<{ plain: JsonObject; depth: number }> {
  if (depth > DEEPEST) throw new RangeError('schemas in a circle');
  if (!isObject(schema)) return;
  yield { plain: schema, depth };
  for (const inner of appliedBy(around, schema, value)) yield* applying(around, inner, value, depth + 1);
}

function* appliedBy(around: Surroundings, schema: JsonObject, value: Json): Generator<Json> {
  if (typeof schema.$ref === 'string') {
    const target = around.target(schema.$ref);
    if (target !== null) yield target;
  }
  if (Array.isArray(schema.allOf)) yield* schema.allOf;
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const list = schema[keyword];
    if (Array.isArray(list)) for (const one of list) if (around.fits(one, value)) yield one;
  }
  if (schema.if !== undefined) {
    const taken = around.fits(schema.if, value) ? [schema.if, schema.then] : [schema.else];
    for (const one of taken) if (one !== undefined) yield one;
  }
  if (isObject(schema.dependentSchemas) && isObject(value)) {
    for (const [name, one] of Object.entries(schema.dependentSchemas)) {
      if (Object.hasOwn(value, name)) yield one;
    }
  }
}

function closes(schema: JsonObject, value: Json): boolean {
  return (
    (Array.isArray(value) ? schema.unevaluatedItems : isObject(value) && schema.unevaluatedProperties) !==
      undefined && typeof value === 'object'
  );
}

function addItems(around: Surroundings, schema: JsonObject, value: Json[], found: Set<string>): boolean {
  if (schema.items !== undefined) return true;
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0;
  for (const [index, element] of value.entries()) {
    const held =
      index < first || (schema.contains !== undefined && around.fits(schema.contains as Json, element));
    if (held) found.add(String(index));
  }
  return false;
}

function addProperties(schema: JsonObject, value: JsonObject, found: Set<string>): boolean {
  if (schema.additionalProperties !== undefined) return true;
  const { properties, patternProperties } = schema;
  const patterns = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  for (const name of Object.keys(value)) {
    const own = isObject(properties) && Object.hasOwn(properties, name);
    if (own || patterns.some((pattern) => linearPattern(pattern)?.test(name) ?? true)) found.add(name);
  }
  return false;
}
