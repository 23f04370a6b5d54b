import type { Json } from '../../../json.ts';
import type { ChangeKey } from '../rules/rules.ts';
import type { SchemaType, Shape } from '../schema/shape.ts';
import { type Fact, factOf, type Pair } from './fact.ts';
import { isTypeRefused } from './listed-facts.ts';

type Types = ReadonlySet<SchemaType> | null;

/** Whether null became a value, or ceased to be one. Where any type fits, null is one of them. */
export function nullableFacts(pair: Pair): void {
  const { a, b } = pair;
  if (a.nullable !== b.nullable && a.types !== null && b.types !== null) {
    pair.tell(factOf(pair, b.nullable ? 'nullable.set' : 'nullable.unset'));
  }
}

/** Differences of the types of values and of their format. */
export function typeFacts(pair: Pair): void {
  const { a, b } = pair;
  if (a.unknownTypes.length + b.unknownTypes.length > 0 && a.unknownTypes.join() !== b.unknownTypes.join()) {
    pair.tell(factOf(pair, 'type.changed', { from: writtenTypes(a), to: writtenTypes(b) }));
    return;
  }
  const isHarmful = isFormatHarmful(pair);
  const changed = typesAreOffered(pair) || typesFollow(pair) ? null : typeChange(pair);
  const formats = { from: a.format, to: b.format };
  if (!changed) {
    if (isHarmful) pair.tell(factOf(pair, isForeign(b) ? 'type.changed' : 'format.changed', formats));
    else if (a.format !== b.format) pair.tell(factOf(pair, 'format.generalized', formats));
    return;
  }
  const { key, ...more } = changed;
  const args = { from: named(a.types), to: named(b.types) };
  // A change of types that harms nobody does not hide one of numbers' formats that does.
  if (isHarmful && isOfNumbers(a) && isOfNumbers(b) && isHarmless(key, pair))
    pair.tell(factOf(pair, 'type.changed', { ...args, format: b.format }));
  else pair.tell(factOf(pair, key, args, more));
}

/** True where the types alone take something from somebody. */
export function isTypeHarmful(pair: Pair): boolean {
  const changed = typesFollow(pair) ? null : typeChange(pair);
  return changed !== null && !isHarmless(changed.key, pair);
}

/** Where both list their values, those tell what changed, unless no value is left that both could have. */
function typesFollow(pair: Pair): boolean {
  return pair.a.values !== null && pair.b.values !== null && !areDisjoint(pair) && !isTypeRefused(pair);
}

function isHarmless(key: ChangeKey, { reading }: Pair): boolean {
  if (reading === 'response') return key === 'type.specialized' || key === 'type.list-narrowed';
  return key === 'type.generalized' || key === 'type.list-widened';
}

/**
 * True if no value has a type of both: then nothing below the types is worth comparing. What is written as
 * text has no types, so that texts, numbers and booleans of parameters are compared on.
 */
export function areDisjoint({ a, b, reading }: Pair): boolean {
  if (a.types === null || b.types === null) return false;
  if (reading === 'parameter' && isWritten(a) && isWritten(b)) return false;
  return a.types !== b.types && !overlap(a.types, b.types) && !overlap(b.types, a.types);
}

function overlap(types: ReadonlySet<SchemaType>, others: ReadonlySet<SchemaType>): boolean {
  for (const type of types) if (has(others, type)) return true;
  return false;
}

/** True where a difference of types only repeats a difference of alternatives, which tell it. */
export function typesAreOffered({ a, b, reading }: Pair): boolean {
  if (a.groups.length === 0 || b.groups.length === 0) return false;
  const [wide, narrow] = reading === 'response' ? [a, b] : [b, a];
  return wide.typesOffered || (narrow.typesOffered && contains(wide.types, narrow.types));
}

function typeChange(pair: Pair): (Pick<Fact, 'otherwise' | 'asText'> & { key: ChangeKey }) | null {
  const { a, b, reading } = pair;
  if ((a.typesImplied || b.typesImplied) && !areDisjoint(pair)) return null;
  const widened = contains(b.types, a.types);
  const narrowed = contains(a.types, b.types);
  if (widened && narrowed) return null;
  const listed = a.typesListed || b.typesListed;
  if (reading === 'parameter' && !widened && !narrowed) {
    if (isText(b) && isWritten(a)) return { key: 'type.changed', asText: 'type.generalized' };
    if (isText(a) && isWritten(b)) return SPECIALIZED;
  }
  if (widened && (b.types !== null || reading !== 'response')) {
    return { key: listed ? 'type.list-widened' : 'type.generalized' };
  }
  if (!narrowed) {
    const compatible = isText(reading === 'response' ? a : b);
    return { key: 'type.changed', ...(compatible && { asText: 'type.compatible' }) };
  }
  return listed ? { key: 'type.list-narrowed' } : SPECIALIZED;
}

const SPECIALIZED = { key: 'type.specialized', otherwise: 'type.changed' } as const;

/** Where values are written as text, any text takes numbers and booleans too. */
function isText({ types, format, values, patterns, sizes }: Shape): boolean {
  const free = values === null && patterns.length === 0 && format === null;
  return types !== null && types.size === 1 && types.has('string') && free && sizes.maxLength === null;
}

function isWritten({ types }: Shape): boolean {
  return types !== null && !types.has('object') && !types.has('array');
}

function contains(outer: Types, inner: Types): boolean {
  if (outer === null || outer === inner) return true;
  if (inner === null) return false;
  for (const type of inner) if (!has(outer, type)) return false;
  return true;
}

function has(types: ReadonlySet<SchemaType>, type: SchemaType): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function named(types: Types): Json {
  if (types === null) return 'any';
  const names = [...types].sort();
  return names.length === 1 ? (names[0] ?? null) : names;
}

/** Formats of numbers, each with those that take all of it. */
const WIDER_FORMATS: Record<string, readonly string[]> = {
  int32: ['int64', 'float', 'double'],
  int64: ['double'],
  float: ['double'],
};

function isOfNumbers({ format }: Shape): boolean {
  return format === 'double' || Object.hasOwn(WIDER_FORMATS, format ?? '');
}

/** True if the side that must take every value of the other names a format that may not. */
function isFormatHarmful({ a, b, reading }: Pair): boolean {
  if (a.format === b.format) return false;
  const [wide, narrow] = reading === 'response' ? [b, a] : [a, b];
  if (narrow.format === null) return false;
  return wide.format === null || !WIDER_FORMATS[wide.format]?.includes(narrow.format);
}

const OF_TEXTS = new Set([
  'uuid',
  'date',
  'date-time',
  'time',
  'email',
  'uri',
  'hostname',
  'ipv4',
  'ipv6',
  'byte',
]);

/** True where the format is one of texts and the type is none: what is meant is another type. */
function isForeign({ types, format }: Shape): boolean {
  return format !== null && OF_TEXTS.has(format) && types !== null && !types.has('string');
}

function writtenTypes({ types, unknownTypes }: Shape): Json {
  return unknownTypes.length > 0 ? [...unknownTypes].sort() : named(types);
}
