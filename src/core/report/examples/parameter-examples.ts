import { isObject, type Json, type JsonObject } from '../../json.ts';
import { DONE, documentOf, operationOf } from './documents.ts';
import { back, type Change, type Example, exampleFrom } from './example.ts';

const LIMIT: JsonObject = { name: 'limit', in: 'query', schema: { type: 'integer' } };
const LIST: JsonObject = {
  name: 'status',
  in: 'query',
  schema: { type: 'array', items: { type: 'string' } },
};
const NEEDED = { required: true };
const TODAY = '2026-11-22';

/** An operation with these parameters. */
function parameters(before: readonly JsonObject[], after: readonly JsonObject[]): Example {
  return exampleFrom((list) => operationOf({ parameters: list }), [[...before], [...after]]);
}

/** One parameter with and without these members. */
function limit(before: JsonObject, after: JsonObject): Example {
  return parameters([{ ...LIMIT, ...before }], [{ ...LIMIT, ...after }]);
}

/** Parameters of the path, for all its operations. */
function ofPath(change: Change): Example {
  return exampleFrom(
    (list) => documentOf({ '/orders': { parameters: list, get: { responses: DONE } } }),
    change,
  );
}

function header(change: Change): Example {
  return exampleFrom(
    (schema) => operationOf({ parameters: [{ name: 'X-Filter', in: 'header', schema }] }),
    change,
  );
}

function atPath(path: string, names: string[]): JsonObject {
  const list = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  return documentOf({ [path]: { get: { parameters: list, responses: DONE } } });
}

const content = (media: string): JsonObject => ({
  name: 'filter',
  in: 'query',
  content: { [media]: { schema: { type: 'string' } } },
});

const FILTER: JsonObject = { type: 'object', properties: { id: { type: 'string' } } };

/** An object in a header, with one more property. */
function filter(total: Json, more: JsonObject = {}): JsonObject {
  const known = isObject(FILTER.properties) ? FILTER.properties : {};
  return { ...FILTER, ...more, properties: { ...known, total } };
}

const EMPTY: Change = [{}, { allowEmptyValue: true }];
const RESERVED: Change = [{}, { allowReserved: true }];

/** Rules of parameters as a whole, by id. */
export const PARAMETER_EXAMPLES: Record<string, Example> = {
  'new-required-request-parameter': parameters([], [{ ...LIMIT, ...NEEDED }]),
  'new-optional-request-parameter': parameters([], [LIMIT]),
  'new-required-request-default-parameter-to-existing-path': ofPath([[], [{ ...LIMIT, ...NEEDED }]]),
  'new-optional-request-default-parameter-to-existing-path': ofPath([[], [LIMIT]]),
  'new-request-path-parameter': {
    baseline: atPath('/orders/{id}', ['id']),
    observed: atPath('/orders/{id}', ['id', 'shop']),
  },
  'request-parameter-removed': parameters([LIMIT], []),
  'request-parameter-removed-with-deprecation': parameters([{ ...LIMIT, deprecated: true }], []),
  'request-parameter-removed-before-sunset': {
    ...parameters([{ ...LIMIT, deprecated: true, 'x-sunset': '2027-06-01' }], []),
    today: TODAY,
  },
  'request-required-parameter-moved': parameters(
    [{ ...LIMIT, ...NEEDED }],
    [{ ...LIMIT, ...NEEDED, in: 'header' }],
  ),
  'request-optional-parameter-moved': parameters([LIMIT], [{ ...LIMIT, in: 'header' }]),
  'request-parameter-became-required': limit({}, NEEDED),
  'request-parameter-became-optional': limit(NEEDED, {}),
  'request-parameter-style-changed': parameters(
    [LIST],
    [{ ...LIST, style: 'pipeDelimited', explode: false }],
  ),
  'request-parameter-explode-changed': parameters([LIST], [{ ...LIST, explode: false }]),
  'request-parameter-serialization-changed': parameters(
    [content('application/json')],
    [content('application/xml')],
  ),
  'request-parameter-became-allow-reserved': reserved(RESERVED),
  'request-parameter-became-not-allow-reserved': reserved(back(RESERVED)),
  'request-parameter-became-allow-empty': reserved(EMPTY),
  'request-parameter-became-not-allow-empty': reserved(back(EMPTY)),
  'new-required-request-header-property': header([
    FILTER,
    filter({ type: 'integer' }, { required: ['total'] }),
  ]),
  'request-header-property-became-required': header([
    filter({ type: 'integer' }),
    filter({ type: 'integer' }, { required: ['total'] }),
  ]),
  'request-header-property-became-enum': header([
    filter({ type: 'string' }),
    filter({ type: 'string', enum: ['open', 'paid'] }),
  ]),
};

function reserved([before, after]: Change): Example {
  return limit(isObject(before) ? before : {}, isObject(after) ? after : {});
}
