import { isObject, type Json } from '../../core/json.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import { examplesOf, successOf } from './documented.ts';
import { findResources, type Resource } from './find-resources.ts';
import { itemsPlace } from './page-records.ts';
import type { RecordStore } from './record-store.ts';
import { schemasOf } from './schema/schemas.ts';
import type { Behaviour } from './types.ts';

/** Puts into the store what is there from the start: the behaviour's records, or those of the document's examples. */
export function seedRecords(
  records: RecordStore,
  document: ApiDocument,
  behaviour: Behaviour,
  now: Date,
): void {
  const seeded = behaviour.seed?.(now) ?? {};
  for (const [collection, list] of Object.entries(seeded)) {
    for (const [id, record] of list) records.put(collection, id, record);
  }
  for (const resource of new Set([...findResources(document).values()].map((one) => one.resource))) {
    const collection = resource.operations.create?.path ?? '';
    if (collection.includes('{') || Object.hasOwn(seeded, collection)) continue;
    // Lists are newest first: the last example was made first.
    for (const record of exampleRecords(document, resource).reverse()) {
      const id = isObject(record) ? record[resource.idProperty] : undefined;
      if (isObject(record) && (typeof id === 'string' || typeof id === 'number')) {
        records.put(collection, String(id), record);
      }
    }
  }
}

function exampleRecords(document: ApiDocument, { operations }: Resource): Json[] {
  const listed = operations.list ? bodies(document, operations.list) : [];
  const place = operations.list ? listPlace(document, operations.list) : null;
  const items = listed.flatMap((body) => {
    const list = place?.property && isObject(body) ? body[place.property] : body;
    return Array.isArray(list) ? list : [];
  });
  const single = [operations.read, operations.create].flatMap((one) => (one ? bodies(document, one) : []));
  return [...items, ...single];
}

function bodies(document: ApiDocument, operation: Operation): Json[] {
  const media = successOf(operation)?.media;
  return media ? examplesOf(document, media) : [];
}

function listPlace(document: ApiDocument, operation: Operation) {
  const schema = successOf(operation)?.media?.schema;
  const schemas = schemasOf(document, 'response');
  return schema ? itemsPlace(schemas.at(schema.pointer), schemas) : null;
}
