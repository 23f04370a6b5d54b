import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { Operation, Parameter } from '../../core/openapi/document/types.ts';
import type { Schema } from './schema/convert-schema.ts';
import { mergeSchema } from './schema/merge-schema.ts';
import type { Schemas } from './schema/schemas.ts';

/** One page of records and what there is beyond it. */
export interface Page {
  records: [id: string, record: JsonObject][];
  hasMore: boolean;
  total: number;
  /** Id to go on from, null on the last page. */
  next: string | null;
}

const SIZE = /^(limit|per_?page|page_?size|size|count|max_?results|top)$/i;
const AFTER = /^(starting_?after|after|cursor|page_?token|next_?token|continuation_?token)$/i;
const BEFORE = /^(ending_?before|before)$/i;
const PAGE = /^(page|page_?number)$/i;
const OFFSET = /^(offset|skip|start)$/i;

/** True for a parameter that says which page, not which records. */
export function isPaging(name: string): boolean {
  return [SIZE, AFTER, BEFORE, PAGE, OFFSET].some((one) => one.test(name));
}

/**
 * The page that a request asks for, by whatever paging the operation's parameters document: a size with a
 * cursor, an offset or a page number. Null where a cursor names no record.
 *
 * @param all the records in the order in which they are listed
 */
export function pageOf(
  all: [string, JsonObject][],
  operation: Operation,
  query: URLSearchParams,
): Page | null {
  const value = (name: RegExp) => {
    const parameter = operation.parameters.find((one) => one.in === 'query' && name.test(one.name));
    return parameter ? (query.get(parameter.name) ?? byDefault(parameter)) : null;
  };
  const size = Math.max(1, Number(value(SIZE) ?? (all.length || 1)));
  const after = value(AFTER);
  const before = value(BEFORE);
  let start = 0;
  if (after !== null && after !== '') {
    start = all.findIndex(([id]) => id === after) + 1;
    if (start === 0) return null;
  } else if (before !== null && before !== '') {
    const end = all.findIndex(([id]) => id === before);
    if (end < 0) return null;
    start = Math.max(0, end - size);
  } else if (value(OFFSET) !== null) start = Math.max(0, Number(value(OFFSET)));
  else if (value(PAGE) !== null) start = (Math.max(1, Number(value(PAGE))) - 1) * size;
  const records = all.slice(start, start + size);
  const hasMore = start + size < all.length;
  return { records, hasMore, total: all.length, next: hasMore ? (records.at(-1)?.[0] ?? null) : null };
}

/** Where a list response holds its items: the response itself (`null`) or one of its properties. */
export function itemsPlace(
  schema: Schema,
  schemas: Schemas,
): { property: string | null; items: Schema } | null {
  const merged = mergeSchema(schema, schemas);
  if (!merged) return null;
  if (isArray(merged)) return { property: null, items: (merged.items ?? true) as Schema };
  const arrays = Object.entries(isObject(merged.properties) ? merged.properties : {}).flatMap(
    ([name, one]) => {
      const property = mergeSchema(one as Schema, schemas);
      return property && isArray(property)
        ? [{ property: name, items: (property.items ?? true) as Schema }]
        : [];
    },
  );
  return (
    arrays.find((one) => /^(data|items|results|records|values|entries)$/i.test(one.property)) ??
    arrays[0] ??
    null
  );
}

/** What an envelope says beside its items, under the names that APIs give it. */
export function envelopeFacts(page: Page): JsonObject {
  const { hasMore, total, next } = page;
  const counts = Object.fromEntries(
    ['total', 'total_count', 'totalCount', 'total_items', 'totalItems'].map((name) => [name, total]),
  );
  const cursors: [string, Json][] = [
    'next_cursor',
    'nextCursor',
    'next_page_token',
    'nextPageToken',
    'next',
  ].map((name) => [name, next]);
  return { has_more: hasMore, hasMore, ...counts, ...Object.fromEntries(cursors) };
}

function isArray(schema: JsonObject): boolean {
  return schema.type === 'array' || (Array.isArray(schema.type) && schema.type.includes('array'));
}

function byDefault(parameter: Parameter): string | null {
  const schema = parameter.schema?.value;
  return isObject(schema) && schema.default !== undefined ? String(schema.default) : null;
}
