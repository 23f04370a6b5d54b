import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Reading, SchemaFault, SchemaValidators } from '../../core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { fromPointer } from '../../core/json-pointer.ts';
import { targetOf } from '../../core/openapi/document/reference.ts';
import type { ApiDocument, Located } from '../../core/openapi/document/types.ts';
import { hiddenPropertiesOf } from './hidden-properties.ts';
import { nestedFaults, nestingAjv } from './nesting-ajv.ts';
import { type Manner, readingSchema, TooHard } from './reading-schema.ts';

/** Limits of one judgement. A step is a schema that a part of the value was held against, or a fault handed on. */
const DEEPEST = 500;
const MOST_STEPS = 150_000;
const MOST_FAULTS = 1_000;
const MOST_DOCUMENTS = 16;

type Judge = (value: Json) => SchemaFault[];

const UNDECIDED: SchemaFault = { keyword: 'undecided', instancePath: [], schemaPath: [], params: {} };

const kept = new Map<string, SchemaValidators>();

/**
 * The judge of conformance: ajv 8 (JSON Schema 2020-12; OpenAPI 3.0 schemas are rewritten first). Each schema
 * is compiled when a value first reaches it, references included, so that a document of any size costs what its
 * exercised part costs. Validators are shared between documents with the same hash.
 */
export function createAjvValidators(document: ApiDocument): SchemaValidators {
  const known = kept.get(document.hash);
  if (known) return known;
  const readers = { request: readerOf(document, 'request'), response: readerOf(document, 'response') };
  const made: SchemaValidators = (schema, reading) => readers[reading](schema);
  if (kept.size >= MOST_DOCUMENTS) kept.delete(kept.keys().next().value as string);
  kept.set(document.hash, made);
  return made;
}

function readerOf(document: ApiDocument, reading: Reading): (schema: Located<Json>) => Judge {
  const context = {
    root: document.raw,
    threeZero: document.version === '3.0',
    reading,
    hiddenOf: hiddenPropertiesOf(document.raw, reading),
  };
  const units = new Map<string, Judge>();
  const parts = [new WeakMap<object, Judge>(), new WeakMap<object, Judge>()];
  const budget = { steps: 0, depth: 0 };
  const ajv = nestingAjv({
    reach: (to, hidden, asWritten) => {
      const manner = { hidden: asWritten ? null : new Set(hidden), asWritten };
      let judge: Judge | null = null;
      return (value) => {
        if (judge === null) {
          const target = located(to);
          judge = target ? unit(target, manner) : () => [UNDECIDED];
        }
        return judge(value);
      };
    },
    part: (schema, asWritten) => {
      const make = () => guarded(compile(() => readingSchema(context, schema, { hidden: null, asWritten })));
      if (typeof schema !== 'object' || schema === null) return make();
      const known = parts[Number(asWritten)]?.get(schema) ?? make();
      parts[Number(asWritten)]?.set(schema, known);
      return known;
    },
    unit: (schema) => guarded(compile(() => schema)),
  });

  function unit(schema: Located<Json>, manner: Manner): Judge {
    const key = JSON.stringify([schema.pointer, manner.asWritten, manner.hidden && [...manner.hidden]]);
    const known = units.get(key);
    if (known) return known;
    const made = guarded(compile(() => readingSchema(context, schema.value, manner)));
    units.set(key, made);
    return made;
  }

  /** Compiles at the first use; what cannot be compiled leaves its place undecided. */
  function compile(schema: () => JsonObject | boolean): Judge {
    let validate: ValidateFunction | 'too hard' | null = null;
    return (value) => {
      validate ??= compiled(schema);
      if (validate === 'too hard') return [UNDECIDED];
      if (validate(value)) return [];
      const faults = faultsOf(validate.errors ?? []);
      budget.steps += faults.length;
      return faults;
    };
  }

  function compiled(schema: () => JsonObject | boolean): ValidateFunction | 'too hard' {
    try {
      return ajv.compile(schema());
    } catch {
      return 'too hard';
    }
  }

  function located(reference: string): Located<Json> | null {
    try {
      return targetOf(document.raw, reference, '#');
    } catch {
      return null;
    }
  }

  function guarded(judge: Judge): Judge {
    return (value) => {
      if (++budget.steps > MOST_STEPS || budget.depth >= DEEPEST) throw new TooHard();
      budget.depth++;
      try {
        return judge(value);
      } finally {
        budget.depth--;
      }
    };
  }

  return (schema) => {
    const judge = unit(schema, { hidden: null, asWritten: false });
    return (value) => {
      budget.steps = 0;
      budget.depth = 0;
      try {
        return judge(value);
      } catch {
        return [UNDECIDED];
      }
    };
  };
}

/** Flattens what ajv and our nesting keywords reported, in the order of the schema, at most {@link MOST_FAULTS}. */
function faultsOf(errors: ErrorObject[]): SchemaFault[] {
  return errors.slice(0, MOST_FAULTS).flatMap(flattened).slice(0, MOST_FAULTS);
}

function flattened(error: ErrorObject): SchemaFault[] {
  const instancePath = fromPointer(error.instancePath);
  const schemaPath = fromPointer(error.schemaPath).slice(0, -1);
  const nested = nestedFaults(error);
  if (!nested) {
    const { allowedValues, ...params } = error.params;
    const keyword = error.keyword === '$unique' ? 'uniqueItems' : error.keyword;
    return [{ keyword, instancePath, schemaPath, params }];
  }
  return nested.faults.map((fault) => ({
    ...fault,
    instancePath: [...instancePath, ...fault.instancePath],
    schemaPath: [...schemaPath, ...nested.step, ...fault.schemaPath],
  }));
}
