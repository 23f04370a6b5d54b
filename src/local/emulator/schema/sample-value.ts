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
/** Depths that are tried one after the other: the shallowest value that fits is taken. */
const DEPTHS = [6, 12, 24, 48];
/** Schemas that are looked at for one value and depth: what needs more requires itself without end. */
const MOST_STEPS = 4_000;

/** How a value is to be made. */
export interface Manner {
  schemas: Schemas;
  /** The same seed gives the same value. */
  seed: string;
  /** Take the schema's own examples, its first enum value and its default first. */
  examples: boolean;
}

/** Where in a value the making is. */
export interface Sampling extends Manner {
  depth: number;
  deepest: number;
  steps: { left: number };
}

/**
 * A value that fits the schema, the same each time for the same seed: a documented example that fits, else
 * one made from the keywords. Where nothing that fits is found, the nearest that was made; undefined where
 * the schema refuses everything or requires itself without end.
 */
export function sampleValue(schema: Schema, manner: Manner): Json | undefined {
  let nearest: Json | undefined;
  for (const deepest of DEPTHS) {
    const made = sampleWithin(schema, { ...manner, depth: 0, deepest, steps: { left: MOST_STEPS } });
    if (made === undefined) continue;
    if (manner.schemas.misfit(schema, made) === null) return made;
    nearest ??= made;
  }
  return nearest;
}

/** Like {@link sampleValue}, for a part of a value. */
export function sampleWithin(schema: Schema, sampling: Sampling): Json | undefined {
  if (sampling.depth > sampling.deepest || sampling.steps.left-- <= 0) return undefined;
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
    yield sampleWithin({ allOf: [beside, one] }, { ...sampling, seed, depth: sampling.depth + 1 });
  }
}

function* ofType(type: string, schema: JsonObject, sampling: Sampling): Generator<Json | undefined> {
  const attempts = type === 'null' || type === 'boolean' ? 1 : 4;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const seed = attempt === 0 ? sampling.seed : `${sampling.seed}#${attempt}`;
    const choose = chooserOf(seed);
    if (type === 'object' || type === 'array') {
      const at = { ...sampling, seed };
      const made = type === 'object' ? sampleObject(schema, at, attempt > 0) : sampleArray(schema, at);
      if (made === undefined) return;
      yield made;
    } else if (type === 'string') yield sampleText(schema, choose);
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
