import { isObject, type Json, type JsonObject } from '../../json.ts';

/** What a key is for, by its name: a sentence, or more than that. */
export interface Words {
  [key: string]: string | KeyWords;
}

/** One key: its sentence, values that it may have, and the keys below it, in a mapping, a list of them or by name. */
export interface KeyWords {
  is: string;
  examples?: Json[];
  keys?: Words;
}

/**
 * A JSON Schema with the `description` and `examples` of each key. Keys are found in `properties`, whatever stands
 * around them: items, members by name, and alternatives are all of the key above.
 */
export function describeKeys(schema: JsonObject, words: Words): JsonObject {
  const told = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (keyword === 'properties' && isObject(value)) return [keyword, properties(value, words)];
    if ((keyword === 'items' || keyword === 'additionalProperties') && isObject(value))
      return [keyword, describeKeys(value, words)];
    if (keyword === 'anyOf' && Array.isArray(value))
      return [keyword, value.map((one) => (isObject(one) ? describeKeys(one, words) : one))];
    return [keyword, value];
  });
  return Object.fromEntries(told);
}

function properties(schemas: JsonObject, words: Words): JsonObject {
  const described = Object.entries(schemas).map(([key, schema]): [string, Json] => {
    const found = Object.hasOwn(words, key) ? words[key] : undefined;
    if (found === undefined || !isObject(schema)) return [key, schema];
    const { is, examples, keys = {} }: KeyWords = typeof found === 'string' ? { is: found } : found;
    const told = { description: is, ...(examples ? { examples } : {}) };
    return [key, { ...told, ...describeKeys(schema, keys) }];
  });
  return Object.fromEntries(described);
}
