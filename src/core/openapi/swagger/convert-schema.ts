import { isObject, type Json, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import { referenceOf, targetWhereKnown } from '../document/reference.ts';

/** What the conversion of one document shares. */
export interface Swagger {
  raw: JsonObject;
  /** A schema as OpenAPI 3.0 writes it; each is converted once. */
  schema(value: Json): Json;
  /** Schemas that are named by where they stand, as components, by name. Grows while schemas are converted. */
  hoisted: Map<string, Json>;
}

/** Members of a schema that hold schemas by names of the author's. */
const MAPS = new Set(['properties', 'patternProperties', 'definitions', 'dependencies']);

/** Members that hold values. */
const DATA = new Set(['enum', 'default', 'example', 'const']);

/** A file is bytes, and null is said by `nullable`, also where a document says it by a type as 3.1 does. */
function typed({ type }: JsonObject): JsonObject {
  if (type === 'file') return { type: 'string', format: 'binary' };
  if (type === 'null') return { type: 'string', nullable: true, enum: [null] };
  if (!Array.isArray(type) || !type.includes('null')) return {};
  const others = type.filter((one) => one !== 'null');
  return { type: others.length === 1 ? (others[0] as Json) : others, nullable: true };
}

/** A list inside a list: 3.0 has no word for how it is written, so that a format keeps the difference visible. */
function separated(type: Json | undefined, format: Json): JsonObject {
  return type !== 'array' || format === 'csv' ? {} : { format: `collection-${String(format)}` };
}

/** Prepares to convert the schemas of a Swagger 2.0 document. */
export function swaggerOf(raw: JsonObject): Swagger {
  const converted = new WeakMap<JsonObject, Json>();
  const hoisted = new Map<string, Json>();

  const schema = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(schema);
    if (!isObject(value)) return value;
    const known = converted.get(value);
    if (known !== undefined) return known;
    const reference = referenceOf(value);
    const made = reference === null ? written(value) : { $ref: rewritten(reference) };
    converted.set(value, made);
    return made;
  };

  const written = (value: JsonObject): JsonObject => {
    const made: JsonObject = {};
    for (const [key, member] of Object.entries(value)) {
      if (DATA.has(key)) made[key] = member;
      else if (key === 'collectionFormat') Object.assign(made, separated(value.type, member));
      else if (MAPS.has(key) && isObject(member)) made[key] = mapped(member);
      else if (key === 'discriminator' && typeof member === 'string') made[key] = { propertyName: member };
      else if (key === 'x-nullable' && typeof member === 'boolean') made.nullable = member;
      else made[key] = schema(member);
    }
    return { ...made, ...typed(value) };
  };

  const mapped = (map: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(map).map(([name, member]) => [name, schema(member)]));

  /** Definitions keep their names; a schema that is referred to by any other place becomes a component. */
  const rewritten = (reference: string): string => {
    if (reference.startsWith('#/definitions/'))
      return reference.replace('#/definitions', '#/components/schemas');
    const target = targetWhereKnown(raw, reference, reference);
    if (!target) return reference;
    const name = `x-swagger ${target.pointer}`;
    if (!hoisted.has(name)) {
      hoisted.set(name, null);
      hoisted.set(name, schema(target.value));
    }
    return `#/components/schemas${toPointer([name])}`;
  };

  return { raw, schema, hoisted };
}
