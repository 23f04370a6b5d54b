import { isObject, type Json, type JsonObject } from '../json.ts';
import type { ApiDocument } from '../openapi/document/types.ts';

/** Whether a value of an exchange is a word of a contract: it may be kept, as everybody can read it there. */
export type IsWord = (value: Json | undefined) => boolean;

const MOST_NODES = 3_000_000;

const kept = new WeakMap<ApiDocument, ReadonlySet<Json>>();

/** Values that documents list: of `enum` and `const`, and names of alternatives. Documents are read when first asked for. */
export function wordsOf(documents: readonly ApiDocument[]): IsWord {
  return (value) => {
    if (value === null || typeof value === 'boolean') return true;
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    return documents.some((document) => wordsIn(document).has(value));
  };
}

function wordsIn(document: ApiDocument): ReadonlySet<Json> {
  const known = kept.get(document) ?? collected(document.raw);
  kept.set(document, known);
  return known;
}

function collected(raw: JsonObject): ReadonlySet<Json> {
  const words = new Set<Json>();
  const seen = new Set<object>();
  const open: Json[] = [raw];
  while (open.length > 0 && seen.size < MOST_NODES) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value)) for (const word of statedBy(value)) words.add(word);
    for (const member of Object.values(value)) if (typeof member === 'object') open.push(member);
  }
  return words;
}

/** What an object would list if it is a schema, a discriminator, or the map of named schemas. */
function statedBy({ enum: listed, const: only, mapping, schemas }: JsonObject): Json[] {
  return [
    ...(Array.isArray(listed) ? listed : []),
    ...(only === undefined ? [] : [only]),
    ...(isObject(mapping) ? Object.keys(mapping) : []),
    ...(isObject(schemas) ? Object.keys(schemas) : []),
  ];
}
