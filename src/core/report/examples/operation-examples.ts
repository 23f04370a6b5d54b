import { isObject, type Json, type JsonObject } from '../../json.ts';
import { documentOf, operationOf } from './documents.ts';
import { type Change, type Example, exampleFrom } from './example.ts';
import { MEDIA_EXAMPLES } from './media-examples.ts';
import { PARAMETER_EXAMPLES } from './parameter-examples.ts';
import { RESPONSE_EXAMPLES } from './response-examples.ts';

const DONE: JsonObject = { responses: { '200': { description: 'done' } } };
const DYING: JsonObject = { ...DONE, deprecated: true };
const DATED: JsonObject = { ...DYING, 'x-sunset': '2027-06-01' };
const TODAY = '2026-11-22';

/** What happens to the operations of a path; the other path stays. */
function paths(before: JsonObject, after: JsonObject | null): Example {
  const other = { '/health': { get: DONE } };
  return {
    baseline: documentOf({ '/orders': before, ...other }),
    observed: documentOf(after ? { '/orders': after, ...other } : other),
    today: TODAY,
  };
}

function operation(change: Change): Example {
  return exampleFrom((more) => operationOf(isObject(more) ? more : {}), change);
}

/** A version of the document in which an operation was removed; `paid` is another operation that may be there. */
function version(from: string, to: string, breaking: boolean): Example {
  const at = (version: string, gone: boolean): JsonObject => ({
    ...documentOf({ '/orders': gone ? { get: DONE } : { get: DONE, post: DONE } }),
    info: { title: 'Orders', version },
  });
  return { baseline: at(from, false), observed: at(to, breaking), policy: { versioning: true } };
}

const schemas = (schemas: Json) => documentOf({ '/orders': { get: DONE } }, { components: { schemas } });
const ORDER: JsonObject = { type: 'object', properties: { id: { type: 'string' } } };
const ITEM: JsonObject = { type: 'object', properties: { name: { type: 'string' } } };

/** Rules of operations as a whole, by id. */
export const OPERATION_EXAMPLES: Record<string, Example> = {
  'endpoint-added': paths({ get: DONE }, { get: DONE, post: DONE }),
  'api-removed-without-deprecation': paths({ get: DONE, post: DONE }, { get: DONE }),
  'api-removed-with-deprecation': paths({ get: DONE, post: DYING }, { get: DONE }),
  'api-removed-before-sunset': paths({ get: DONE, post: DATED }, { get: DONE }),
  'api-path-removed-without-deprecation': paths({ get: DONE }, null),
  'api-path-removed-with-deprecation': paths({ get: DYING }, null),
  'api-path-removed-before-sunset': paths({ get: DATED }, null),
  'api-operation-id-removed': operation([{ operationId: 'listOrders' }, {}]),
  'api-operation-id-added': operation([{}, { operationId: 'listOrders' }]),
  'api-tag-removed': operation([{ tags: ['orders', 'billing'] }, { tags: ['orders'] }]),
  'api-tag-added': operation([{ tags: ['orders'] }, { tags: ['orders', 'billing'] }]),
  'api-schema-removed': exampleFrom(schemas, [{ Order: ORDER, Item: ITEM }, { Order: ORDER }]),
  'api-version-not-bumped': {
    ...version('1.0.0', '1.0.0', true),
    besides: ['api-removed-without-deprecation'],
  },
  'api-version-decreased': {
    ...version('1.1.0', '1.0.0', true),
    besides: ['api-removed-without-deprecation'],
  },
  'api-major-version-not-bumped': {
    ...version('1.0.0', '1.1.0', true),
    besides: ['api-removed-without-deprecation'],
  },
  'json-schema-dialect-changed': {
    baseline: documentOf({ '/orders': { get: DONE } }),
    observed: documentOf(
      { '/orders': { get: DONE } },
      { jsonSchemaDialect: 'https://json-schema.org/draft/2019-09/schema' },
    ),
  },
  ...PARAMETER_EXAMPLES,
  ...MEDIA_EXAMPLES,
  ...RESPONSE_EXAMPLES,
};
