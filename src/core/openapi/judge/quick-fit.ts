import type { Json, JsonObject } from '../../json.ts';
import { linearPattern } from './linear-pattern.ts';
import { both, ownFit } from './own-fit.ts';
import type { Keywords, Library, Schema } from './schema.ts';

/** Whether schemas that all have to hold take a value; null: ask the interpreter. */
export type QuickFit = (schemas: readonly Schema[], value: Json) => boolean | null;

/** Schemas inside each other, and in all, that are looked at for one value. */
const DEEPEST = 300;
const MOST_STEPS = 20_000;

/**
 * Makes a {@link QuickFit} of a library: a reading of the common keywords that says only yes or no, and remembers
 * its answer for each object and array. Values under search are much alike, so most of each is known already; what it
 * answers is a hint of where to look, or one more condition, never the proof that a claim is shown with.
 */
export function quickFitOf(library: Library): QuickFit {
  const known = new WeakMap<object, Map<string, boolean>>();
  let depth = 0;
  let steps = 0;

  const fits = (schema: Schema, value: Json): boolean | null => {
    if (typeof schema === 'boolean') return schema;
    if (depth > DEEPEST || ++steps > MOST_STEPS) return null;
    depth++;
    const answer = schema.$ref === undefined ? keywords(schema, value) : referred(schema, schema.$ref, value);
    depth--;
    return answer;
  };

  const referred = (schema: Keywords, name: string, value: Json): boolean | null => {
    if (name === '?') return null;
    const beside = hasMore(schema) ? keywords(schema, value) : true;
    if (beside === false) return false;
    if (typeof value !== 'object' || value === null) return both(beside, fits(library.at(name), value));
    const answers = known.get(value) ?? new Map<string, boolean>();
    const before = answers.get(name);
    const answer = before ?? fits(library.at(name), value);
    if (before === undefined && answer !== null) known.set(value, answers.set(name, answer));
    return both(beside, answer);
  };

  const keywords = (schema: Keywords, value: Json): boolean | null => {
    let all = ownFit(schema, value);
    if (all !== false) all = both(all, partsFit(schema, value));
    return all === false ? false : both(all, applied(schema, value));
  };

  /** Keywords whose schemas judge the same value. */
  const applied = (schema: Keywords, value: Json): boolean | null => {
    let all: boolean | null = true;
    for (const member of schema.allOf ?? []) {
      all = both(all, fits(member, value));
      if (all === false) return false;
    }
    if (schema.anyOf) all = both(all, choice(schema.anyOf, value, false));
    if (schema.oneOf && all !== false) all = both(all, choice(schema.oneOf, value, true));
    if (schema.not !== undefined && all !== false) {
      const ruledOut = fits(schema.not, value);
      all = both(all, ruledOut === null ? null : !ruledOut);
    }
    if (schema.if !== undefined && all !== false) {
      const holds = fits(schema.if, value);
      all = both(all, holds === null ? null : fits((holds ? schema.then : schema.else) ?? true, value));
    }
    return all;
  };

  const choice = (alternatives: readonly Schema[], value: Json, onlyOne: boolean): boolean | null => {
    let taking = 0;
    let unsure = 0;
    for (const each of alternatives) {
      const fit = fits(each, value);
      if (fit === null) unsure++;
      else if (fit && ++taking > (onlyOne ? 1 : 0)) return !onlyOne;
    }
    return unsure > 0 ? null : taking > 0;
  };

  /** Keywords whose schemas judge what is inside the value. */
  const partsFit = (schema: Keywords, value: Json): boolean | null => {
    if (typeof value !== 'object' || value === null) return true;
    return Array.isArray(value) ? elementsFit(schema, value) : membersFit(schema, value);
  };

  const membersFit = (schema: Keywords, value: JsonObject): boolean | null => {
    if (schema.unevaluatedProperties !== undefined) return null;
    const { properties, $patterns, additionalProperties, propertyNames } = schema;
    let all: boolean | null = true;
    for (const name of Object.keys(value)) {
      const member = value[name] as Json;
      let documented = false;
      if (properties && Object.hasOwn(properties, name)) {
        documented = true;
        all = both(all, fits(properties[name] as Schema, member));
      }
      for (const [pattern, each] of $patterns ?? []) {
        const linear = linearPattern(pattern);
        if (!linear) return null;
        if (!linear.test(name)) continue;
        documented = true;
        all = both(all, fits(each, member));
      }
      if (!documented && additionalProperties !== undefined)
        all = both(all, fits(additionalProperties, member));
      if (propertyNames !== undefined) all = both(all, fits(propertyNames, name));
      if (all === false) return false;
    }
    for (const [name, each] of Object.entries(schema.dependentSchemas ?? {})) {
      if (Object.hasOwn(value, name)) all = both(all, fits(each, value));
    }
    return all;
  };

  const elementsFit = (schema: Keywords, value: readonly Json[]): boolean | null => {
    if (schema.unevaluatedItems !== undefined) return null;
    const {
      prefixItems = [],
      items,
      contains,
      minContains = 1,
      maxContains = Number.POSITIVE_INFINITY,
    } = schema;
    let all: boolean | null = true;
    for (const [index, element] of value.entries()) {
      all = both(all, fits(prefixItems[index] ?? items ?? true, element));
      if (all === false) return false;
    }
    if (contains === undefined) return all;
    const found = value.map((element) => fits(contains, element));
    if (found.includes(null)) return null;
    const count = found.filter((fit) => fit).length;
    return count >= minContains && count <= maxContains && all;
  };

  return (schemas, value) => {
    depth = 0;
    steps = 0;
    let all: boolean | null = true;
    for (const schema of schemas) all = both(all, fits(schema, value));
    return all;
  };
}

function hasMore(schema: Keywords): boolean {
  for (const keyword in schema) if (keyword !== '$ref') return true;
  return false;
}
