import { isObject, type Json, type JsonObject } from '../../json.ts';

/** Where the named parts of a document go. */
const MOVES: readonly [string, string][] = [
  ['#/definitions/', '#/components/schemas/'],
  ['#/parameters/', '#/components/parameters/'],
  ['#/responses/', '#/components/responses/'],
  ['#/securityDefinitions/', '#/components/securitySchemes/'],
];

/** Members whose values are data, not schemas. */
const DATA = new Set(['enum', 'default', 'example', 'examples', 'required']);

/** Members that hold schemas by names of the author's. */
const BY_NAME = new Set(['properties', 'definitions', 'patternProperties']);

/** A schema object of Swagger 2.0 as one of OpenAPI 3.0. */
export function convertSchema(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([name, value]) => convertMember(name, value, schema)),
  );
}

/** A reference to a named part, where it is after the conversion. */
export function movedReference(reference: string): string {
  const move = MOVES.find(([from]) => reference.startsWith(from));
  return move ? move[1] + reference.slice(move[0].length) : reference;
}

function convertMember(name: string, value: Json, { type, properties }: JsonObject): [string, Json][] {
  if (name === '$ref' && typeof value === 'string') return [[name, movedReference(value)]];
  if (name === 'discriminator' && typeof value === 'string') {
    return isObject(properties) ? [[name, { propertyName: value }]] : [];
  }
  if (name === 'x-nullable') return value === true ? [['nullable', true]] : [];
  if (name === 'type' && value === 'null')
    return [
      ['enum', [null]],
      ['nullable', true],
    ];
  if (name === 'type' && Array.isArray(value) && value.includes('null')) {
    const others = value.filter((one) => one !== 'null');
    return [
      ['type', others.length === 1 ? (others[0] as Json) : others],
      ['nullable', true],
    ];
  }
  if (name === 'type' && value === 'file')
    return [
      ['type', 'string'],
      ['format', 'binary'],
    ];
  if (name === 'format' && type === 'file') return [];
  if (DATA.has(name) || name.startsWith('x-')) return [[name, value]];
  if (BY_NAME.has(name) && isObject(value)) {
    return [[name, Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]))]];
  }
  return [[name, Array.isArray(value) ? value.map(inner) : inner(value)]];
}

function inner(value: Json): Json {
  return isObject(value) ? convertSchema(value) : value;
}
