import { canonicalJson } from '../../canonical-json.ts';
import type { Json } from '../../json.ts';
import type { Demand } from './spec.ts';

/** Types of values, `number` taken apart. */
export type Kind = 'string' | 'integer' | 'fraction' | 'boolean' | 'object' | 'array' | 'null';

const ALL: readonly Kind[] = ['string', 'object', 'array', 'integer', 'fraction', 'boolean', 'null'];

/** Keywords that only one type means: where none is written, that is what is meant. */
const MEANT: [Kind, (keyof Demand)[]][] = [
  [
    'object',
    [
      'properties',
      'required',
      'additionalProperties',
      'minProperties',
      'maxProperties',
      '$patterns',
      '$without',
    ],
  ],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains', '$twice']],
  ['string', ['$pattern', 'minLength', 'maxLength', '$format']],
  ['integer', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/** Types that a conjunction takes, the one that its author had in mind first. */
export function kindsOf(plain: readonly Demand[]): Kind[] {
  const stated = plain.flatMap(({ type }) => (type ? [type.flatMap(kindsNamed)] : []));
  const refused = plain.flatMap(({ not }) =>
    typeof not === 'object' && not.type !== undefined ? not.type.flatMap(kindsNamed) : [],
  );
  const [first = ALL] = stated;
  const ordered = stated.length > 0 ? first : [...new Set([...kindsMeant(plain), ...ALL])];
  return ordered.filter((kind) => stated.every((kinds) => kinds.includes(kind)) && !refused.includes(kind));
}

function kindsMeant(plain: readonly Demand[]): Kind[] {
  return MEANT.filter(([, keywords]) =>
    plain.some((schema) => keywords.some((keyword) => schema[keyword] !== undefined)),
  ).map(([kind]) => kind);
}

function kindsNamed(type: string): Kind[] {
  return type === 'number' ? ['integer', 'fraction'] : [type as Kind];
}

/** The type of a value. */
export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value as Kind;
}

const BITS = new Map(ALL.map((kind, index) => [kind as string, 1 << index]));

/** True where the types, or the values that are listed, leave nothing. */
export function isContradictory(plain: readonly Demand[]): boolean {
  if (plain.length < 2) return false;
  let left = -1;
  let lists = 0;
  for (const schema of plain) {
    if (schema.type !== undefined) left &= bitsOf(schema.type);
    if (schema.enum !== undefined || schema.const !== undefined) lists++;
  }
  return left === 0 || (lists > 1 && listedIn(plain)?.length === 0);
}

function bitsOf(types: readonly string[]): number {
  let bits = 0;
  for (const type of types) {
    if (type === 'number') bits |= (BITS.get('integer') ?? 0) | (BITS.get('fraction') ?? 0);
    else bits |= BITS.get(type) ?? 0;
  }
  return bits;
}

/** The values that `enum` and `const` leave; null where neither is said. */
export function listedIn(plain: readonly Demand[]): Json[] | null {
  const lists: Json[][] = [];
  for (const schema of plain) {
    if (schema.enum) lists.push(schema.enum);
    if (schema.const !== undefined) lists.push([schema.const]);
  }
  if (lists.length === 0) return null;
  const unwanted = plain.flatMap(({ not }) => (typeof not === 'object' ? (not.enum ?? []) : []));
  const [first = [], ...others] = lists.sort((a, b) => a.length - b.length);
  if (others.length + unwanted.length === 0) return first;
  const keys = others.map((list) => new Set(list.map(canonicalJson)));
  const out = new Set(unwanted.map(canonicalJson));
  return first.filter((value) => {
    const key = canonicalJson(value);
    return !out.has(key) && keys.every((other) => other.has(key));
  });
}
