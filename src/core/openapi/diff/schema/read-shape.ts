import type { Json, JsonObject } from '../../../json.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import { choiceReaderOf, type ReadChoice } from './alternatives.ts';
import { elementsOf, NO_ELEMENTS } from './elements.ts';
import { Flat } from './flat.ts';
import { Flattener, isNullAllowance } from './flatten.ts';
import { discriminatorOf } from './groups.ts';
import { lowerOf, NO_BOUNDS, NO_SIZES, ofIntegers, sizesOf, upperOf } from './limits.ts';
import { commonMultiple, multipleOf } from './multiple-of.ts';
import { NO_OFFERS, offersOf } from './offers.ts';
import { NO_OPAQUE, opaqueOf } from './opaque.ts';
import { NO_PROPERTIES, propertiesOf } from './properties-of.ts';
import type { Discriminator, Outline, Parts, Shape } from './shape.ts';
import { STATED } from './stated.ts';
import { type ReadTypes, typesOf, unknownTypesOf, writtenTypeOf } from './types-of.ts';
import { ANYTHING, undocumentedOf } from './undocumented.ts';
import { NO_VALUES, valuesOf } from './values-of.ts';

/** Reads schemas of one document; the same schema gives the same shape. */
export type ReadShape = (parts: Parts) => Shape;

/** Reads the schemas of one document. */
export interface SchemaReader {
  shape: ReadShape;
  /** As much of a shape as costs little, where no more is asked for. */
  outline(parts: Parts): Outline;
}

/** Makes the {@link SchemaReader} of a document. */
export function schemaReaderOf(document: ApiDocument): SchemaReader {
  const reader = new Reader(document);
  return { shape: (parts) => reader.shape(parts), outline: (parts) => reader.outline(parts) };
}

class Reader implements SchemaReader {
  private readonly choice: ReadChoice;
  private readonly flattener: Flattener;
  private readonly objectIds = new Map<JsonObject, number>();
  /** Of what is more than one schema. */
  private readonly byKey = new Map<string, Shape>();
  private readonly open = new Set<Flat | string>();
  private count = 0;
  private readonly types: ReadTypes = (parts) => this.typesOf(parts);

  constructor(document: ApiDocument) {
    this.choice = choiceReaderOf(document);
    this.flattener = new Flattener(document, this.choice);
  }

  shape(parts: Parts): Shape {
    const flat = this.flattener.flatten(parts);
    return flat.shape ?? this.read(flat, parts);
  }

  outline(parts: Parts): Outline {
    const flat = this.flattener.flatten(parts);
    const [only] = flat.plain;
    const isOne = only && flat.plain.length === 1;
    return flat.shape ?? (isOne ? outlineOf(only, flat.stated) : this.read(flat, parts));
  }

  private read(flat: Flat, parts: Parts): Shape {
    const key = flat.isSole ? flat : this.keyOf(flat);
    const known = typeof key === 'string' ? this.byKey.get(key) : undefined;
    const shape = known ?? this.made(flat, key, parts[0]?.pointer ?? '');
    // What is being read is not known yet.
    if (shape.id !== OPEN) flat.shape = shape;
    return shape;
  }

  private made(flat: Flat, key: Flat | string, at: string): Shape {
    // An alternative that leads back to its own choice says nothing about the choice.
    if (this.open.has(key)) return shapeOf(this.choice, NOTHING, at, OPEN, this.types);
    // Only what is a choice reads others meanwhile.
    const isChoice = (flat.stated & STATED.choice) !== 0;
    if (isChoice) this.open.add(key);
    const shape = shapeOf(this.choice, flat, at, this.count++, this.types);
    if (isChoice) this.open.delete(key);
    if (typeof key === 'string') this.byKey.set(key, shape);
    return shape;
  }

  private typesOf(parts: Parts): ReturnType<ReadTypes> {
    const flat = this.flattener.flatten(parts);
    return flat.shape ?? writtenTypeOf(flat) ?? this.read(flat, parts);
  }

  private keyOf({ plain, never, orNull }: Flat): string {
    const flags = `${never ? '!' : ''}${orNull ? '?' : ''}`;
    const ids = plain.map((at) => this.idOf(at.value)).sort((a, b) => a - b);
    return ids.join(',') + flags;
  }

  private idOf(object: JsonObject): number {
    const known = this.objectIds.get(object);
    if (known !== undefined) return known;
    this.objectIds.set(object, this.objectIds.size);
    return this.objectIds.size - 1;
  }
}

/** Of schemas that are one as they are written. */
function outlineOf({ value, pointer }: Located<JsonObject>, stated: number): Outline {
  const isDirected = (stated & STATED.direction) !== 0;
  return {
    pointer,
    says: true,
    default: stated & STATED.default ? value.default : undefined,
    readOnly: isDirected && value.readOnly === true,
    writeOnly: isDirected && value.writeOnly === true,
    lifecycle: stated & STATED.lifecycle ? lifecycleIn([value]) : SETTLED,
  };
}

const NONE: readonly never[] = [];
const NOTHING = new Flat([], 0);

/** Of a schema that is read already, and leads back to itself. */
const OPEN = -1;

