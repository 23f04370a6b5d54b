import { canonicalJson, sortedKeys } from '../../canonical-json.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { referenceOf, resolveWhereKnown, targetWhereKnown } from './reference.ts';
import type { Located } from './types.ts';

/** Members that do not change which values fit. */
const ANNOTATIONS = new Set([
  'description',
  'summary',
  'title',
  '$comment',
  '$id',
  '$anchor',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'deprecated',
]);

/** Members whose own members are named by the author. */
const MAPS = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'mapping',
]);

/** Members that hold values, not schemas. */
const DATA = new Set(['const', 'default']);

/** Lists of values whose order means nothing. */
const UNORDERED = new Set(['enum', 'required', 'type']);

/** Lists of schemas whose order means nothing. */
const CHOICES = new Set(['allOf', 'anyOf', 'oneOf']);

/** After so many objects, references are written as they are: content can be a tree without end. */
const MOST_OBJECTS = 3_000;

interface Expansion {
  raw: JsonObject;
  left: number;
}

/**
 * A schema's content as text: annotations left out, references replaced by what they name, so that it does
 * not depend on the names of components. Circular references are written as how far they go back.
 */
export function contentKey(raw: JsonObject, at: Located<Json>): string {
  return textOf({ raw, left: MOST_OBJECTS }, at, false, []);
}

/**
 * Eight hex digits that name a schema's content (32 bit FNV-1a over its canonical text without annotations,
 * references followed once, those inside it by name). For labels, not for trust.
 */
export function contentHash(raw: JsonObject, at: Located<Json>): string {
  const target = resolveWhereKnown({ raw }, at);
  if (!isObject(target.value)) return fnv1a(canonicalJson(target.value));
  const known = hashes.get(raw) ?? new WeakMap<JsonObject, string>();
  hashes.set(raw, known);
  const before = known.get(target.value);
  if (before) return before;
  const hash = fnv1a(textOf({ raw, left: 0 }, target, false, []));
  known.set(target.value, hash);
  return hash;
}

/**
 * The same for schemas of the same content, and seldom for others: tells at little cost which contents need not be
 * compared.
 */
export function contentOutline(raw: JsonObject, schema: Located<Json>): string {
  const { value } = resolveWhereKnown({ raw }, schema);
  if (!isObject(value)) return String(value);
  const { type = null } = value;
  const types = Array.isArray(type) ? [...type].sort() : type;
  const properties = isObject(value.properties) ? sortedKeys(value.properties) : [];
  return JSON.stringify([types, properties, countIn(value.enum), countIn(value.required)]);
}

function countIn(value: Json | undefined): number {
  return Array.isArray(value) ? value.length : -1;
}

/** By document: two versions of one may share a schema that refers to what has changed. */
const hashes = new WeakMap<JsonObject, WeakMap<JsonObject, string>>();

function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The canonical text of a schema, of schemas by their names, or of a list of them. */
function textOf(expansion: Expansion, at: Located<Json>, isMap: boolean, open: readonly string[]): string {
  const { value, pointer } = at;
  if (Array.isArray(value)) return listText(textsOf(expansion, value, pointer, open));
  if (!isObject(value)) return canonicalJson(value);
  const reference = isMap ? null : referenceOf(value);
  const target =
    reference !== null && expansion.left > 0 ? targetWhereKnown(expansion.raw, reference, pointer) : null;
  if (target) {
    const back = open.indexOf(target.pointer);
    if (back !== -1) return `{"$ref":${open.length - back}}`;
    return textOf(expansion, target, false, [...open, target.pointer]);
  }
  expansion.left--;
  let text = '{';
  for (const key of sortedKeys(value)) {
    if (!isMap && (ANNOTATIONS.has(key) || key.startsWith('x-'))) continue;
    const member = { value: value[key] as Json, pointer };
    const said = isMap ? textOf(expansion, member, false, open) : memberText(expansion, key, member, open);
    text += `${text === '{' ? '' : ','}${canonicalJson(key)}:${said}`;
  }
  return `${text}}`;
}

/** What a keyword says. */
function memberText(expansion: Expansion, key: string, at: Located<Json>, open: readonly string[]): string {
  const { value, pointer } = at;
  if (UNORDERED.has(key) && Array.isArray(value)) return listText(value.map(canonicalJson).sort());
  if (UNORDERED.has(key) || DATA.has(key)) return canonicalJson(value);
  if (!Array.isArray(value)) return textOf(expansion, at, MAPS.has(key), open);
  const texts = textsOf(expansion, value, pointer, open);
  return listText(CHOICES.has(key) ? texts.sort() : texts);
}

function textsOf(
  expansion: Expansion,
  list: readonly Json[],
  pointer: string,
  open: readonly string[],
): string[] {
  return list.map((value) => textOf(expansion, { value, pointer }, false, open));
}

function listText(texts: readonly string[]): string {
  return `[${texts.join()}]`;
}
