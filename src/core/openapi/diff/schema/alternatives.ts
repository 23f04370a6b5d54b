import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { resolveWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import { isAnnotation } from './annotations.ts';
import type { Parts } from './shape.ts';
import { takesEverything } from './takes-everything.ts';

/** What a `oneOf` or `anyOf` offers. */
export interface Alternatives {
  /** Those that are not null alone. */
  alternatives: Parts;
  nullable: boolean;
  /** The one alternative where there is no other, null alone too: then it holds like a member of `allOf`. */
  sole: Located<Json> | null;
}

type Choice = 'oneOf' | 'anyOf';

/** So many alternatives of a choice are held against each other; more stay as they are written. */
const MOST_COMPARED = 100;

/**
 * Reads `oneOf` or `anyOf` of a plain schema; null where it has none, or one that leaves out nothing. Choices
 * that are alternatives are taken apart, and what another alternative takes too is left out of an `anyOf`.
 */
export function alternativesOf(
  document: ApiDocument,
  at: Located<JsonObject>,
  keyword: Choice,
): Alternatives | null {
  if (!isList(at.value[keyword])) return null;
  const all = isObject(at.value.discriminator)
    ? listed(at, keyword)
    : apart(document, at, keyword, new Set([at.value]));
  let alternatives = all.filter((one) => !isNullAlone(document, one));
  const nullable = alternatives.length < all.length;
  if (alternatives.length === 0) return { alternatives, nullable: false, sole: all[0] ?? null };
  if (keyword === 'anyOf') {
    if (alternatives.some(({ value }) => takesEverything(value))) return null;
    alternatives = withoutCovered(document, alternatives);
  }
  const sole = alternatives.length === 1 && !isObject(at.value.discriminator) ? alternatives[0] : null;
  return { alternatives, nullable, sole: sole ?? null };
}

/** The alternatives of a choice, those of choices among them in their place. */
function apart(
  document: ApiDocument,
  at: Located<JsonObject>,
  keyword: Choice,
  open: Set<JsonObject>,
): Located<Json>[] {
  return listed(at, keyword).flatMap((one) => {
    const { value, pointer } = resolveWhereKnown(document, one);
    const inner = isObject(value) && !open.has(value) ? choiceAlone(value) : null;
    if (!inner) return [one];
    open.add(value as JsonObject);
    const found = apart(document, { value: value as JsonObject, pointer }, inner, open);
    open.delete(value as JsonObject);
    return found;
  });
}

function listed({ value, pointer }: Located<JsonObject>, keyword: Choice): Located<Json>[] {
  const list = value[keyword];
  if (!Array.isArray(list)) return [];
  return list.map((one, index) => ({ value: one, pointer: `${pointer}/${keyword}/${index}` }));
}

/** The keyword of a schema that is a choice and nothing else. */
function choiceAlone(schema: JsonObject): Choice | null {
  const keys = Object.keys(schema).filter((key) => !isAnnotation(key));
  if (keys.length !== 1 || !isList(schema[keys[0] as string])) return null;
  return keys[0] === 'oneOf' || keys[0] === 'anyOf' ? keys[0] : null;
}

function isList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** A list of texts beside any text says nothing. */
function withoutCovered(document: ApiDocument, all: Located<Json>[]): Located<Json>[] {
  if (all.length < 2 || all.length > MOST_COMPARED) return all;
  const schemas = all.map((one) => resolveWhereKnown(document, one).value);
  const open = new Set(schemas.map(typeAlone).filter((type) => type !== null));
  if (open.size === 0) return all;
  return all.filter((_, index) => {
    const schema = schemas[index] as Json;
    const type = typeAlone(schema);
    if (type !== null) return true;
    return !isObject(schema) || typeof schema.type !== 'string' || !open.has(schema.type);
  });
}

/** The type of a schema that says no more than a type. */
function typeAlone(schema: Json): string | null {
  if (!isObject(schema) || typeof schema.type !== 'string') return null;
  return Object.keys(schema).every((key) => key === 'type' || isAnnotation(key)) ? schema.type : null;
}

function isNullAlone(document: ApiDocument, at: Located<Json>): boolean {
  const { value } = resolveWhereKnown(document, at);
  if (!isObject(value)) return false;
  const { type } = value;
  if (type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null')) return true;
  if (value.const === null && Object.hasOwn(value, 'const')) return true;
  return Array.isArray(value.enum) && value.enum.length === 1 && value.enum[0] === null;
}
