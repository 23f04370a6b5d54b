import type { Json, JsonObject } from '../../json.ts';
import { linearPattern } from '../judge/linear-pattern.ts';
import type { Schema } from '../judge/schema.ts';
import type { Maker } from './maker.ts';
import type { Demand } from './spec.ts';

/** Values of one property that are tried while the others stay. */
const MOST_TRIED = 30;
/** Optional properties that are put in for trial. */
const MOST_OPTIONAL = 60;
const MOST_PROPERTIES = 3_000;

/**
 * Objects that fit the conjunction: with what is required and no more; then with each optional property in
 * turn that could tell one alternative from another, then with all of them.
 */
export function* objectsFor(plain: readonly Demand[], maker: Maker): Generator<JsonObject> {
  const without = new Set(plain.flatMap(({ $without }) => $without ?? []));
  const names = requiredBy(plain);
  if (names.some((name) => without.has(name))) return;
  const base: JsonObject = {};
  const varied: string[] = [];
  for (const name of names) {
    const schemas = propertySchemas(plain, name);
    if (schemas.some(isDemand)) varied.push(name);
    const value = maker.least(schemas);
    if (value === undefined && !schemas.some(isDemand)) return;
    if (value !== undefined) set(base, name, value);
  }
  const filled = [...fill(base, plain, maker, without)];
  const [small] = filled;
  if (!small) return;
  if (varied.every((name) => Object.hasOwn(small, name))) yield small;
  for (const name of varied) yield* variations(small, name, plain, maker);
  yield* richer(small, plain, maker, without);
}

function* variations(
  base: JsonObject,
  name: string,
  plain: readonly Demand[],
  maker: Maker,
): Generator<JsonObject> {
  let tried = 0;
  for (const value of maker.values(propertySchemas(plain, name))) {
    yield withMember(base, name, value);
    if (++tried >= MOST_TRIED) return;
  }
}

/** With one optional property more, then with all. */
function* richer(
  base: JsonObject,
  plain: readonly Demand[],
  maker: Maker,
  without: ReadonlySet<string>,
): Generator<JsonObject> {
  const most = Math.min(
    MOST_PROPERTIES,
    ...plain.map(({ maxProperties }) => maxProperties ?? MOST_PROPERTIES),
  );
  if (Object.keys(base).length >= most) return;
  const optional = documentedIn(plain)
    .filter((name) => !without.has(name) && !Object.hasOwn(base, name))
    .slice(0, MOST_OPTIONAL);
  let full = base;
  for (const name of optional) {
    const value = maker.least(propertySchemas(plain, name));
    if (value === undefined) continue;
    yield withMember(base, name, value);
    if (Object.keys(full).length < most) full = withMember(full, name, value);
  }
  if (full !== base) yield full;
}

/** Adds properties until there are as many as asked for. */
function* fill(
  base: JsonObject,
  plain: readonly Demand[],
  maker: Maker,
  without: ReadonlySet<string>,
): Generator<JsonObject> {
  const least = Math.max(0, ...plain.map(({ minProperties }) => minProperties ?? 0));
  const most = Math.min(...plain.map(({ maxProperties }) => maxProperties ?? Number.POSITIVE_INFINITY));
  if (least > MOST_PROPERTIES || Object.keys(base).length > most) return;
  const filled = { ...base };
  let count = Object.keys(filled).length;
  const fresh = Array.from({ length: Math.max(0, least - count) }, (_, index) => `extra${index + 1}`);
  for (const name of least > count ? [...documentedIn(plain), ...fresh] : []) {
    if (count >= least) break;
    if (without.has(name) || Object.hasOwn(filled, name)) continue;
    const value = maker.least(propertySchemas(plain, name));
    if (value === undefined) continue;
    set(filled, name, value);
    count++;
  }
  if (count >= least) yield filled;
}

/** All schemas that a property of this name has to fit. */
export function propertySchemas(plain: readonly Demand[], name: string): Schema[] {
  const found: Schema[] = [];
  for (const schema of plain) {
    const own =
      schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    const matching = (schema.$patterns ?? []).filter(([pattern]) => linearPattern(pattern)?.test(name));
    if (own !== undefined) found.push(own);
    for (const [, each] of matching) found.push(each);
    const documented = own !== undefined || matching.length > 0;
    if (!documented && schema.additionalProperties !== undefined) found.push(schema.additionalProperties);
  }
  return found;
}

/** Names of the documented properties, in their order. */
export function documentedIn(plain: readonly Demand[]): string[] {
  return [...new Set(plain.flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

/** Required names, with those that they require in turn. */
function requiredBy(plain: readonly Demand[]): string[] {
  const names = new Set(plain.flatMap(({ required }) => required ?? []));
  const dependent = plain.flatMap(({ dependentRequired }) => Object.entries(dependentRequired ?? {}));
  if (dependent.length > 0) {
    for (const name of names) {
      for (const [trigger, more] of dependent) if (trigger === name) for (const each of more) names.add(each);
    }
  }
  return [...names];
}

function isDemand(schema: Schema): boolean {
  return typeof schema === 'object' && schema.$ref === undefined;
}

function withMember(base: JsonObject, name: string, value: Json): JsonObject {
  const made = { ...base };
  set(made, name, value);
  return made;
}

/** Also where the name is `__proto__`. */
function set(object: JsonObject, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
