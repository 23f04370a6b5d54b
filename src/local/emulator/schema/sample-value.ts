import { isObject, type Json, type JsonObject } from '../../../core/json.ts';
import { chooserOf } from './chooser.ts';
import type { Schema } from './convert-schema.ts';
import { mergeSchema } from './merge-schema.ts';
import { sampleArray, sampleObject } from './sample-composite.ts';
import { sampleNumber } from './sample-number.ts';
import { sampleText } from './sample-text.ts';
import type { Schemas } from './schemas.ts';

/** Below this depth only what a schema requires is made. */
export const LEAN_DEPTH = 4;
/** Below this depth nothing more is made: the schema requires itself. */
const DEEPEST = 40;

/** Where a value is being made. */
export interface Sampling {
  schemas: Schemas;
  /** Two samplings with the same seed give the same value. */
  seed: string;
  depth: number;
  /** Take the schema's own examples first. */
  examples: boolean;
}

/**
 * A value that fits the schema, the same each time for the same seed: a documented example that fits, else
 * one made from the keywords. Where nothing that fits is found, the nearest that was made; undefined where
 * the schema refuses everything or requires itself without end.
 */
export function sampleValue(schema: Schema, sampling: Sampling): Json | undefined {
  if (sampling.depth > DEEPEST) return undefined;
  const merged = mergeSchema(schema, sampling.schemas);
  if (merged === false) return undefined;
  let nearest: Json | undefined;
  for (const candidate of candidates(merged, sampling)) {
    if (candidate === undefined) continue;
    if (sampling.schemas.misfit(schema, candidate) === null) return candidate;
    nearest ??= candidate;
  }
  return nearest;
}

function* candidates(schema: JsonObject, sampling: Sampling): Generator<Json | undefined> {
  const choose = chooserOf(sampling.seed);
  if (schema.const !== undefined) yield schema.const;
  if (sampling.examples) {
    if (schema.example !== undefined) yield schema.example;
    if (Array.isArray(schema.examples)) yield* schema.examples;
  }
  if (Array.isArray(schema.enum)) {
    const first = sampling.examples ? 0 : choose(schema.enum.length);
    yield* [...schema.enum.slice(first), ...schema.enum.slice(0, first)];
  }
  if (sampling.examples && schema.default !== undefined) yield schema.default;
  for (const key of ['oneOf', 'anyOf'] as const) {
    if (Array.isArray(schema[key])) yield* alternatives(schema, key, schema[key], sampling);
  }
  for (const type of typesOf(schema)) yield* ofType(type, schema, sampling);
}

/** Each alternative together with what stands beside it. */
function* alternatives(
  schema: JsonObject,
  key: 'oneOf' | 'anyOf',
  list: Json[],
  sampling: Sampling,
): Generator<Json | undefined> {
  const { [key]: _, ...beside } = schema;
  for (const [index, one] of list.entries()) {
    const seed = `${sampling.seed}|${index}`;
    yield sampleValue({ allOf: [beside, one] }, { ...sampling, seed, depth: sampling.depth + 1 });
  }
}

function* ofType(type: string, schema: JsonObject, sampling: Sampling): Generator<Json | undefined> {
  const attempts = type === 'null' || type === 'boolean' ? 1 : 4;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const seed = attempt === 0 ? sampling.seed : `${sampling.seed}#${attempt}`;
    const choose = chooserOf(seed);
    if (type === 'object') yield sampleObject(schema, { ...sampling, seed }, attempt > 0);
    else if (type === 'array') yield sampleArray(schema, { ...sampling, seed });
    else if (type === 'string') yield sampleText(schema, choose);
    else if (type === 'number' || type === 'integer') yield sampleNumber({ ...schema, type }, choose);
    else if (type === 'boolean') yield* choose(2) === 0 ? [true, false] : [false, true];
    else if (type === 'null') yield null;
  }
}

/** The types a schema allows, `null` last; guessed from its keywords where it names none. */
function typesOf(schema: JsonObject): string[] {
  if (schema.type !== undefined) {
    const named = (Array.isArray(schema.type) ? schema.type : [schema.type]).map(String);
    return [...named.filter((type) => type !== 'null'), ...named.filter((type) => type === 'null')];
  }
  const every = ['object', 'string', 'integer', 'number', 'array', 'boolean', 'null'];
  const has = (...keys: string[]) => keys.some((key) => schema[key] !== undefined);
  if (isObject(schema.properties) || has('required', 'minProperties', 'additionalProperties')) return every;
  if (has('items', 'prefixItems', 'minItems', 'contains')) return ['array', ...every];
  if (has('minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'))
    return ['number', ...every];
  return ['string', ...every];
}
