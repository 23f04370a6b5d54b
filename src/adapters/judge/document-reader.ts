import type { Reading, SchemaFault } from '../../core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { targetOf } from '../../core/openapi/document/reference.ts';
import type { Located } from '../../core/openapi/document/types.ts';
import { compileUnit, type Unit } from './compiled-units.ts';
import { faultsOf, UNDECIDED } from './faults-of.ts';
import { hiddenPropertiesOf } from './hidden-properties.ts';
import { type Judge, type Nesting, within } from './nesting.ts';
import { type Manner, readingSchema, TooHard } from './reading-schema.ts';
import { judgeUnevaluated } from './unevaluated.ts';

/** What of a document its schemas are read by. */
export interface ReadDocument {
  raw: JsonObject;
  threeZero: boolean;
}

/**
 * Limits of one judgement. A step is a small schema that a part of the value was held against, or a fault handed on;
 * large schemas are more.
 */
export interface Effort {
  steps: number;
  /** Schemas that are compiled at once. */
  schemas: number;
}

/** Schemas within each other while one value is judged. */
const DEEPEST = 500;

/** What compiling takes, in steps for each of judging. */
const COMPILING = 20;

/**
 * A reader of one document. Each schema is compiled when a value first reaches it, so that a document of any size costs
 * what its exercised part costs.
 *
 * @returns `too hard` where a judgement goes beyond the effort; a place of which nothing can be said is a fault there
 */
export function createReader(
  document: ReadDocument,
  reading: Reading,
  effort: Effort,
): (schema: Located<Json>, value: Json) => SchemaFault[] | 'too hard' {
  const { raw, threeZero } = document;
  const context = {
    root: raw,
    threeZero,
    reading,
    hiddenOf: hiddenPropertiesOf(raw, reading),
    mostSchemas: effort.schemas,
  };
  const units = new Map<string, Judge>();
  const parts = [new WeakMap<object, Judge>(), new WeakMap<object, Judge>()];
  const read = new WeakMap<object, Judge>();
  let steps = 0;
  let depth = 0;

  const spend = (weight: number): void => {
    steps += weight;
    if (steps > effort.steps) throw new TooHard();
  };

  /** Reads and compiles at the first use; what cannot be compiled leaves its place undecided. */
  const judgeBy = (schema: () => JsonObject | boolean): Judge => {
    let unit: Unit | 'unknown' | null = null;
    return (value) => {
      if (unit === null) {
        unit = unitOf(schema);
        if (unit !== 'unknown') spend(COMPILING * unit.weight);
      }
      if (unit === 'unknown') return [UNDECIDED];
      if (depth >= DEEPEST) throw new TooHard(false);
      spend(unit.weight * effortOf(value));
      depth++;
      try {
        if (unit.validate(value)) return [];
      } finally {
        depth--;
      }
      const faults = faultsOf(unit.validate.errors ?? []);
      spend(faults.length);
      return faults;
    };
  };

  const locate = (reference: string): Located<Json> | null => {
    try {
      return targetOf(raw, reference, '#');
    } catch {
      return null;
    }
  };

  const located = (schema: Located<Json>, manner: Manner): Judge => {
    const hidden = manner.hidden && [...manner.hidden].join('\n');
    const key = `${schema.pointer} ${manner.asWritten} ${hidden}`;
    const known = units.get(key);
    if (known) return known;
    const made = judgeBy(() => readingSchema(context, schema.value, manner));
    units.set(key, made);
    return made;
  };

  const nesting: Nesting = {
    reach: ({ to, hidden, asWritten }) => {
      const target = locate(to);
      return target
        ? located(target, { hidden: asWritten ? null : new Set(hidden), asWritten })
        : () => [UNDECIDED];
    },
    part: (schema, asWritten) => {
      const make = () => judgeBy(() => readingSchema(context, schema, { hidden: null, asWritten }));
      if (typeof schema !== 'object' || schema === null) return make();
      return keptIn(parts[Number(asWritten)] as WeakMap<object, Judge>, schema, make);
    },
    unit: (schema) =>
      typeof schema === 'boolean' ? judgeBy(() => schema) : keptIn(read, schema, () => judgeBy(() => schema)),
    unevaluated: (asked) =>
      judgeUnevaluated(asked, {
        target: (reference) => locate(reference)?.value ?? null,
        judge: (schema) => nesting.part(schema, asked.asWritten),
      }),
  };

  const roots = new WeakMap<object, Judge>();
  const rootOf = (schema: Located<Json>): Judge => {
    const make = () => located(schema, { hidden: null, asWritten: false });
    return typeof schema.value === 'object' && schema.value !== null
      ? keptIn(roots, schema.value, make)
      : make();
  };

  return (schema, value) => {
    steps = 0;
    depth = 0;
    try {
      return within(nesting, () => rootOf(schema)(value));
    } catch (error) {
      return error instanceof TooHard && error.size ? 'too hard' : [UNDECIDED];
    }
  };
}

function unitOf(schema: () => JsonObject | boolean): Unit | 'unknown' {
  try {
    return compileUnit(schema());
  } catch (error) {
    if (error instanceof TooHard && error.size) throw error;
    return 'unknown';
  }
}

function keptIn(kept: WeakMap<object, Judge>, schema: object, make: () => Judge): Judge {
  const known = kept.get(schema) ?? make();
  kept.set(schema, known);
  return known;
}

/** A long text is counted and searched from its start by each keyword that looks at it. */
function effortOf(value: Json): number {
  return typeof value === 'string' ? 1 + Math.floor(value.length / 1_000) : 1;
}
