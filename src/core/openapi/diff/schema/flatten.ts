import { ForewarnError } from '../../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { referenceOf, resolveWhereKnown, targetWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { Parts } from './shape.ts';

/** Members of `allOf` and references inside each other beyond this are refused. */
const DEEPEST = 500;

/** A schema as the plain schemas whose conjunction it is. */
export interface Flat {
  /** Without `$ref` and `allOf`, and without groups that have one alternative left. */
  plain: readonly Located<JsonObject>[];
  never: boolean;
  /** A null alternative was taken out, or `nullable` stands beside a reference. */
  orNull: boolean;
}

/** Flattens schemas of one document; each written schema once. */
export type Flatten = (parts: Parts) => Flat;

/** Makes the {@link Flatten} of a document. */
export function flattenerOf(document: ApiDocument): Flatten {
  const known = new Map<JsonObject, Flat>();
  const pending = new Set<JsonObject>();

  const one = (at: Located<Json>, depth: number): Flat => {
    if (!isObject(at.value)) return { plain: [], never: at.value === false, orNull: false };
    const cached = known.get(at.value);
    if (cached) return cached;
    // A schema that is a part of itself adds nothing to itself.
    if (pending.has(at.value)) return NOTHING;
    if (depth > DEEPEST) {
      throw new ForewarnError(
        'input',
        `the schema at ${at.pointer} is made of too many schemas in each other`,
      );
    }
    pending.add(at.value);
    const flat = read(at as Located<JsonObject>, depth);
    pending.delete(at.value);
    known.set(at.value, flat);
    return flat;
  };

  const read = (at: Located<JsonObject>, depth: number): Flat => {
    const reference = referenceOf(at.value);
    if (reference !== null) {
      const found = targetWhereKnown(document.raw, reference, at.pointer);
      // A reference that leads nowhere stays: nothing is known but that it is the same or another.
      if (!found) return { ...NOTHING, plain: [at] };
      const target = one(found, depth + 1);
      const beside = document.version === '3.0' ? null : withoutReference(at);
      return beside ? join([target, one(beside, depth + 1)]) : target;
    }
    const members: Flat[] = [{ plain: [at], never: false, orNull: false }];
    if (Array.isArray(at.value.allOf)) {
      at.value.allOf.forEach((value, index) => {
        members.push(one({ value, pointer: `${at.pointer}/allOf/${index}` }, depth + 1));
      });
    }
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const left = alternativesOf(document, at, keyword);
      if (left?.sole) members.push(withNull(one(left.sole, depth + 1), left.nullable));
    }
    return withNull(join(members), isNullableBeside(at.value));
  };

  return (parts) =>
    parts.length === 1 ? one(parts[0] as Located<Json>, 0) : join(parts.map((at) => one(at, 0)));
}

/** What a `oneOf` or `anyOf` offers. */
export interface Alternatives {
  /** Those that are not null alone. */
  alternatives: Parts;
  nullable: boolean;
  /** The one alternative where there is no other: then it holds like a member of `allOf`. */
  sole: Located<Json> | null;
}

/** Reads `oneOf` or `anyOf` of a plain schema; null where it has none. */
export function alternativesOf(
  document: ApiDocument,
  at: Located<JsonObject>,
  keyword: 'oneOf' | 'anyOf',
): Alternatives | null {
  const list = at.value[keyword];
  if (!Array.isArray(list) || list.length === 0) return null;
  const all = list.map((value, index) => ({ value, pointer: `${at.pointer}/${keyword}/${index}` }));
  const alternatives = all.filter((one) => !isNullAlone(document, one));
  const sole = alternatives.length === 1 && !isObject(at.value.discriminator) ? alternatives[0] : null;
  return { alternatives, nullable: alternatives.length < all.length, sole: sole ?? null };
}

/** `nullable` beside `allOf` or without a type: null is one more value of the whole (3.0 as it is used). */
function isNullableBeside({ nullable, type, allOf }: JsonObject): boolean {
  return nullable === true && (type === undefined || Array.isArray(allOf));
}

function withNull(flat: Flat, orNull: boolean): Flat {
  return orNull ? { ...flat, orNull } : flat;
}

function isNullAlone(document: ApiDocument, at: Located<Json>): boolean {
  const { value } = resolveWhereKnown(document, at);
  if (!isObject(value)) return false;
  const { type } = value;
  if (type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null')) return true;
  if (value.const === null && Object.hasOwn(value, 'const')) return true;
  return Array.isArray(value.enum) && value.enum.length === 1 && value.enum[0] === null;
}

function withoutReference(at: Located<JsonObject>): Located<JsonObject> | null {
  const { $ref: _, ...rest } = at.value;
  return Object.keys(rest).some((key) => !ANNOTATIONS.has(key)) ? { value: rest, pointer: at.pointer } : null;
}

/** Keywords that say nothing about values. */
const ANNOTATIONS = new Set([
  'description',
  'summary',
  'title',
  '$comment',
  'example',
  'examples',
  'externalDocs',
]);

function join(members: readonly Flat[]): Flat {
  const plain = new Map<JsonObject, Located<JsonObject>>();
  for (const member of members)
    for (const at of member.plain) if (!plain.has(at.value)) plain.set(at.value, at);
  return {
    plain: [...plain.values()],
    never: members.some((member) => member.never),
    orNull: members.some((member) => member.orNull),
  };
}

/** No schema at all: anything goes. */
export const NOTHING: Flat = { plain: [], never: false, orNull: false };
