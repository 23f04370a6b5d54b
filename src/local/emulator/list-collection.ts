import { isObject, type JsonObject } from '../../core/json.ts';
import { successOf } from './documented.ts';
import { envelopeFacts, isPaging, itemsPlace, pageOf } from './page-records.ts';
import { schemasOf } from './schema/schemas.ts';
import { shapeValue } from './schema/shape-value.ts';
import type { Call, Outcome } from './types.ts';

/** One page of a collection, newest first, as the version in force shows it. */
export function listCollection(call: Call, collection: string): Outcome {
  const media = successOf(call.answering.operation)?.media;
  const schemas = schemasOf(call.answering.document, 'response');
  const schema = media?.schema ? schemas.at(media.schema.pointer) : true;
  const place = itemsPlace(schema, schemas);
  const shape = ([id, record]: [string, JsonObject]): [string, JsonObject] => {
    const shaped = place ? shapeValue(record, place.items, schemas, `${collection}/${id}`) : record;
    return [id, isObject(shaped) ? shaped : record];
  };
  const filters = filtersOf(call);
  const newestFirst = call.records.list(collection).reverse();
  // A filter is about what the version in force shows, which may differ from what is stored.
  const wanted =
    filters.length === 0
      ? newestFirst
      : newestFirst.filter((entry) => filters.every(([name, value]) => passes(shape(entry)[1], name, value)));
  const page = pageOf(wanted, call.operation, call.query);
  if (!page) return { refused: 'parameter', message: 'The cursor names no record.', code: 'no_such_cursor' };
  const items = page.records.map((entry) => shape(entry)[1]);
  if (!place || place.property === null) return { body: items };
  const envelope = call.sample(0);
  return {
    body: { ...(isObject(envelope) ? envelope : {}), ...envelopeFacts(page), [place.property]: items },
  };
}

/** Query parameters that were sent and are not about paging: they filter by the property of their name. */
function filtersOf({ operation, query }: Call): [string, string][] {
  return operation.parameters.flatMap(({ name, in: place }): [string, string][] => {
    const value = place === 'query' && !isPaging(name) ? query.get(name) : null;
    return value === null ? [] : [[name, value]];
  });
}

function passes(record: JsonObject, name: string, wanted: string): boolean {
  if (!Object.hasOwn(record, name)) return true;
  const value = record[name];
  return isObject(value) || Array.isArray(value) || String(value) === wanted;
}
