import * as library from '@pactflow/openapi-pact-comparator';
import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';

/** One result of the comparator. */
export interface Result {
  code: string;
  type: 'error' | 'warning' | 'info';
  message: string;
  mockDetails?: { location: string; value: unknown };
  specDetails?: { location: string };
}

/** As much of the comparator as is used here: its own declarations do not resolve under NodeNext. */
export interface Comparator {
  compare(pact: JsonObject): AsyncIterable<Result>;
}

const { Comparator: Library } = library as unknown as {
  Comparator: new (options: { oas: JsonObject }) => Comparator;
};

/**
 * The comparator for one operation of a document. Only that operation is routed: paths that collide
 * elsewhere cannot disturb it, and settings that a document carries for the library do not reach it.
 *
 * @param copy of the document, from {@link copyForComparator}.
 * @throws whatever the library throws for odd documents.
 */
export function comparatorFor(copy: JsonObject, operation: Operation): Comparator {
  const parameters = operation.parameters.map((parameter) => parameter.raw);
  const own = withoutPatterns(structuredClone({ ...operation.raw, parameters }));
  const paths = { [operation.path]: { [operation.method.toLowerCase()]: own } };
  for (const [path, item] of Object.entries(isObject(copy.paths) ? copy.paths : {})) {
    // Hidden from the router, but references into other paths still find their target.
    if (path !== operation.path) Object.defineProperty(paths, path, { value: item, enumerable: false });
  }
  return new Library({ oas: { ...copy, paths } });
}

/** What the library may see of a document, and may change: a copy without its title and without patterns. */
export function copyForComparator({ raw }: ApiDocument): JsonObject {
  const { paths = {}, components, security } = raw;
  const parts = {
    ...(components === undefined ? {} : { components }),
    ...(security === undefined ? {} : { security }),
  };
  return withoutPatterns(structuredClone({ openapi: '3.1.0', info: {}, paths, ...parts }));
}

/** Patterns are left out: the library runs them on an engine that a hostile one can hold for hours. */
function withoutPatterns(root: JsonObject): JsonObject {
  const open: Json[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value)) {
      if (typeof value.pattern === 'string') delete value.pattern;
      if (isObject(value.patternProperties)) {
        delete value.patternProperties;
        if (value.additionalProperties === false) delete value.additionalProperties;
      }
    }
    open.push(...Object.values(value));
  }
  return root;
}
