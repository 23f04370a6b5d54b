import type { Keywords, Library, Schema } from '../judge/schema.ts';
import { isContradictory } from './kinds.ts';

/** What a value is asked for, besides JSON Schema. */
export interface Demand extends Keywords {
  /** Properties that it must not have. */
  $without?: string[];
  /** Two of its elements are the same. */
  $twice?: boolean;
  /** So many values are asked for, each another. */
  $many?: number;
}

/** A conjunction of schemas, taken apart. */
export interface Flat {
  /** All that holds, without what only leads to other schemas. */
  plain: readonly Demand[];
  /** Of each of these lists one schema has to hold. */
  choices: readonly (readonly Schema[])[];
  never: boolean;
}

/** Takes conjunctions of schemas apart; each schema of the library once. */
export type Flatten = (schemas: readonly Schema[]) => Flat;

/** References and members of `allOf` inside each other are followed this far. */
const DEEPEST = 60;
/** Choices that are looked at to find ways. */
const MOST_STEPS = 400;

/** Makes the {@link Flatten} of a library. */
export function flattenerOf(library: Library): Flatten {
  const known = new Map<string, Flat>();

  const one = (schema: Schema, depth: number): Flat => {
    if (typeof schema === 'boolean') return schema ? ANYTHING : NEVER;
    const reference = schema.$ref;
    if (reference === undefined || reference === '?') return read(schema, depth);
    const kept = known.get(reference);
    if (kept && hasOnlyReference(schema)) return kept;
    if (depth > DEEPEST) return ANYTHING;
    const target = kept ?? one(library.at(reference), depth + 1);
    known.set(reference, target);
    if (hasOnlyReference(schema)) return target;
    const { $ref: _, ...rest } = withoutGetters(schema);
    return join([target, read(rest, depth)]);
  };

  const read = (schema: Keywords, depth: number): Flat => {
    const members = [{ ...ANYTHING, plain: [schema] }];
    for (const member of schema.allOf ?? []) members.push(one(member, depth + 1) as typeof ANYTHING);
    const choices: Schema[][] = [];
    if (schema.anyOf) choices.push(schema.anyOf);
    if (schema.oneOf) choices.push(schema.oneOf);
    if (schema.$orNull !== undefined) choices.push([schema.$orNull, { type: ['null'] }]);
    else if (schema.if !== undefined) {
      choices.push([{ allOf: [schema.if, schema.then ?? true] }, schema.else ?? true]);
    }
    const all = join(members);
    return { ...all, choices: [...choices, ...all.choices] };
  };

  return (schemas) =>
    schemas.length === 1 ? one(schemas[0] as Schema, 0) : join(schemas.map((schema) => one(schema, 0)));
}

/** Ways to choose, one alternative of each choice; at most `most`, the first alternatives first. */
export function* worldsOf(flatten: Flatten, flat: Flat, most: number): Generator<readonly Demand[]> {
  const waiting: Flat[] = [flat];
  let given = 0;
  for (let steps = 0; steps < MOST_STEPS && given < most; steps++) {
    const next = waiting.pop();
    if (!next) return;
    if (next.never || isContradictory(next.plain)) continue;
    const [choice, ...others] = next.choices;
    if (!choice) {
      given++;
      yield next.plain;
      continue;
    }
    for (const alternative of choice.slice(0, MOST_STEPS).toReversed()) {
      waiting.push(join([{ ...next, choices: others }, flatten([alternative])]));
    }
  }
}

export function join(members: readonly Flat[]): Flat {
  if (members.length === 1) return members[0] as Flat;
  return {
    plain: [...new Set(members.flatMap(({ plain }) => plain))],
    choices: members.flatMap(({ choices }) => choices),
    never: members.some(({ never }) => never),
  };
}

const ANYTHING = { plain: [] as Demand[], choices: [] as Schema[][], never: false };
const NEVER: Flat = { ...ANYTHING, never: true };

function hasOnlyReference(schema: Keywords): boolean {
  for (const keyword in schema) if (keyword !== '$ref') return false;
  return true;
}

/** The patterns run by getters are the judge's; whoever makes values has `$pattern` and `$patterns`. */
function withoutGetters(schema: Keywords): Keywords {
  const { format: _, patternProperties: __, ...rest } = schema;
  return rest;
}
