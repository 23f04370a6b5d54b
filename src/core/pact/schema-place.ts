import { alternativeLabel } from '../exchange/alternative-label.ts';
import { alternativesOf, meantAlternative } from '../exchange/alternatives.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import { resolveReference } from '../openapi/document/reference.ts';
import type { ApiDocument, Located } from '../openapi/document/types.ts';

/** Where a path into a value leads in the schema of that value. */
export interface SchemaPlace {
  /** Location as in a subject: `/items/*` + `/total`, map values `{*}`, alternatives `<card>`. */
  location: string;
  /** Pointer of the schema there; null where the schema does not describe the place. */
  pointer: string | null;
  /** True if the object that holds the place must have it. */
  required: boolean;
}

/** A schema that applies at a place, and the alternative (`/<card>`) that it was reached by. */
interface Part {
  schema: Located<Json>;
  label: string;
}

interface Found {
  schemas: Located<Json>[];
  step: string;
  required: boolean;
}

/** References and compositions are opened to this depth. */
const MAX_DEPTH = 50;

/**
 * Follows names and element numbers through a schema as written: properties, maps, elements, all of
 * `allOf`, and of `oneOf` and `anyOf` the alternative that our own value is, where that can be told.
 * Where the schema is silent, names stay names.
 *
 * @param value our example, from the root.
 * @throws ForewarnError `input` where a reference leads nowhere.
 */
export function placeInSchema(
  document: ApiDocument,
  schema: Located<Json> | null,
  path: readonly (string | number)[],
  value: Json | undefined,
): SchemaPlace {
  let here = value;
  let parts = schema ? opened(document, schema, here, 0) : [];
  let location = '';
  let required = false;
  for (const token of path) {
    const found = typeof token === 'number' ? element(parts, token) : member(parts, token);
    location += found.step;
    required = found.required;
    here = inside(here, token);
    parts = found.schemas.flatMap((next) => opened(document, next, here, 0));
  }
  return { location, pointer: parts[0]?.schema.pointer ?? null, required };
}

function member(parts: Part[], name: string): Found {
  const named = parts.flatMap(({ schema, label }) =>
    at(schema, 'properties', name).map((schema) => ({ schema, label })),
  );
  if (named.length > 0) {
    const label = named[0]?.label ?? '';
    const required = parts.some(({ schema }) => requires(schema, name));
    return { schemas: named.map(({ schema }) => schema), step: label + toPointer([name]), required };
  }
  const map = parts.find(({ schema }) =>
    at(schema, 'additionalProperties').some(({ value }) => isObject(value)),
  );
  if (!map) return { schemas: [], step: toPointer([name]), required: false };
  return { schemas: at(map.schema, 'additionalProperties'), step: `${map.label}/{*}`, required: false };
}

function element(parts: Part[], index: number): Found {
  const fixed = parts.flatMap(({ schema }) => at(schema, 'prefixItems', String(index)));
  const schemas = fixed.length > 0 ? fixed : parts.flatMap(({ schema }) => at(schema, 'items'));
  const label = parts.find(({ schema }) => at(schema, 'items').length > 0)?.label ?? '';
  return { schemas, step: `${label}/*`, required: false };
}

function opened(
  document: ApiDocument,
  schema: Located<Json>,
  value: Json | undefined,
  depth: number,
): Part[] {
  if (depth > MAX_DEPTH) return [];
  const here = resolveReference(document, schema);
  if (!isObject(here.value)) return [{ schema: here, label: '' }];
  const union = { value: here.value, pointer: here.pointer };
  return [
    { schema: here, label: '' },
    ...parts(here, 'allOf').flatMap((part) => opened(document, part, value, depth + 1)),
    ...chosen(document.raw, union, value).flatMap(({ schema, label }) =>
      opened(document, schema, value, depth + 1).map((part) => ({ ...part, label: label + part.label })),
    ),
  ];
}

/** The alternative that the value is; all of them, unnamed, where that cannot be told. */
function chosen(root: JsonObject, union: Located<JsonObject>, value: Json | undefined): Part[] {
  const all = alternativesOf(union);
  const meant = value === undefined ? 'unknown' : meantAlternative(root, union, value, () => []);
  if (typeof meant === 'string') return all.map((schema) => ({ schema, label: '' }));
  const schema = all[meant.index];
  return schema ? [{ schema, label: alternativeLabel(root, union, meant.index) }] : [];
}

function parts(schema: Located<Json>, keyword: string): Located<Json>[] {
  const [list] = at(schema, keyword);
  return Array.isArray(list?.value)
    ? list.value.flatMap((_, index) => at(schema, keyword, String(index)))
    : [];
}

function requires({ value }: Located<Json>, name: string): boolean {
  return isObject(value) && Array.isArray(value.required) && value.required.includes(name);
}

function at(schema: Located<Json>, ...tokens: string[]): Located<Json>[] {
  let value: Json | undefined = schema.value;
  for (const token of tokens) value = inside(value, token);
  return value === undefined ? [] : [{ value, pointer: schema.pointer + toPointer(tokens) }];
}

function inside(value: Json | undefined, token: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(token)];
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
