import fc from 'fast-check';
import { z } from 'zod';
import type { Json } from '../../../src/core/json.ts';
import { entryBody } from '../../../src/core/ledger/parse-entry.ts';
import type { EntryBody } from '../../../src/core/ledger/types.ts';

interface Schema {
  type?: string | string[];
  const?: Json;
  enum?: Json[];
  pattern?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | false;
  propertyNames?: Schema;
  exclusiveMinimum?: number;
  $ref?: string;
}

/** Texts with what has to be escaped, and with what looks like a part of an entry. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\u0000\u001f\n',
    '\u2028',
    '","seq":7',
    '{"at":"',
    '\\"}],"v":1}',
    '__proto__',
  ),
);

const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom(0.5, -1.25));
/** What stands in the arguments of a rule. */
const argument: fc.Arbitrary<Json> = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));

function valuesOf(schema: Schema): fc.Arbitrary<Json> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (schema.$ref !== undefined) return argument;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (choices) return fc.oneof(...choices.map(valuesOf));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type })));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.exclusiveMinimum === 0 ? 1 : -5, max: 10 ** 15 - 1 });
    case 'string':
      return schema.pattern === undefined ? text : fc.stringMatching(new RegExp(schema.pattern));
    case 'array':
      return fc.array(valuesOf(schema.items as Schema), { maxLength: 3 });
    default:
      return schema.properties ? objectOf(schema, schema.properties) : mapOf(schema);
  }
}

function objectOf({ required = [] }: Schema, properties: Record<string, Schema>): fc.Arbitrary<Json> {
  const members = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, valuesOf(one)]));
  return fc.record(members, { requiredKeys: required }) as fc.Arbitrary<Json>;
}

function mapOf({ propertyNames, additionalProperties, required }: Schema): fc.Arbitrary<Json> {
  const value = valuesOf(additionalProperties as Schema);
  if (required) return fc.record(Object.fromEntries(required.map((key) => [key, value])));
  return fc.dictionary(valuesOf(propertyNames as Schema) as fc.Arbitrary<string>, value, { maxKeys: 3 });
}

/** Any body that the ledger may hold: every kind of transition, with and without what may be left out. */
export const anyEntry = valuesOf(
  z.toJSONSchema(entryBody, { unrepresentable: 'any' }) as Schema,
) as unknown as fc.Arbitrary<EntryBody>;
