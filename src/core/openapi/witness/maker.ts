import type { Json } from '../../json.ts';
import type { Schema } from '../judge/schema.ts';
import { arraysFor } from './arrays.ts';
import { kindOf, kindsOf, listedIn } from './kinds.ts';
import { numbersFor } from './numbers.ts';
import { objectsFor } from './objects.ts';
import { type Demand, type Flatten, worldsOf } from './spec.ts';
import { textsFor } from './texts.ts';

/** Makes values of schemas that all have to hold. What it makes may be wrong: whoever uses it asks a judge. */
export interface Maker {
  /** Values, the smallest kind first; ends where nothing more comes to mind or the budget is spent. */
  values(schemas: readonly Schema[]): Generator<Json>;
  /** A small value that the judge takes; undefined where none was found. */
  least(schemas: readonly Schema[]): Json | undefined;
  /** The conjunction taken apart. */
  flatten: Flatten;
  /** Lets it work on: so many more steps. */
  allow(steps: number): void;
}

/** Ways of choosing between alternatives that are tried for one place. */
const MOST_WORLDS = 30;
const MOST_TRIED = 16;
const DEEPEST = 24;

/**
 * Makes the {@link Maker}.
 *
 * @param takes whether schemas take a value
 */
export function makerOf(
  flatten: Flatten,
  takes: (schemas: readonly Schema[], value: Json) => boolean,
): Maker {
  const known = new Map<string, Json>();
  const open = new Set<string>();
  let left = 0;
  let depth = 0;

  function* values(schemas: readonly Schema[]): Generator<Json> {
    if (depth >= DEEPEST) return;
    for (const plain of worldsOf(flatten, flatten(schemas), MOST_WORLDS)) {
      if (--left < 0) return;
      yield* valuesIn(plain);
    }
  }

  function* valuesIn(plain: readonly Demand[]): Generator<Json> {
    const listed = listedIn(plain);
    const kinds = kindsOf(plain);
    if (listed) {
      yield* listed.filter((value) => kinds.includes(kindOf(value)));
      return;
    }
    for (const kind of kinds) {
      if (kind === 'null') yield null;
      else if (kind === 'boolean') yield* [true, false];
      else if (kind === 'string') yield* textsFor(plain);
      else if (kind === 'object') yield* objectsFor(plain, maker);
      else if (kind === 'array') yield* arraysFor(plain, maker);
      else yield* numbersFor(plain, kind);
    }
  }

  const least: Maker['least'] = (schemas) => {
    const key = keyOf(schemas);
    if (key === null) return search(schemas);
    const before = known.get(key);
    if (before !== undefined) return before;
    // What contains itself has no smallest value on this way.
    if (open.has(key)) return undefined;
    open.add(key);
    const found = search(schemas);
    open.delete(key);
    if (found !== undefined) known.set(key, found);
    return found;
  };

  const search = (schemas: readonly Schema[]): Json | undefined => {
    let tried = 0;
    depth++;
    try {
      for (const value of values(schemas)) {
        if (takes(schemas, value)) return value;
        if (++tried >= MOST_TRIED) return undefined;
      }
      return undefined;
    } finally {
      depth--;
    }
  };

  const maker: Maker = {
    values,
    least,
    flatten,
    allow(steps) {
      left = steps;
    },
  };
  return maker;
}

/** What conjunctions of references are known by; null where something else is asked for too. */
function keyOf(schemas: readonly Schema[]): string | null {
  const names: string[] = [];
  for (const schema of schemas) {
    if (schema === true) continue;
    if (schema === false || schema.$ref === undefined || Object.keys(schema).length > 1) return null;
    names.push(schema.$ref);
  }
  return [...new Set(names)].sort().join();
}
