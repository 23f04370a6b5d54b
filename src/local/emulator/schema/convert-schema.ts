import { isObject, type Json, type JsonObject } from '../../../core/json.ts';

/** A JSON Schema (draft 2020-12): an object or a boolean. */
export type Schema = JsonObject | boolean;

/** Which way a body travels: `readOnly` properties leave requests, `writeOnly` ones leave responses. */
export type Direction = 'request' | 'response';

/** What the conversion needs to know of the document, and where a reference goes. */
export interface Conversion {
  version: '3.0' | '3.1' | '3.2';
  direction: Direction;
  /** The name under which the converted target of a `$ref` is found. */
  refer(reference: string): string;
  /** The target of a `$ref` as written, or undefined where it leads nowhere. */
  target(reference: string): Json | undefined;
}

const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs']);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const SINGLE = new Set([
  'items',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
]);
const LEFT_OUT = new Set([
  '$id',
  'id',
  '$anchor',
  '$schema',
  'discriminator',
  'xml',
  'externalDocs',
  'nullable',
]);

/** Turns a schema object of OpenAPI 3.0 to 3.2 into JSON Schema 2020-12 as seen from one direction. */
export function convertSchema(written: Json, by: Conversion): Schema {
  if (typeof written === 'boolean') return written;
  if (!isObject(written)) return true;
  const reference = written.$ref;
  if (typeof reference === 'string' && by.version === '3.0') return { $ref: by.refer(reference) };
  const made: JsonObject = {};
  for (const [key, value] of Object.entries(written)) {
    if (LEFT_OUT.has(key)) continue;
    if (key === '$ref' && typeof value === 'string') made.$ref = by.refer(value);
    else if (MAPS.has(key) && isObject(value)) made[key] = mapOf(value, by);
    else if (LISTS.has(key) && Array.isArray(value)) made[key] = value.map((one) => convertSchema(one, by));
    else if (SINGLE.has(key)) made[key] = convertSchema(value, by);
    else made[key] = value;
  }
  if (by.version === '3.0') fromOpenApi30(made, written);
  withoutOneWayProperties(made, written, by);
  return made;
}

function mapOf(schemas: JsonObject, by: Conversion): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, convertSchema(one, by)]));
}

/** `nullable` and the boolean `exclusiveMinimum` and `exclusiveMaximum` of OpenAPI 3.0 (JSON Schema draft 5). */
function fromOpenApi30(made: JsonObject, written: JsonObject): void {
  if (written.nullable === true && typeof made.type === 'string') {
    made.type = [made.type, 'null'];
    if (Array.isArray(made.enum) && !made.enum.includes(null)) made.enum = [...made.enum, null];
  }
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof made[exclusive] !== 'boolean') continue;
    const limit = made[bound];
    const strict = made[exclusive] === true && typeof limit === 'number';
    delete made[exclusive];
    if (!strict) continue;
    made[exclusive] = limit;
    delete made[bound];
  }
}

function withoutOneWayProperties(made: JsonObject, written: JsonObject, by: Conversion): void {
  if (!isObject(written.properties)) return;
  const gone = new Set(
    Object.entries(written.properties)
      .filter(([, schema]) => isOneWay(schema, by))
      .map(([name]) => name),
  );
  if (gone.size === 0) return;
  if (Array.isArray(made.required)) made.required = made.required.filter((name) => !gone.has(String(name)));
  const properties = made.properties as JsonObject;
  made.properties = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, gone.has(name) ? true : schema]),
  );
  made['x-one-way'] = [...gone];
}

function isOneWay(schema: Json, by: Conversion): boolean {
  const keyword = by.direction === 'request' ? 'readOnly' : 'writeOnly';
  if (!isObject(schema)) return false;
  if (schema[keyword] === true) return true;
  const target = typeof schema.$ref === 'string' ? by.target(schema.$ref) : undefined;
  return isObject(target) && target[keyword] === true;
}
