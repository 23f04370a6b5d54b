import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { jsonMedia, successOf } from './documented.ts';
import { collectionOf, type Resource, type Role } from './find-resources.ts';
import { listCollection } from './list-collection.ts';
import type { Schema } from './schema/convert-schema.ts';
import { mergeSchema } from './schema/merge-schema.ts';
import { sampleValue } from './schema/sample-value.ts';
import { type Schemas, schemasOf } from './schema/schemas.ts';
import type { Behaviour, Call, Outcome } from './types.ts';

const NO_RECORD: Outcome = {
  refused: 'not-found',
  message: 'There is no such record.',
  code: 'no_such_record',
};

/** Carries out a call on a collection of records (see findResources). Lists are newest first. */
export function keepRecords(call: Call, resource: Resource, role: Role, behaviour: Behaviour): Outcome {
  const collection = collectionOf(role, call.path);
  if (role === 'create') return create(call, resource, collection, behaviour);
  if (role === 'list') return listCollection(call, collection);
  const id = call.pathParams[resource.idParameter ?? 'id'] ?? '';
  const record = call.records.get(collection, id);
  if (!record) return NO_RECORD;
  if (role === 'read') return { body: record };
  if (role === 'remove') {
    call.records.remove(collection, id);
    return successOf(call.operation)?.media ? { body: record } : {};
  }
  const own = readOnlyNames(call);
  const ofPartner = Object.entries(record).filter(([name]) => own.has(name));
  const kept = role === 'change' ? record : Object.fromEntries(ofPartner);
  const changed = { ...kept, ...sentMembers(call), [resource.idProperty]: record[resource.idProperty] ?? id };
  call.records.put(collection, id, changed);
  return { body: changed };
}

/** What the caller may set: the body without its readOnly properties. */
function sentMembers(call: Call): JsonObject {
  const own = readOnlyNames(call);
  const sent = Object.entries(isObject(call.body) ? call.body : {});
  return Object.fromEntries(sent.filter(([name]) => !own.has(name)));
}

function readOnlyNames({ document, operation }: Call): Set<string> {
  const schema = operation.requestBody?.content.find((one) => jsonMedia(one.media))?.schema;
  const schemas = schemasOf(document, 'request');
  const merged = schema ? mergeSchema(schemas.at(schema.pointer), schemas) : false;
  const names = merged ? merged['x-one-way'] : [];
  return new Set(Array.isArray(names) ? names.map(String) : []);
}

function create(call: Call, resource: Resource, collection: string, behaviour: Behaviour): Outcome {
  const sent = sentMembers(call);
  const made = call.sample(call.records.added(collection) + 1);
  const fresh = isObject(made) ? made : {};
  const id = freshId(call, resource, collection, sent[resource.idProperty]);
  const record: JsonObject = { ...fresh, ...timesOf(fresh, call.now), ...sent, [resource.idProperty]: id };
  const hook = behaviour.create?.[call.operation.operationId ?? ''];
  const complete = hook ? hook(record, call) : record;
  call.records.put(collection, String(id), complete);
  return { body: complete };
}

/** When a record says that it was made or changed: now. */
function timesOf(fresh: JsonObject, now: Date): JsonObject {
  const times = Object.entries(fresh).filter(
    ([name, value]) =>
      /(creat|add|updat|chang)ed|modified/i.test(name) &&
      typeof value === 'string' &&
      /^\d{4}-\d\d-\d\dT/.test(value),
  );
  return Object.fromEntries(times.map(([name]): [string, Json] => [name, now.toISOString()]));
}

/** The id that was sent, else one that fits the document and is not taken. */
function freshId(
  call: Call,
  resource: Resource,
  collection: string,
  sent: Json | undefined,
): string | number {
  if (typeof sent === 'string' || typeof sent === 'number') return sent;
  const schemas = schemasOf(call.document, 'response');
  const schema = idSchema(call, resource, schemas);
  const first = call.records.added(collection) + 1;
  for (let n = first; n < first + 1000; n++) {
    const seed = `${collection} ${n}`;
    const id = sampleValue(schema, { schemas, seed, examples: false });
    if ((typeof id === 'string' || typeof id === 'number') && !call.records.get(collection, String(id)))
      return id;
  }
  return String(first);
}

/** What the item's path parameter and the record's own property both accept. */
function idSchema(call: Call, resource: Resource, schemas: Schemas): Schema {
  const { read, remove, change, replace } = resource.operations;
  const parameter = (read ?? remove ?? change ?? replace)?.parameters.find(
    (one) => one.in === 'path' && one.name === resource.idParameter,
  );
  const media = successOf(call.operation)?.media;
  const record = media?.schema ? mergeSchema(schemas.at(media.schema.pointer), schemas) : false;
  const properties = record && isObject(record.properties) ? record.properties : {};
  const own = properties[resource.idProperty];
  const parts = [own, parameter?.schema && schemas.at(parameter.schema.pointer)].filter(
    (part) => isObject(part) && Object.keys(part).length > 0,
  );
  const plain = { type: 'string', pattern: '^[a-z0-9]{12}$' };
  return parts.length > 0 ? { allOf: parts as Json[] } : plain;
}
