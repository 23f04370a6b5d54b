import type { Json } from '../../json.ts';
import { fromPointer, toPointer, valueAt } from '../../json-pointer.ts';
import type { Refusal } from '../judge/judge.ts';
import type { Schema } from '../judge/schema.ts';
import { elementSchemas } from './arrays.ts';
import { propertySchemas } from './objects.ts';
import { unlessNull } from './refute.ts';
import type { Demand, Flatten } from './spec.ts';

/** What a refusal is about, as words. */
interface Told {
  at: string;
  limit(keyword: string): string;
  value: Json | undefined;
}

/** One plain sentence: which limit of the schemas that refuse the value does not keep, and where. */
export function becauseOf(
  refusal: Refusal,
  instance: Json,
  refuses: readonly Schema[],
  more: { flatten: Flatten; missing?: string | undefined },
): string {
  const at = refusal.at === '' ? 'the value' : refusal.at;
  if (refusal.keyword === 'required' && more.missing !== undefined) {
    return `${refusal.at + toPointer([more.missing])} must be there, and is not.`;
  }
  const plain = plainAt(refuses, fromPointer(refusal.at), more.flatten);
  const sentence = SENTENCES[refusal.keyword] ?? (({ at: place }) => `${place} is not as it must be.`);
  const text = sentence({
    at,
    limit: (keyword) => limitOf(plain, keyword),
    value: valueAt(instance, refusal.at),
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** All plain schemas of a place inside the value. */
function plainAt(schemas: readonly Schema[], tokens: readonly string[], flatten: Flatten): readonly Demand[] {
  const plain = unlessNull(flatten(schemas).plain, flatten);
  const [token, ...rest] = tokens;
  if (token === undefined) return plain;
  const inside = [
    ...propertySchemas(plain, token),
    ...(/^\d+$/.test(token) ? elementSchemas(plain, Number(token)) : []),
  ];
  return plainAt(inside, rest, flatten);
}

const SENTENCES: Record<string, (told: Told) => string> = {
  type: ({ at, limit, value }) => `${at} must be ${limit('type')}, and is ${named(value)}.`,
  enum: ({ at }) => `${at} is none of the values that are listed.`,
  const: ({ at }) => `${at} is another value than the only one that is taken.`,
  minimum: ({ at, limit, value }) => `${at} must be at least ${limit('minimum')}, and is ${shown(value)}.`,
  maximum: ({ at, limit, value }) => `${at} must be at most ${limit('maximum')}, and is ${shown(value)}.`,
  exclusiveMinimum: ({ at, limit, value }) =>
    `${at} must be more than ${limit('exclusiveMinimum')}, and is ${shown(value)}.`,
  exclusiveMaximum: ({ at, limit, value }) =>
    `${at} must be less than ${limit('exclusiveMaximum')}, and is ${shown(value)}.`,
  multipleOf: ({ at, limit, value }) =>
    `${at} must be a multiple of ${limit('multipleOf')}, and is ${shown(value)}.`,
  minLength: ({ at, limit, value }) =>
    `${at} must have at least ${counted(limit('minLength'), 'characters')}, and has ${lengthOf(value)}.`,
  maxLength: ({ at, limit, value }) =>
    `${at} must have at most ${counted(limit('maxLength'), 'characters')}, and has ${lengthOf(value)}.`,
  pattern: ({ at }) => `${at} does not have the pattern that is asked for.`,
  minItems: ({ at, limit, value }) =>
    `${at} must have at least ${counted(limit('minItems'), 'elements')}, and has ${lengthOf(value)}.`,
  maxItems: ({ at, limit, value }) =>
    `${at} must have at most ${counted(limit('maxItems'), 'elements')}, and has ${lengthOf(value)}.`,
  uniqueItems: ({ at }) => `${at} has an element twice, which is not taken.`,
  minProperties: ({ at, limit, value }) =>
    `${at} must have at least ${counted(limit('minProperties'), 'properties')}, and has ${lengthOf(value)}.`,
  maxProperties: ({ at, limit, value }) =>
    `${at} must have at most ${counted(limit('maxProperties'), 'properties')}, and has ${lengthOf(value)}.`,
  required: ({ at }) => `${at} lacks a property that must be there.`,
  dependentRequired: ({ at }) => `${at} has a property without another that must go with it.`,
  anyOf: ({ at }) => `${at} fits none of the alternatives.`,
  oneOf: ({ at }) => `${at} does not fit exactly one of the alternatives.`,
  not: ({ at }) => `${at} is what is ruled out.`,
  false: ({ at }) => `${at} must not be there.`,
  contains: ({ at }) => `${at} has no element of the kind that it must contain.`,
  minContains: ({ at }) => `${at} has too few elements of the kind that it must contain.`,
  maxContains: ({ at }) => `${at} has too many elements of the kind that it may contain.`,
};

/** The limit, where the schemas say one only. */
function limitOf(plain: readonly Demand[], keyword: string): string {
  const stated = plain.map((schema) => (schema as Record<string, unknown>)[keyword]);
  const limits = new Set(stated.filter((limit) => limit !== undefined).map(String));
  const [only] = limits;
  if (limits.size !== 1 || only === undefined) return keyword === 'type' ? 'of another type' : 'what is said';
  return only.replaceAll(',', ' or ');
}

/** "1 element", "2 elements". */
function counted(limit: string, many: string): string {
  if (limit !== '1') return `${limit} ${many}`;
  return `1 ${many === 'properties' ? 'property' : many.slice(0, -1)}`;
}

function named(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function shown(value: Json | undefined): string {
  return typeof value === 'number' ? String(value) : 'not';
}

function lengthOf(value: Json | undefined): number {
  if (typeof value === 'string') return [...value].length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
