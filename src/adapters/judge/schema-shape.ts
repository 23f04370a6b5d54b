import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { linearPattern } from '../../core/openapi/judge/linear-pattern.ts';

const TYPES = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);
const COUNTS = [
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'maxProperties',
  'minProperties',
  'maxContains',
  'minContains',
];
const BOUNDS = ['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum'];

/**
 * The keywords of one schema that judge a value by themselves (no sub-schemas), in JSON Schema 2020-12.
 * What is not as the keyword wants it (a bound that is a text) is left out: nothing can be said of it.
 */
export function ownKeywords(
  schema: JsonObject,
  more: { threeZero: boolean; hidden: ReadonlySet<string> },
): JsonObject {
  const own: JsonObject = {};
  for (const name of COUNTS) {
    const value = schema[name];
    if (Number.isInteger(value) && (value as number) >= 0) own[name] = value as number;
  }
  for (const name of BOUNDS) if (typeof schema[name] === 'number') own[name] = schema[name];
  if (typeof schema.multipleOf === 'number' && schema.multipleOf > 0) own.$multiple = schema.multipleOf;
  if (more.threeZero) exclusiveFlags(schema, own);
  const type = typesOf(schema.type);
  if (type.length > 0) own.type = type;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) own.enum = schema.enum;
  if (schema.const !== undefined && !more.threeZero) own.const = schema.const;
  if (typeof schema.pattern === 'string' && linearPattern(schema.pattern)) own.pattern = schema.pattern;
  if (schema.uniqueItems === true) own.$unique = true;
  const required = namesOf(schema.required).filter((name) => !more.hidden.has(name));
  if (required.length > 0) own.required = required;
  if (isObject(schema.dependentRequired)) {
    own.dependentRequired = Object.fromEntries(
      Object.entries(schema.dependentRequired).map(([name, value]) => [
        name,
        namesOf(value).filter((each) => !more.hidden.has(each)),
      ]),
    );
  }
  return own;
}

/** OpenAPI 3.0 writes exclusive bounds as flags beside `maximum` and `minimum`. */
function exclusiveFlags(schema: JsonObject, own: JsonObject): void {
  for (const [flag, bound] of [
    ['exclusiveMaximum', 'maximum'],
    ['exclusiveMinimum', 'minimum'],
  ] as const) {
    if (schema[flag] !== true || typeof schema[bound] !== 'number') continue;
    own[flag] = schema[bound];
    delete own[bound];
  }
}

/** Known JSON types of a `type` keyword; none where one of them is unknown. */
function typesOf(type: Json | undefined): string[] {
  const written = Array.isArray(type) ? type : [type];
  const types = [...new Set(written)].filter((each) => typeof each === 'string' && TYPES.has(each));
  return types.length === new Set(written).size ? (types as string[]) : [];
}

function namesOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? [...new Set(value.filter((name) => typeof name === 'string'))] : [];
}
