import type { Json, JsonObject } from '../json.ts';
import type { Parameter } from '../openapi/document/types.ts';
import { styleOf } from './parameter-text.ts';
import { kindOf } from './schema-types.ts';
import { propertySchemas, typed } from './typed-value.ts';

/** Cookies that were taken out of the record. */
const TAKEN_OUT = new Set(['<hidden>', '<credentials>']);

/**
 * What was sent for a cookie parameter: its text, or the value of one that is written as several cookies.
 * Undefined where there is none; a record without cookies' values says nothing.
 */
export function cookieOf(
  root: JsonObject,
  parameter: Parameter,
  header: string | undefined,
): string | undefined | { value: Json } {
  if (header === undefined) return undefined;
  if (TAKEN_OUT.has(header.trim())) return '<credentials>';
  const pairs = header.split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at > 0 ? [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]] : [];
  });
  const { schema } = parameter;
  const kind = schema && styleOf(parameter).explode ? kindOf(root, schema) : 'scalar';
  const own = pairs.filter(([name]) => name === parameter.name);
  if (schema && kind === 'object') {
    const known = pairs.filter(([name]) => propertySchemas(root, [schema], name).length > 0);
    return known.length > 0 ? { value: typed(root, [schema], Object.fromEntries(known)) } : undefined;
  }
  if (schema && kind === 'array' && own.length > 1) {
    return {
      value: typed(
        root,
        [schema],
        own.map(([, text]) => text),
      ),
    };
  }
  return own[0]?.[1];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