function shapeOf(choice: ReadChoice, flat: Flat, at: string, id: number, read: ReadTypes): Shape {
  const { plain, never, orNull, stated } = flat;
  const states = (kinds: number): boolean => (stated & kinds) !== 0;
  const schemas = plain.map((one) => one.value);
  const offers = states(STATED.choice) ? offersOf(choice, plain) : NO_OFFERS;
  const { groups } = offers;
  const bounds = states(STATED.bound) ? { lower: lowerOf(schemas), upper: upperOf(schemas) } : NO_BOUNDS;
  const sizes = states(STATED.size) ? sizesOf(schemas) : NO_SIZES;
  const isListed = states(STATED.values) || offers.values.length > 0;
  const { values, isConst, hasNull } = isListed
    ? valuesOf(schemas, offers.values, { ...bounds, sizes })
    : NO_VALUES;
  const multiple = states(STATED.multiple) ? multipleOf(schemas) : null;
  const evidence = { schemas, groups, lists: offers.lists, values, hasNull, multiple, read };
  const { types, implied, nullable, offered } =
    writtenTypeOf(flat) ?? typesOf({ ...evidence, orNull: orNull || offers.orNull });
  const integers = types !== null && types.size === 1 && types.has('integer');
  const isPatterned = states(STATED.pattern);
  const opaque = states(STATED.opaque) ? opaqueOf(plain) : NO_OPAQUE;
  const own = states(STATED.property) ? propertiesOf(plain) : NO_PROPERTIES;
  const others = states(STATED.property | STATED.opaque) ? undocumentedOf(flat, opaque, groups) : ANYTHING;
  const elements = states(STATED.element) ? elementsOf(plain) : NO_ELEMENTS;
  const isDirected = states(STATED.direction);
  return {
    id,
    pointer: plain[0]?.pointer ?? at,
    says: plain.length > 0,
    stated,
    never: never || (types?.size === 0 && !nullable),
    types,
    typesOffered: offered,
    typesImplied: implied === true,
    typesListed: offers.lists.length > 0,
    unknownTypes: states(STATED.type) ? schemas.flatMap(unknownTypesOf) : NONE,
    nullable,
    format: states(STATED.format) ? textOf(schemas, 'format') : null,
    values,
    isConst,
    lower: integers ? ofIntegers(bounds.lower, 1) : bounds.lower,
    upper: integers ? ofIntegers(bounds.upper, -1) : bounds.upper,
    written: bounds,
    sizes,
    multipleOf: integers ? ofWhole(multiple) : multiple,
    uniqueItems: states(STATED.unique) && schemas.some((schema) => schema.uniqueItems === true),
    patterns: isPatterned ? patternsOf(schemas) : NONE,
    anyPattern: isPatterned && schemas.some(isPatternOfAny),
    extensible: states(STATED.extensible) ? schemas.flatMap(extensibleOf) : NONE,
    default: states(STATED.default) ? defaultIn(schemas) : undefined,
    properties: own.properties,
    closedOut: own.closedOut,
    required: own.required,
    takesNoObject: own.takesNoObject,
    additional: others.additional,
    besideClosed: others.besideClosed,
    additionalBy: others.additionalBy,
    items: elements.items,
    prefix: elements.prefix,
    groups,
    discriminator: states(STATED.discriminator) ? discriminatorIn(schemas) : null,
    readOnly: isDirected && schemas.some((schema) => schema.readOnly === true),
    writeOnly: isDirected && schemas.some((schema) => schema.writeOnly === true),
    lifecycle: states(STATED.lifecycle) ? lifecycleIn(schemas) : SETTLED,
    opaque,
    merged: states(STATED.merged) ? mergedIn(plain) : NONE,
  };
}

/** What integers are multiples of, if not of 1 alone. */
function ofWhole(multiple: number | null): number | null {
  const whole = multiple === null ? 1 : commonMultiple(multiple, 1);
  return whole === 1 ? null : whole;
}

function extensibleOf({ 'x-extensible-enum': values }: JsonObject): Json[] {
  return Array.isArray(values) ? values : [];
}

function defaultIn(schemas: readonly JsonObject[]): Json | undefined {
  return schemas.find((schema) => schema.default !== undefined)?.default;
}

function discriminatorIn(schemas: readonly JsonObject[]): Discriminator | null {
  return schemas.map(discriminatorOf).find((found) => found !== null) ?? null;
}

const SETTLED: JsonObject = {};
const LIFECYCLE = ['deprecated', 'x-sunset', 'x-stability-level'] as const;

function lifecycleIn(schemas: readonly JsonObject[]): JsonObject {
  let found = SETTLED;
  for (const schema of schemas) {
    for (const key of LIFECYCLE) {
      const value = schema[key];
      if (value !== undefined && found[key] === undefined) found = { ...found, [key]: value };
    }
  }
  return found;
}

function patternsOf(schemas: readonly JsonObject[]): string[] {
  const stated = schemas.map((schema) => schema.pattern).filter((pattern) => typeof pattern === 'string');
  return [...new Set(stated.filter((pattern) => !isAnyText(pattern)))].sort();
}

function isPatternOfAny({ pattern }: JsonObject): boolean {
  return typeof pattern === 'string' && pattern !== '' && isAnyText(pattern);
}

function isAnyText(pattern: string): boolean {
  return /^\^?(\.\*)?\$?$/.test(pattern);
}

function mergedIn(plain: readonly Located<JsonObject>[]): Parts {
  return plain.flatMap(({ value, pointer }) => {
    if (!Array.isArray(value.allOf)) return [];
    const members = value.allOf.map((one, index) => ({ value: one, pointer: `${pointer}/allOf/${index}` }));
    return members.filter((member) => !isNullAllowance(member.value));
  });
}

/** What is stated; of several, the first in the order of the alphabet. */
function textOf(schemas: readonly JsonObject[], keyword: string): string | null {
  const stated = schemas.map((schema) => schema[keyword]).filter((value) => typeof value === 'string');
  return stated.sort()[0] ?? null;
}
