import type { Json, JsonObject } from '../../../json.ts';
import type { Located } from '../../document/types.ts';
import type { PropertyTable } from './property-table.ts';
import type { ValueKey } from './value-key.ts';

/** JSON Schema types; `null` is told apart as `nullable`. */
export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';

/** Schemas that all hold at one place, as written; none: anything goes. */
export type Parts = readonly Located<Json>[];

/** A lower or upper bound of a number. */
export interface Bound {
  value: number;
  exclusive: boolean;
}

/** `oneOf` or `anyOf` without its null alternatives. */
export interface Group {
  kind: 'one-of' | 'any-of';
  discriminator: Discriminator | null;
  alternatives: Parts;
  /** A null alternative was taken out. */
  nullable: boolean;
  /** What holds of all alternatives: asked for where one of them stands for the whole. */
  beside(): Parts;
}

/** `propertyName` and explicit `mapping` (value to reference or schema name). */
export interface Discriminator {
  property: string;
  mapping: ReadonlyMap<string, string>;
}

/** Limits of a size, each null where there is none. */
export type SizeName =
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minProperties'
  | 'maxProperties';

/**
 * What a schema means, in one form for every version and spelling: references followed, `allOf` merged,
 * nullable and exclusive bounds unified, types that follow from other keywords filled in.
 */
export interface Shape {
  /** The same for schemas that are written at the same places; unique within a document. */
  id: number;
  /** Where it is written. */
  pointer: string;
  /** False where it says nothing: then it is one shape, wherever that stands. */
  says: boolean;
  /** Kinds of keywords (`STATED`) that are stated of it; what only others say of is as if nothing were said. */
  stated: number;
  /** True where no value fits. */
  never: boolean;
  /** Null: any. */
  types: ReadonlySet<SchemaType> | null;
  /** True where `types` only sums up the alternatives. */
  typesOffered: boolean;
  /** True where no type is written: it is what the keywords beside it are about. */
  typesImplied: boolean;
  /** True where they were written as a choice of plain types. */
  typesListed: boolean;
  nullable: boolean;
  format: string | null;
  /** Values of `enum` and `const` by what tells them apart, null left out. */
  values: ReadonlyMap<ValueKey, Json> | null;
  /** True where `values` comes from `const`. */
  isConst: boolean;
  /** Of integers without the word exclusive. */
  lower: Bound | null;
  upper: Bound | null;
  /** Both bounds as they are written. */
  written: { lower: Bound | null; upper: Bound | null };
  sizes: Readonly<Record<SizeName, number | null>>;
  multipleOf: number | null;
  uniqueItems: boolean;
  patterns: readonly string[];
  /** True where a pattern is stated that takes every text. */
  anyPattern: boolean;
  /** Values of `x-extensible-enum`, which others may follow. */
  extensible: readonly Json[];
  /** undefined: none. */
  default: Json | undefined;
  properties: PropertyTable;
  /** Names that one of the merged schemas documents and another forbids. */
  closedOut: ReadonlySet<string>;
  required: ReadonlySet<string>;
  /** True where a name is required that is forbidden, too. */
  takesNoObject: boolean;
  /** Schema of undocumented properties; `[]`: anything, null: forbidden. */
  additional: Parts | null;
  /** What other merged schemas say of undocumented properties where one forbids them: a reader keeps to it. */
  besideClosed: Parts;
  /** The keyword that `additional` comes from. */
  additionalBy: 'additionalProperties' | 'unevaluatedProperties' | null;
  items: Parts | null;
  /** Schemas of the first elements, by position. */
  prefix: readonly Parts[];
  groups: readonly Group[];
  /** Of the schema or of its choice. */
  discriminator: Discriminator | null;
  readOnly: boolean;
  writeOnly: boolean;
  /** What is said of how long it stays: `deprecated`, `x-sunset`, `x-stability-level`. */
  lifecycle: JsonObject;
  /** Keywords that are not merged into the above, with all that is stated of each. */
  opaque: ReadonlyMap<string, Parts>;
  /** What stands in `allOf` of the schemas merged into it. */
  merged: Parts;
  /** Names that are written as types and are none. */
  unknownTypes: readonly string[];
}

/** What a schema says of the property that it is the schema of; a {@link Shape} is such, too. */
export type Outline = Pick<Shape, 'pointer' | 'says' | 'default' | 'readOnly' | 'writeOnly' | 'lifecycle'>;
