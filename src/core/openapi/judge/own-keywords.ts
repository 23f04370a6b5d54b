import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Keywords } from './schema.ts';

const TYPES = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);
const COUNTS = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
] as const;
const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

/** What the keywords of a schema mean. */
export interface Wording {
  /** OpenAPI 3.0: exclusive bounds are flags, and JSON Schema is only what 3.0 took over of it. */
  old: boolean;
  hidden: readonly string[];
}

/**
 * The keywords that judge a value without a schema inside them. What is not as its keyword wants it (a bound
 * that is a text) is left out, as nothing can be said of it.
 */
export function ownKeywords(schema: JsonObject, { old, hidden }: Wording): Keywords {
  const own: Keywords = {};
  for (const name of COUNTS) {
    const count = schema[name];
    if (typeof count === 'number' && Number.isInteger(count) && count >= 0) own[name] = count;
  }
  for (const name of BOUNDS) {
    const bound = schema[name];
    if (typeof bound === 'number') own[name] = bound;
  }
  if (old) applyFlags(schema, own);
  if (typeof schema.multipleOf === 'number' && schema.multipleOf > 0) own.multipleOf = schema.multipleOf;
  const types = typesIn(schema.type);
  if (types.length > 0) own.type = types;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) own.enum = schema.enum;
  if (schema.const !== undefined && !old) own.const = schema.const;
  if (schema.uniqueItems === true) own.uniqueItems = true;
  if (typeof schema.format === 'string') own.$format = schema.format;
  const required = namesIn(schema.required, hidden);
  if (required.length > 0) own.required = required;
  if (isObject(schema.dependentRequired) && !old) {
    own.dependentRequired = Object.fromEntries(
      Object.entries(schema.dependentRequired).map(([name, value]) => [name, namesIn(value, hidden)]),
    );
  }
  return own;
}

function applyFlags(schema: JsonObject, own: Keywords): void {
  if (schema.exclusiveMinimum === true && own.minimum !== undefined) {
    own.exclusiveMinimum = own.minimum;
    delete own.minimum;
  }
  if (schema.exclusiveMaximum === true && own.maximum !== undefined) {
    own.exclusiveMaximum = own.maximum;
    delete own.maximum;
  }
}

/** Known types; none where one of them is not, such as the `file` of Swagger 2.0. */
function typesIn(type: Json | undefined): string[] {
  const written = Array.isArray(type) ? type : [type];
  const types = written.filter((one): one is string => typeof one === 'string' && TYPES.has(one));
  return types.length === written.length ? [...new Set(types)] : [];
}

function namesIn(value: Json | undefined, hidden: readonly string[]): string[] {
  if (!Array.isArray(value)) return [];
  const names = value.filter((name) => typeof name === 'string');
  return [...new Set(names)].filter((name) => !hidden.includes(name));
}
