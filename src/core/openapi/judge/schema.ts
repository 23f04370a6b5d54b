import type { Json } from '../../json.ts';

/**
 * JSON Schema 2020-12 as the judge runs it. Every schema inside is a boolean or a `$ref` into a {@link Library},
 * so that only what a value reaches is ever converted. Keywords with `$` that JSON Schema does not have are for
 * whoever makes values.
 */
export type Schema = boolean | Keywords;

export interface Keywords {
  $ref?: string;
  type?: string[];
  enum?: Json[];
  const?: Json;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minContains?: number;
  maxContains?: number;
  minProperties?: number;
  maxProperties?: number;
  uniqueItems?: boolean;
  required?: string[];
  dependentRequired?: Record<string, string[]>;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  unevaluatedProperties?: Schema;
  propertyNames?: Schema;
  dependentSchemas?: Record<string, Schema>;
  items?: Schema;
  prefixItems?: Schema[];
  contains?: Schema;
  unevaluatedItems?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  if?: Schema;
  then?: Schema;
  else?: Schema;
  /** Names the check of {@link Keywords.$pattern} among the library's formats. */
  format?: string;
  /** The properties of the value at hand that a pattern names; see {@link Keywords.$patterns}. */
  patternProperties?: Record<string, Schema>;
  /** The pattern as written. */
  $pattern?: string;
  /** The format as written: never asserted. */
  $format?: string;
  /** `patternProperties` as written. */
  $patterns?: [string, Schema][];
  /** The schema that holds unless the value is null; `if` and `else` say the same. */
  $orNull?: Schema;
}

/** Schemas by the name that a `$ref` calls them by. */
export interface Library {
  /** Keeps a schema to be read when it is first asked for. */
  keep(read: () => Schema): Keywords;
  /** The schema of a name. */
  at(name: string): Schema;
}

/** A reference to what nothing can be said of. */
export const UNKNOWN: Keywords = { $ref: '?' };

/** Makes an empty library. */
export function createLibrary(): Library {
  const readers: (() => Schema)[] = [];
  const read: (Schema | undefined)[] = [];
  return {
    keep(reader) {
      readers.push(reader);
      return { $ref: String(readers.length - 1) };
    },
    at(name) {
      const index = Number(name);
      const known = read[index];
      if (known !== undefined) return known;
      const made = readers[index]?.() ?? true;
      read[index] = made;
      return made;
    },
  };
}
