import type { Json } from '../../../json.ts';
import type { ChangeKey } from '../rules.ts';
import type { SchemaType, Shape } from '../schema/shape.ts';
import { type Compared, factOf, type Pair } from './fact.ts';

type Types = ReadonlySet<SchemaType> | null;

/** Whether null became a value, or ceased to be one. Where any type fits, null is one of them. */
export function* nullableFacts(pair: Pair): Generator<Compared> {
  const { a, b } = pair;
  if (a.nullable !== b.nullable && a.types !== null && b.types !== null) {
    yield factOf(pair, b.nullable ? 'nullable.set' : 'nullable.unset');
  }
}

/** Differences of the types of values and of their format. */
export function* typeFacts(pair: Pair): Generator<Compared> {
  const { a, b, reading } = pair;
  const changed = typesAreOffered(a, b) ? null : typeChange(pair);
  if (changed) {
    const args = { from: named(a.types), to: named(b.types) };
    yield factOf(pair, changed.key, args, changed.otherwise ? { otherwise: changed.otherwise } : {});
  } else if (isFormatHarmful(reading === 'response' ? [b, a] : [a, b])) {
    yield factOf(pair, 'format.changed', { from: a.format, to: b.format });
  }
}

/**
 * True if no value has a type of both: then nothing below the types is worth comparing. What is written as
 * text has no types, so that texts, numbers and booleans of parameters are compared on.
 */
export function areDisjoint({ a, b, reading }: Pair): boolean {
  if (a.types === null || b.types === null) return false;
  if (reading === 'parameter' && isWritten(a) && isWritten(b)) return false;
  return !overlap(a.types, b.types) && !overlap(b.types, a.types);
}

function overlap(types: ReadonlySet<SchemaType>, others: ReadonlySet<SchemaType>): boolean {
  return [...types].some((type) => has(others, type));
}

/** True where a difference of types only repeats a difference of alternatives. */
function typesAreOffered(a: Shape, b: Shape): boolean {
  return a.groups.length > 0 && b.groups.length > 0 && (a.typesOffered || b.typesOffered);
}

function typeChange({ a, b, reading }: Pair): { key: ChangeKey; otherwise?: ChangeKey } | null {
  const widened = contains(b.types, a.types);
  const narrowed = contains(a.types, b.types);
  if (widened && narrowed) return null;
  const listed = a.typesListed || b.typesListed;
  if (reading === 'parameter' && !widened && !narrowed) {
    if (isText(b) && isWritten(a)) return { key: 'type.generalized' };
    if (isText(a) && isWritten(b)) return SPECIALIZED;
  }
  if (widened && (b.types !== null || reading !== 'response')) {
    return { key: listed ? 'type.list-widened' : 'type.generalized' };
  }
  if (!narrowed) return { key: 'type.changed' };
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
  if (outer === null) return true;
  return inner !== null && [...inner].every((type) => has(outer, type));
}

function has(types: ReadonlySet<SchemaType>, type: SchemaType): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function named(types: Types): Json {
  if (types === null) return 'any';
  const names = [...types].sort();
  return names.length === 1 ? (names[0] ?? null) : names;
}

const WIDER_FORMAT: Record<string, string> = { int32: 'int64', float: 'double', int64: '', double: '' };

/** True if `narrow`, the side that must take every value of `wide`, names a format that may not. */
function isFormatHarmful([wide, narrow]: [Shape, Shape]): boolean {
  if (narrow.format === null || narrow.format === wide.format) return false;
  return wide.format === null || WIDER_FORMAT[wide.format] !== narrow.format;
}
