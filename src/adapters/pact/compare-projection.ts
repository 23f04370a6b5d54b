import { ForewarnError } from '../../core/errors.ts';
import { alternativesOf, meantAlternative, tagsOf } from '../../core/exchange/alternatives.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { toPointer } from '../../core/json-pointer.ts';
import { resolveReference } from '../../core/openapi/document/reference.ts';
import type { ApiDocument, Located } from '../../core/openapi/document/types.ts';

/** What the library sees of a schema, and for whom. */
export interface Projection {
  document: ApiDocument;
  /** A response's reader takes `oneOf` for `anyOf`. */
  reading: 'request' | 'response';
  /** Schemas that may still be written out; references can multiply without end. */
  budget: { left: number };
}

/** Most schemas that are written out for one interaction. */
export const MOST_SCHEMAS = 20_000;

/** Compositions are written out to this depth, and to the second where no value of ours leads; below, all is taken. */
const DEEPEST = 40;
const DEEPEST_UNLED = 4;

/** Assertions that are copied as they are. Patterns are not among them: the library's engine can be held by one. */
const PLAIN = [
  'type',
  'nullable',
  'enum',
  'const',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'required',
];

/** Keywords whose schemas hold for the very same value. */
const SAME_VALUE = ['not', 'if', 'then', 'else'];

/**
 * As much of a schema as these values of ours reach, references written out. What a large document says of
 * places that we do not have is left out: compiling it takes the library many seconds.
 *
 * @param values ours at this place; none: they are not known, and everything is kept.
 * @throws ForewarnError `input` where a reference leads nowhere, or where there is too much to write out.
 */
export function projectSchema(
  to: Projection,
  schema: Located<Json>,
  values: readonly Json[] | null,
  depth = 0,
): Json {
  if (to.budget.left-- <= 0)
    throw new ForewarnError('input', 'the document multiplies its references without end');
  const here = resolveReference(to.document, schema);
  const own = isObject(here.value) ? projectHere(to, here as Located<JsonObject>, values, depth) : here.value;
  if (here === schema || !isObject(schema.value) || !isObject(own)) return own;
  if (schema.value.nullable === true) return { ...own, nullable: true };
  if (to.document.version === '3.0') return own;
  const { $ref: _followed, ...beside } = schema.value;
  const more = projectHere(to, { value: beside, pointer: schema.pointer }, values, depth);
  return Object.keys(more).length === 0 ? own : { allOf: [own, more] };
}

function projectHere(
  to: Projection,
  schema: Located<JsonObject>,
  values: readonly Json[] | null,
  depth: number,
): JsonObject {
  if (depth > (values === null ? DEEPEST_UNLED : DEEPEST)) return {};
  const inner = (tokens: (string | number)[], at: readonly Json[] | null): Json[] => {
    const found = inside(schema, tokens);
    return found ? [projectSchema(to, found, at, depth + 1)] : [];
  };
  const projected: JsonObject = {};
  for (const keyword of PLAIN)
    if (schema.value[keyword] !== undefined) projected[keyword] = schema.value[keyword];
  for (const keyword of SAME_VALUE) for (const one of inner([keyword], values)) projected[keyword] = one;
  const { properties, patternProperties, allOf } = schema.value;
  if (isObject(properties)) {
    const names = values === null ? Object.keys(properties) : [...new Set(values.flatMap(namesOf))];
    projected.properties = Object.fromEntries(
      names.flatMap((name) => inner(['properties', name], membersOf(values, name)).map((one) => [name, one])),
    );
  }
  const open = isObject(patternProperties);
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    const others =
      values === null ? null : values.flatMap((value) => (isObject(value) ? Object.values(value) : []));
    if (!open) for (const one of inner([keyword], others)) projected[keyword] = one;
  }
  for (const one of inner(['items'], elementsOf(values))) projected.items = one;
  const every = Array.isArray(allOf) ? allOf.flatMap((_, index) => inner(['allOf', index], values)) : [];
  const { union, chosen } = projectUnion(to, schema, values, inner);
  if (every.length + chosen.length > 0) projected.allOf = [...every, ...chosen];
  return { ...projected, ...union };
}

/** `oneOf` and `anyOf`: the one alternative that our value is, where that can be told; else all of them. */
function projectUnion(
  to: Projection,
  schema: Located<JsonObject>,
  values: readonly Json[] | null,
  inner: (tokens: (string | number)[], at: readonly Json[] | null) => Json[],
): { union: JsonObject; chosen: Json[] } {
  const keyword = Array.isArray(schema.value.oneOf) ? 'oneOf' : 'anyOf';
  const all = alternativesOf(schema).flatMap((_, index) => inner([keyword, index], values));
  if (all.length === 0) return { union: {}, chosen: [] };
  const [only, ...others] = values ?? [];
  if (only !== undefined && others.length === 0) {
    const meant = meantAlternative(to.document.raw, schema, only, () => []);
    const chosen = typeof meant === 'object' ? all[meant.index] : undefined;
    if (chosen !== undefined) return { union: {}, chosen: [chosen] };
  }
  const tagged = alternativesOf(schema).map((one, index) => withTag(to, schema, one, all[index] ?? true));
  return { union: { [to.reading === 'response' ? 'anyOf' : keyword]: tagged }, chosen: [] };
}

/** The discriminator, as the assertion that it is. */
function withTag(
  to: Projection,
  union: Located<JsonObject>,
  alternative: Located<Json>,
  projected: Json,
): Json {
  const { discriminator } = union.value;
  const tags = tagsOf(to.document.raw, union, alternative);
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string' || tags.length === 0)
    return projected;
  return { allOf: [projected, { properties: { [discriminator.propertyName]: { enum: tags } } }] };
}

function inside(schema: Located<JsonObject>, tokens: (string | number)[]): Located<Json> | null {
  let value: Json | undefined = schema.value;
  for (const token of tokens) {
    if (Array.isArray(value)) value = value[Number(token)];
    else value = isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value === undefined ? null : { value, pointer: schema.pointer + toPointer(tokens) };
}

function namesOf(value: Json): string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function membersOf(values: readonly Json[] | null, name: string): Json[] | null {
  if (values === null) return null;
  return values.flatMap((value) =>
    isObject(value) && Object.hasOwn(value, name) ? [value[name] as Json] : [],
  );
}

function elementsOf(values: readonly Json[] | null): Json[] | null {
  return values === null ? null : values.flatMap((value) => (Array.isArray(value) ? value : []));
}
