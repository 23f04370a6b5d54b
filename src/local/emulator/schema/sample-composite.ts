import { isObject, type Json, type JsonObject } from '../../../core/json.ts';
import { chooserOf } from './chooser.ts';
import type { Schema } from './convert-schema.ts';
import { samplePattern } from './sample-pattern.ts';
import { LEAN_DEPTH, type Sampling, sampleWithin } from './sample-value.ts';

/** More items or properties than this are not made, whatever the schema requires. */
const MOST = 1000;

/** An object with what the schema requires and, unless `lean`, what it allows. */
export function sampleObject(schema: JsonObject, sampling: Sampling, lean: boolean): JsonObject | undefined {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
  const oneWay = new Set(Array.isArray(schema['x-one-way']) ? schema['x-one-way'].map(String) : []);
  const least = typeof schema.minProperties === 'number' ? schema.minProperties : 0;
  const most = typeof schema.maxProperties === 'number' ? schema.maxProperties : MOST;
  const members = new Map<string, Json>();
  const add = (name: string, of: Schema) => {
    const value = sampleWithin(of, {
      ...sampling,
      seed: `${sampling.seed}/${name}`,
      depth: sampling.depth + 1,
    });
    if (value !== undefined) members.set(name, value);
    return value !== undefined;
  };
  const schemaOf = (name: string) =>
    (Object.hasOwn(properties, name) ? properties[name] : otherwise(schema, name)) as Schema;

  for (const name of required) if (!add(name, schemaOf(name))) return undefined;
  const spare = lean || sampling.depth >= LEAN_DEPTH;
  for (const name of Object.keys(properties)) {
    if (members.has(name) || oneWay.has(name) || members.size >= most) continue;
    if (!spare || members.size < least) add(name, properties[name] as Schema);
  }
  for (let index = 1; members.size < Math.min(least, MOST) && index <= 2 * MOST; index++) {
    const name = extraName(schema, index);
    if (!members.has(name)) add(name, schemaOf(name));
  }
  return Object.fromEntries(members);
}

/** The schema of a property that `properties` does not name. */
function otherwise(schema: JsonObject, name: string): Schema {
  for (const [pattern, one] of Object.entries(
    isObject(schema.patternProperties) ? schema.patternProperties : {},
  )) {
    if (matches(pattern, name)) return one as Schema;
  }
  return schema.additionalProperties === undefined ? true : (schema.additionalProperties as Schema);
}

function extraName(schema: JsonObject, index: number): string {
  const patterns = Object.keys(isObject(schema.patternProperties) ? schema.patternProperties : {});
  const made = patterns[0] && samplePattern(patterns[0], chooserOf(`name ${index}`));
  const names = isObject(schema.propertyNames) ? schema.propertyNames.pattern : undefined;
  if (typeof names === 'string') return samplePattern(names, chooserOf(`name ${index}`)) ?? `extra${index}`;
  return made || `extra${index}`;
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

/** An array with as few items as show its kind: the schema's least, at least one where it may have one. */
export function sampleArray(schema: JsonObject, sampling: Sampling): Json[] | undefined {
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0;
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : MOST;
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const contained = schema.contains !== undefined ? Math.max(1, Number(schema.minContains ?? 1)) : 0;
  const wanted = sampling.depth >= LEAN_DEPTH ? least : Math.max(least, 1);
  const count = Math.min(Math.max(wanted, first.length, contained), most, MOST);
  const items: Json[] = [];
  const seen = new Set<string>();
  for (let attempt = 0; items.length < count && attempt < count * 4 + 16; attempt++) {
    const index = items.length;
    const of = (first[index] ??
      (index - first.length < contained ? schema.contains : schema.items) ??
      true) as Schema;
    // Unique items need variety, which examples do not have.
    const examples = sampling.examples && attempt === 0;
    const seed = `${sampling.seed}/${attempt}`;
    const value = sampleWithin(of, { ...sampling, seed, examples, depth: sampling.depth + 1 });
    if (value === undefined) break;
    const text = JSON.stringify(value);
    if (schema.uniqueItems === true && seen.has(text)) continue;
    seen.add(text);
    items.push(value);
  }
  return items.length < least ? undefined : items;
}
