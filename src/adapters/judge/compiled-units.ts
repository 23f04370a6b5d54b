import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from '../../core/json.ts';
import { sha256 } from '../crypto/sha256.ts';
import { nestingAjv } from './nesting-ajv.ts';

/** A compiled schema, and what one judgement by it may cost at most, in steps. */
export interface Unit {
  validate: ValidateFunction;
  weight: number;
}

/** Units that are kept over documents and looks, the last used. */
const MOST_KEPT = 4_000;

/** Characters of a schema that are one step of work. */
const CHARACTERS_PER_STEP = 500;

/** Characters of the longest schema that is compiled; parts that aliases share count each time. ajv takes a second for so many. */
const LONGEST = 2_000_000;

const kept = new Map<string, Unit>();
let ajv: ReturnType<typeof nestingAjv> | null = null;
let compiled = 0;

/**
 * Compiles a schema as a reader reads it. What was compiled before, for whatever document, is known by the hash of
 * its content: references in it are followed in the document that is judged by.
 *
 * @throws Error where ajv cannot compile it, or it is too long
 */
export function compileUnit(schema: JsonObject | boolean): Unit {
  const text = JSON.stringify(schema);
  if (text.length > LONGEST) throw new Error('the schema is too long to be compiled');
  const hash = sha256(text);
  const known = kept.get(hash);
  if (known) {
    kept.delete(hash);
    kept.set(hash, known);
    return known;
  }
  ajv ??= nestingAjv();
  const validate = ajv.compile(schema);
  // It would be held for ever.
  if (typeof schema === 'object') ajv.removeSchema(schema);
  compiled++;
  const unit = { validate, weight: 1 + Math.floor(text.length / CHARACTERS_PER_STEP) };
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(hash, unit);
  return unit;
}

/** How many schemas were compiled in this process. */
export function unitsCompiled(): number {
  return compiled;
}
