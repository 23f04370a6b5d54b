import { ForewarnError } from '../../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { referenceOf } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { ReadChoice } from './alternatives.ts';
import { anchoredTarget } from './anchors.ts';
import { isAnnotation } from './annotations.ts';
import { Flat } from './flat.ts';
import type { Parts } from './shape.ts';
import { STATED, statedIn } from './stated.ts';

/** Members of `allOf` and references inside each other beyond this are refused. */
const DEEPEST = 500;

/** What makes a schema one of several. */
const COMPOUND = STATED.reference | STATED.merged | STATED.choice;

/**
 * Flattens the schemas of one document, each written schema once. A class, so that what V8 learns of one document's
 * schemas holds for the next one's.
 */
export class Flattener {
  private readonly document: ApiDocument;
  private readonly choice: ReadChoice;
  private readonly known = new Map<JsonObject, Flat>();
  /** No schema at all: anything goes. */
  private readonly nothing = new Flat([], 0);
  /** No value fits. */
  private readonly never = new Flat([], 0, { never: true });
  private readonly pending = new Set<JsonObject>();

  constructor(document: ApiDocument, choice: ReadChoice) {
    this.document = document;
    this.choice = choice;
  }

  /**
   * Schemas that all hold, as one.
   *
   * @throws ForewarnError `input` where one is made of too many in each other
   */
  flatten(parts: Parts): Flat {
    if (parts.length === 0) return this.nothing;
    if (parts.length === 1) return this.one(parts[0] as Located<Json>, 0);
    const joined = join(parts.map((at) => this.one(at, 0)));
    const own = joined.isSole ? this.known.get((joined.plain[0] as Located<JsonObject>).value) : undefined;
    return own?.isSole ? own : joined;
  }

  private one(at: Located<Json>, depth: number): Flat {
    if (!isObject(at.value)) return at.value === false ? this.never : this.nothing;
    const cached = this.known.get(at.value);
    if (cached) return cached;
    // A schema that is a part of itself adds nothing to itself.
    if (this.pending.has(at.value)) return this.nothing;
    if (depth > DEEPEST) {
      throw new ForewarnError(
        'input',
        `the schema at ${at.pointer} is made of too many schemas in each other`,
      );
    }
    const flat = this.read(at as Located<JsonObject>, depth);
    this.known.set(at.value, flat);
    return flat;
  }

  private read(at: Located<JsonObject>, depth: number): Flat {
    const stated = statedIn(at.value);
    if (!(stated & COMPOUND)) return alone(at, stated);
    this.pending.add(at.value);
    const flat =
      stated & STATED.reference ? this.referring(at, stated, depth) : this.composed(at, stated, depth);
    this.pending.delete(at.value);
    return flat;
  }

  private referring(at: Located<JsonObject>, stated: number, depth: number): Flat {
    const found = anchoredTarget(this.document, at);
    if (found) {
      const target = this.one(found, depth + 1);
      const beside = this.document.version === '3.0' ? null : withoutReference(at);
      if (!beside) return target;
      const own = this.one(beside, depth + 1);
      return join([target, own]).with({ whole: own.whole });
    }
    // A reference that leads nowhere stays: nothing is known but that it is the same or another.
    if (referenceOf(at.value) !== null) return new Flat([at], stated);
    return this.composed(at, stated, depth);
  }

  private composed(at: Located<JsonObject>, stated: number, depth: number): Flat {
    const members = [new Flat([at], stated)];
    membersOf(at.value).forEach((value, index) => {
      members.push(this.one({ value, pointer: `${at.pointer}/allOf/${index}` }, depth + 1));
    });
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const left = this.choice(at, keyword);
      if (left?.sole) members.push(withNull(this.one(left.sole, depth + 1), left.nullable));
    }
    if (members.length === 1) return alone(at, stated);
    const isNullable = isNullableBeside(at.value) || membersOf(at.value).some(isNullAllowance);
    const joined = join(members);
    return joined.with({ orNull: isNullable || joined.orNull, whole: at.value });
  }
}

/** A schema that is made of no others. */
function alone(at: Located<JsonObject>, stated: number): Flat {
  const orNull = (stated & STATED.nullable) !== 0 && isNullableBeside(at.value);
  return new Flat([at], stated, { orNull, whole: at.value });
}

/** `nullable` beside `allOf` or without a type: null is one more value of the whole (3.0 as it is used). */
function isNullableBeside(schema: JsonObject): boolean {
  return isSaidNullable(schema) && (schema.type === undefined || Array.isArray(schema.allOf));
}

/** A member of `allOf` that says nothing but that null is a value, too: it is meant of the whole. */
export function isNullAllowance(member: Json): boolean {
  if (!isObject(member) || !isSaidNullable(member)) return false;
  return Object.keys(member).every((key) => key === 'nullable' || isAnnotation(key));
}

function membersOf({ allOf }: JsonObject): Json[] {
  return Array.isArray(allOf) ? allOf : [];
}

/** `nullable` of 3.0, and what 2.0 has instead. */
export function isSaidNullable(schema: JsonObject): boolean {
  return schema.nullable === true || schema['x-nullable'] === true;
}

function withNull(flat: Flat, orNull: boolean): Flat {
  return orNull ? flat.with({ orNull }) : flat;
}

function withoutReference(at: Located<JsonObject>): Located<JsonObject> | null {
  if (!Object.keys(at.value).some((key) => !BESIDE.has(key))) return null;
  const { $ref: _, $dynamicRef: __, ...rest } = at.value;
  return { value: rest, pointer: at.pointer };
}

/** A reference, and keywords beside it that say nothing about values; what its user says of it does. */
const BESIDE = new Set([
  '$ref',
  '$dynamicRef',
  'description',
  'summary',
  'title',
  '$comment',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  'example',
  'examples',
  'externalDocs',
]);

function join(members: readonly Flat[]): Flat {
  const plain = new Map<JsonObject, Located<JsonObject>>();
  let stated = 0;
  let never = false;
  for (const member of members) {
    stated |= member.stated;
    never ||= member.never;
    for (const at of member.plain) if (!plain.has(at.value)) plain.set(at.value, at);
  }
  const orNull = members.some((member) => member.orNull) && members.every(takesNull);
  return new Flat([...plain.values()], stated, { orNull, never });
}

/** Null fits where nothing says otherwise, or where it is said for the whole. */
function takesNull({ orNull, plain }: Flat): boolean {
  return orNull || plain.every(({ value }) => value.type === undefined || isSaidNullable(value));
}
