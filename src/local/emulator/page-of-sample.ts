import { isObject, type Json } from '../../core/json.ts';
import { successOf } from './documented.ts';
import { isPaging, itemsPlace, pageOf } from './page-records.ts';
import { schemasOf } from './schema/schemas.ts';
import type { Call } from './types.ts';

/** Cuts a documented list to the page that was asked for; anything else stays as it is. */
export function pageOfSample(body: Json, call: Call): Json {
  const { operation, document } = call.answering;
  const media = successOf(operation)?.media;
  if (!media?.schema || !operation.parameters.some((one) => one.in === 'query' && isPaging(one.name)))
    return body;
  const schemas = schemasOf(document, 'response');
  const property = itemsPlace(schemas.at(media.schema.pointer), schemas)?.property ?? null;
  const list = property !== null && isObject(body) ? body[property] : body;
  if (!Array.isArray(list)) return body;
  const numbered = list.map((item, index): [string, { item: Json }] => [
    idOf(item) ?? String(index),
    { item },
  ]);
  const page = pageOf(numbered, operation, call.query)?.records ?? [];
  const items = page.map(([, record]) => record.item as Json);
  return property !== null && isObject(body) ? { ...body, [property]: items } : items;
}

function idOf(item: Json): string | null {
  if (!isObject(item)) return null;
  return typeof item.id === 'string' || typeof item.id === 'number' ? String(item.id) : null;
}
