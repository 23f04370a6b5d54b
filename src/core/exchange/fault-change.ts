import type { Json, JsonObject } from '../json.ts';
import { asArgument } from '../openapi/diff/compare/fact.ts';
import type { ChangeKey } from '../openapi/diff/rules/rules.ts';
import type { IsWord } from './contract-words.ts';
import type { Reading, SchemaFault } from './schema-validators.ts';

/** The change of the document that would have let a value through: what the spec diff would call it. */
export interface FaultChange {
  key: ChangeKey;
  /** Set where the subject is a property of the place that the fault is at. */
  property: string | null;
  args: JsonObject;
}

/** By keyword: the change that a response shows, and the change that refuses a request. */
const BOUNDS: Record<string, { response: ChangeKey; request: ChangeKey }> = {
  maximum: { response: 'maximum.increased', request: 'maximum.decreased' },
  minimum: { response: 'minimum.decreased', request: 'minimum.increased' },
  exclusiveMaximum: { response: 'exclusive-maximum.increased', request: 'exclusive-maximum.decreased' },
  exclusiveMinimum: { response: 'exclusive-minimum.decreased', request: 'exclusive-minimum.increased' },
  maxLength: { response: 'max-length.increased', request: 'max-length.decreased' },
  minLength: { response: 'min-length.decreased', request: 'min-length.increased' },
  maxItems: { response: 'max-items.increased', request: 'max-items.decreased' },
  minItems: { response: 'min-items.decreased', request: 'min-items.increased' },
  maxProperties: { response: 'max-properties.increased', request: 'max-properties.decreased' },
  minProperties: { response: 'min-properties.decreased', request: 'min-properties.increased' },
};

const OTHERS: Record<string, { response: ChangeKey; request: ChangeKey }> = {
  multipleOf: { response: 'multiple-of.changed', request: 'multiple-of.changed' },
  uniqueItems: { response: 'unique-items.unset', request: 'unique-items.set' },
  pattern: { response: 'pattern.changed', request: 'pattern.changed' },
  const: { response: 'const.changed', request: 'const.changed' },
  oneOf: { response: 'one-of.added', request: 'one-of.removed' },
  // The catalogue calls a new `anyOf` alternative harmless; an answer that fits none of the old ones is not.
  anyOf: { response: 'value.mismatch', request: 'any-of.removed' },
};

/**
 * Reads a fault as a change. `value` is the part of the exchange that it is about, of which only words of a contract
 * are kept.
 */
export function changeOf(
  fault: SchemaFault,
  reading: Reading,
  value: Json | undefined,
  isWord: IsWord,
): FaultChange {
  const missing = fault.params.missingProperty;
  if (fault.keyword === 'required' && typeof missing === 'string') {
    const key = reading === 'response' ? 'property.removed-required' : 'property.added-required';
    return { key, property: missing, args: { property: missing } };
  }
  const extra = fault.params.additionalProperty ?? fault.params.unevaluatedProperty;
  if (typeof extra === 'string')
    return { key: 'property.removed', property: extra, args: { property: extra } };
  return { property: null, ...ofPlace(fault, reading, value, (one) => (isWord(one) ? (one ?? null) : null)) };
}

/** A value if it is a word of a contract, else null. */
type WordOf = (value: Json | undefined) => Json;

function ofPlace(
  fault: SchemaFault,
  reading: Reading,
  value: Json | undefined,
  wordOf: WordOf,
): Pick<FaultChange, 'key' | 'args'> {
  const { keyword, params } = fault;
  if (keyword === 'type') return ofType(fault, reading, value);
  if (keyword === 'enum') {
    const key = reading === 'response' ? 'enum.value-added' : 'enum.value-removed';
    return { key, args: { value: wordOf(value) } };
  }
  const bound = BOUNDS[keyword];
  if (bound) return { key: bound[reading], args: { from: params.limit ?? null } };
  const other = OTHERS[keyword];
  if (!other)
    return { key: 'schema.undecided', args: { keyword: keyword === 'false schema' ? 'false' : keyword } };
  return { key: other[reading], args: argsOf(fault, value, wordOf) };
}

function argsOf({ keyword, params }: SchemaFault, value: Json | undefined, wordOf: WordOf): JsonObject {
  if (keyword === 'const') return { from: asArgument(params.allowedValue), to: wordOf(value) };
  if (keyword === 'multipleOf') return { from: params.multipleOf ?? null };
  if (keyword === 'oneOf' || keyword === 'anyOf') return alternativeArgs(params.alternative, wordOf);
  return keyword === 'pattern' ? { from: asArgument(params.pattern) } : {};
}

/** The spec diff names a new alternative by its discriminator value. */
function alternativeArgs(tag: Json | undefined, wordOf: WordOf): JsonObject {
  return typeof tag === 'string' ? { alternative: wordOf(tag) } : {};
}

function ofType(
  fault: SchemaFault,
  reading: Reading,
  value: Json | undefined,
): Pick<FaultChange, 'key' | 'args'> {
  if (value === null) return { key: reading === 'response' ? 'nullable.set' : 'nullable.unset', args: {} };
  const from = typesOf(fault.params.type);
  const to = typeOf(value);
  if (reading === 'response') {
    if (from.length > 1) return { key: 'type.list-widened', args: { from, to: [...from, to].sort() } };
    if (from[0] === 'integer' && to === 'number')
      return { key: 'type.generalized', args: { from: 'integer', to } };
  }
  return { key: 'type.changed', args: { from: from.length > 1 ? from : (from[0] ?? 'any'), to } };
}

function typesOf(type: Json | undefined): string[] {
  const list = Array.isArray(type) ? type : [type];
  return list
    .filter((each) => typeof each === 'string')
    .filter((each) => each !== 'null')
    .sort();
}

/** The JSON type of a value as JSON Schema names it. */
export function typeOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
