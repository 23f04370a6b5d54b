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

/** Reads the choice of a plain schema; null where it has none, or one that leaves out nothing. */
export type ReadChoice = (at: Located<JsonObject>, keyword: Choice) => Alternatives | null;

/** Makes the {@link ReadChoice} of a document, which reads each choice once. */
export function choiceReaderOf(document: ApiDocument): ReadChoice {
  const known = {
    oneOf: new Map<JsonObject, Alternatives | null>(),
    anyOf: new Map<JsonObject, Alternatives | null>(),
  };
  return (at, keyword) => {
    if (!isList(at.value[keyword])) return null;
    const before = known[keyword].get(at.value);
    if (before !== undefined) return before;
    const found = alternativesOf(document, at, keyword);
    known[keyword].set(at.value, found);
    return found;
  };
}

/** An alternative as it is written, and what it refers to. */
interface Offer {
  at: Located<Json>;
  target: Json;
}

/**
 * Choices that are alternatives are taken apart, and what another alternative takes too is left out of an
 * `anyOf`.
 */
function alternativesOf(
  document: ApiDocument,
  at: Located<JsonObject>,
  keyword: Choice,
): Alternatives | null {
  const isTagged = isObject(at.value.discriminator);
  const all: Offer[] = [];
  offer(document, at, keyword, isTagged ? null : new Set([at.value]), all);
  let left = all.filter(({ target }) => !isNullAlone(target));
  const nullable = left.length < all.length;
  if (left.length === 0) return { alternatives: [], nullable: false, sole: all[0]?.at ?? null };
  if (keyword === 'anyOf') {
    if (left.some((one) => takesEverything(one.at.value))) return null;
    left = withoutCovered(left);
  }
  const sole = left.length === 1 && !isTagged ? left[0]?.at : null;
  return { alternatives: left.map((one) => one.at), nullable, sole: sole ?? null };
}

/** Alternatives beyond which choices among them stay as they are: a few lines can stand for 2^30. */
const MOST_OPENED = 500;

/**
 * Adds the alternatives of a choice to a list, those of choices among them in their place.
 *
 * @param open the choices that are being taken apart; null: none is to be
 */
function offer(
  document: ApiDocument,
  { value, pointer }: Located<JsonObject>,
  keyword: Choice,
  open: Set<JsonObject> | null,
  all: Offer[],
): void {
  const list = value[keyword] as Json[];
  for (let index = 0; index < list.length; index++) {
    const at = { value: list[index] as Json, pointer: `${pointer}/${keyword}/${index}` };
    const target = resolveWhereKnown(document, at);
    const choice = target.value;
    const isOpened = open && all.length < MOST_OPENED && isObject(choice) && !open.has(choice);
    const inner = isOpened ? choiceAlone(choice) : null;
    if (!open || !inner) all.push({ at, target: choice });
    else {
      open.add(choice as JsonObject);
      offer(document, target as Located<JsonObject>, inner, open, all);
      open.delete(choice as JsonObject);
    }
  }
}

/** The keyword of a schema that is a choice and nothing else. */
function choiceAlone(schema: JsonObject): Choice | null {
  if (schema.oneOf === undefined && schema.anyOf === undefined) return null;
  const keys = Object.keys(schema).filter((key) => !isAnnotation(key));
  if (keys.length !== 1 || !isList(schema[keys[0] as string])) return null;
  return keys[0] === 'oneOf' || keys[0] === 'anyOf' ? keys[0] : null;
}

function isList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** A list of texts beside any text says nothing. */
function withoutCovered(all: Offer[]): Offer[] {
  if (all.length < 2 || all.length > MOST_COMPARED) return all;
  const types = all.map(({ target }) => typeAlone(target));
  const open = new Set(types);
  open.delete(null);
  if (open.size === 0) return all;
  return all.filter(({ target }, index) => {
    if (types[index] !== null) return true;
    return !isObject(target) || typeof target.type !== 'string' || !open.has(target.type);
  });
}

/** The type of a schema that says no more than a type. */
function typeAlone(schema: Json): string | null {
  if (!isObject(schema) || typeof schema.type !== 'string') return null;
  for (const key in schema) if (key !== 'type' && !isAnnotation(key)) return null;
  return schema.type;
}

function isNullAlone(value: Json): boolean {
  if (!isObject(value)) return false;
  const { type } = value;
  if (type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null')) return true;
  if (value.const === null && Object.hasOwn(value, 'const')) return true;
  return Array.isArray(value.enum) && value.enum.length === 1 && value.enum[0] === null;
}
