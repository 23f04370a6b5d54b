import { isObject, type Json } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import { resolveReference } from '../openapi/document/reference.ts';
import type { ApiDocument, Located } from '../openapi/document/types.ts';

/** Where a path into a value leads in the schema of that value. */
export interface SchemaPlace {
  /** Location as in a subject: `/items/*` + `/total`, map values `{*}`. */
  location: string;
  /** Pointer of the schema there; null where the schema does not describe the place. */
  pointer: string | null;
  /** True if the object that holds the place must have it. */
  required: boolean;
}

type Found = { schemas: Located<Json>[]; step: string; required: boolean };

/** References and compositions are opened to this depth. */
const MAX_DEPTH = 50;

/**
 * Follows names and element numbers through a schema as written: properties, maps, elements, all of
 * `allOf`, any of `oneOf` and `anyOf`. Where the schema is silent, names stay names.
 *
 * @param document resolves references; without it they end the way.
 */
export function placeInSchema(
  schema: Located<Json> | null,
  path: readonly (string | number)[],
  document: ApiDocument | null,
): SchemaPlace {
  let schemas = schema ? open(schema, document, 0) : [];
  let location = '';
  let required = false;
  for (const token of path) {
    const found = typeof token === 'number' ? element(schemas, token) : member(schemas, token);
    location += found.step;
    required = found.required;
    schemas = found.schemas.flatMap((next) => open(next, document, 0));
  }
  return { location, pointer: schemas[0]?.pointer ?? null, required };
}

function member(schemas: Located<Json>[], name: string): Found {
  const named = schemas.flatMap((schema) => at(schema, 'properties', name));
  if (named.length > 0) {
    return {
      schemas: named,
      step: toPointer([name]),
      required: schemas.some((schema) => requires(schema, name)),
    };
  }
  const values = schemas.flatMap((schema) => at(schema, 'additionalProperties'));
  const isMap = values.some(({ value }) => isObject(value));
  return { schemas: isMap ? values : [], step: isMap ? '/{*}' : toPointer([name]), required: false };
}

function element(schemas: Located<Json>[], index: number): Found {
  const fixed = schemas.flatMap((schema) => at(schema, 'prefixItems', String(index)));
  const items = fixed.length > 0 ? fixed : schemas.flatMap((schema) => at(schema, 'items'));
  return { schemas: items, step: '/*', required: false };
}

function requires({ value }: Located<Json>, name: string): boolean {
  return isObject(value) && Array.isArray(value.required) && value.required.includes(name);
}

function at(schema: Located<Json>, ...tokens: string[]): Located<Json>[] {
  let value: Json | undefined = schema.value;
  for (const token of tokens) {
    if (Array.isArray(value)) value = value[Number(token)];
    else value = isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value === undefined ? [] : [{ value, pointer: schema.pointer + toPointer(tokens) }];
}

function open(schema: Located<Json>, document: ApiDocument | null, depth: number): Located<Json>[] {
  if (depth > MAX_DEPTH) return [];
  const here = document ? resolveReference(document, schema) : schema;
  if (!isObject(here.value)) return [here];
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => {
    const list = (here.value as { [key: string]: Json })[keyword];
    return Array.isArray(list) ? list.flatMap((_, index) => at(here, keyword, String(index))) : [];
  });
  return [here, ...parts.flatMap((part) => open(part, document, depth + 1))];
}
