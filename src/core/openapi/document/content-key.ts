import { canonicalJson } from '../../canonical-json.ts';
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
const DATA = new Set(['enum', 'const', 'default']);

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
  return canonicalJson(expand({ raw, left: MOST_OBJECTS }, at, false, []));
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
  const hash = fnv1a(canonicalJson(expand({ raw, left: 0 }, target, false, [])));
  known.set(target.value, hash);
  return hash;
}

/** By document: two versions of one may share a schema that refers to what has changed. */
const hashes = new WeakMap<JsonObject, WeakMap<JsonObject, string>>();

/** A list whose order means nothing, in the order of its canonical text. */
function inOrder(value: Json): Json {
  if (!Array.isArray(value) || value.length < 2) return value;
  const texts = value.map((item): [string, Json] => [canonicalJson(item), item]);
  return texts.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function expand(expansion: Expansion, at: Located<Json>, isMap: boolean, open: readonly string[]): Json {
  const { value, pointer } = at;
  if (Array.isArray(value)) {
    return value.map((item) => expand(expansion, { value: item, pointer }, false, open));
  }
  if (!isObject(value)) return value;
  const reference = isMap ? null : referenceOf(value);
  const target =
    reference !== null && expansion.left > 0 ? targetWhereKnown(expansion.raw, reference, pointer) : null;
  if (target) {
    const back = open.indexOf(target.pointer);
    if (back !== -1) return { $ref: open.length - back };
    return expand(expansion, target, false, [...open, target.pointer]);
  }
  expansion.left--;
  const members: JsonObject = {};
  for (const key of Object.keys(value)) {
    if (!isMap && (ANNOTATIONS.has(key) || key.startsWith('x-'))) continue;
    const member = value[key] as Json;
    if (!isMap && DATA.has(key)) members[key] = key === 'enum' ? inOrder(member) : member;
    else if (!isMap && (key === 'required' || key === 'type')) members[key] = inOrder(member);
    else {
      const inner = expand(expansion, { value: member, pointer }, !isMap && MAPS.has(key), open);
      members[key] = !isMap && CHOICES.has(key) ? inOrder(inner) : inner;
    }
  }
  return members;
}
