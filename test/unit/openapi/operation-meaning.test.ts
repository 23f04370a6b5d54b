import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const open = (paths: JsonObject, components: JsonObject = {}) =>
  openDocument({ openapi: '3.1.0', info: { title: 'Orders', version: '1' }, paths, components }, sha256);

const rules = (before: JsonObject, after: JsonObject) =>
  diffDocuments(open(before), open(after), { today: '2026-11-22' }).map(({ rule }) => rule);

const TEXT = { type: 'string' };
const LIST = { type: 'array', items: TEXT };
const BODY = { type: 'object', properties: { id: TEXT } };
const DONE = { 200: { description: '' } };

const sending = (...parameters: JsonObject[]) => ({ '/orders': { get: { parameters, responses: DONE } } });
const query = (more: JsonObject, schema: Json = LIST) =>
  sending({ name: 'tag', in: 'query', schema, ...more });
const posting = (...media: string[]) => ({
  '/orders': {
    post: {
      requestBody: { content: Object.fromEntries(media.map((name) => [name, { schema: BODY }])) },
      responses: DONE,
    },
  },
});
const response = (...media: string[]) => ({
  description: '',
  content: Object.fromEntries(media.map((name) => [name, { schema: BODY }])),
});
const answering = (responses: JsonObject) => ({ '/orders': { get: { responses } } });
const answer = (...media: string[]) => answering({ 200: response(...media) });

const SAME: [string, JsonObject, JsonObject][] = [
  ['form with explode, as by default', query({}), query({ style: 'form', explode: true })],
  [
    'a style of lists, for a plain value',
    query({ style: 'form' }, TEXT),
    query({ style: 'pipeDelimited', explode: false }, TEXT),
  ],
  ['explode of a plain value', query({}, TEXT), query({ explode: false }, TEXT)],
  [
    'explode of a choice of plain values',
    query({}, { oneOf: [TEXT, { type: 'integer' }] }),
    query({ explode: false }, { oneOf: [TEXT, { type: 'integer' }] }),
  ],
  [
    'deepObject with and without explode',
    query({ style: 'deepObject' }, BODY),
    query({ style: 'deepObject', explode: true }, BODY),
  ],
  [
    'simple, as by default in headers',
    sending({ name: 'X-Tags', in: 'header', schema: LIST }),
    sending({ name: 'x-tags', in: 'header', schema: LIST, style: 'simple', explode: false }),
  ],
  ['flags that are off', query({}), query({ allowReserved: false, allowEmptyValue: false })],
  [
    'parameters in another order',
    sending({ name: 'a', in: 'query', schema: TEXT }, { name: 'b', in: 'query', schema: TEXT }),
    sending({ name: 'b', in: 'query', schema: TEXT }, { name: 'a', in: 'query', schema: TEXT }),
  ],
  [
    'headers that say what others parts say',
    sending({ name: 'Accept', in: 'header', schema: TEXT }),
    sending({ name: 'Authorization', in: 'header', required: true, schema: TEXT }),
  ],
  [
    'the media type of a content parameter in another spelling',
    sending({ name: 'f', in: 'query', content: { 'application/json': { schema: BODY } } }),
    sending({ name: 'f', in: 'query', content: { 'Application/JSON; charset=utf-8': { schema: BODY } } }),
  ],
  [
    'a parameter that the path has for an operation that had it',
    sending({ name: 'q', in: 'query', required: true, schema: TEXT }),
    {
      '/orders': {
        parameters: [{ name: 'q', in: 'query', required: true, schema: TEXT }],
        get: { responses: DONE },
      },
    },
  ],
  [
    'a template with a suffix',
    { '/orders/{id}.{format}': { get: { responses: DONE } } },
    { '/orders/{order}.{as}': { get: { responses: DONE } } },
  ],
  ['media types in another case', posting('application/json'), posting('Application/JSON')],
  ['a charset of UTF-8', posting('application/json'), posting('application/json; charset=UTF-8')],
  ['a quoted charset', answer('text/plain;charset="utf-8"'), answer('text/plain')],
  [
    'parameters of media types in another order',
    answer('multipart/mixed; a=1; b=2'),
    answer('multipart/mixed;b=2;a=1'),
  ],
  [
    'media types in another order',
    answer('application/json', 'application/xml'),
    answer('application/xml', 'application/json'),
  ],
  [
    'responses in another order',
    answering({ 200: response('a/b'), 404: response('a/b'), default: response('a/b') }),
    answering({ default: response('a/b'), 404: response('a/b'), 200: response('a/b') }),
  ],
  [
    'statuses in lower case ranges',
    answering({ '4xx': response('a/b'), 200: response('a/b') }),
    answering({ 200: response('a/b'), '4XX': response('a/b') }),
  ],
  [
    'response headers in any case',
    answering({ 200: { description: '', headers: { ETag: { schema: TEXT } } } }),
    answering({ 200: { description: '', headers: { etag: { schema: TEXT, style: 'simple' } } } }),
  ],
  [
    'words of a link',
    answering({ 200: { description: '', links: { next: { operationId: 'a', description: 'Next' } } } }),
    answering({ 200: { description: '', links: { next: { operationId: 'a' } } } }),
  ],
  ['tags in another order', tagged('a', 'b'), tagged('b', 'a')],
];

function tagged(...tags: string[]): JsonObject {
  return { '/orders': { get: { tags, responses: DONE } } };
}

describe('operations that mean the same', () => {
  it.each(SAME)('%s', (_, before, after) => {
    expect(rules(before, after)).toEqual([]);
    expect(rules(after, before)).toEqual([]);
  });
});

const DIFFERENT: [string, JsonObject, JsonObject, string[]][] = [
  ['explode of a list', query({}), query({ explode: false }), ['request-parameter-explode-changed']],
  [
    'explode of what may be a list',
    query({}, { anyOf: [TEXT, LIST] }),
    query({ explode: false }, { anyOf: [TEXT, LIST] }),
    ['request-parameter-explode-changed'],
  ],
  [
    'explode without a type',
    query({}, {}),
    query({ explode: false }, {}),
    ['request-parameter-explode-changed'],
  ],
  [
    'a style, whose explode goes with it',
    query({}),
    query({ style: 'spaceDelimited' }),
    ['request-parameter-style-changed'],
  ],
  [
    'a label in a path, for plain values too',
    { '/a/{id}': { get: { parameters: [{ name: 'id', in: 'path', schema: TEXT }], responses: DONE } } },
    {
      '/a/{id}': {
        get: { parameters: [{ name: 'id', in: 'path', schema: TEXT, style: 'label' }], responses: DONE },
      },
    },
    ['request-parameter-style-changed'],
  ],
  [
    'a parameter that must be sent elsewhere',
    sending({ name: 'Tenant', in: 'query', schema: TEXT }),
    sending({ name: 'tenant', in: 'header', required: true, schema: TEXT }),
    ['request-required-parameter-moved', 'request-parameter-became-required'],
  ],
  [
    'a parameter of the path that its operation did not have',
    sending(),
    {
      '/orders': {
        parameters: [{ name: 'q', in: 'query', schema: TEXT }],
        get: { responses: DONE },
      },
    },
    ['new-optional-request-default-parameter-to-existing-path'],
  ],
  [
    'a path in another case',
    { '/A': { get: { responses: DONE } } },
    { '/a': { get: { responses: DONE } } },
    ['api-path-removed-without-deprecation', 'endpoint-added'],
  ],
  [
    'a range that takes one more',
    posting('application/json'),
    posting('application/*'),
    ['request-body-media-type-added'],
  ],
  [
    'a range that takes less',
    posting('application/*'),
    posting('application/json'),
    ['request-body-media-type-removed'],
  ],
  [
    'a kind of JSON, sent',
    posting('application/json'),
    posting('application/merge-patch+json'),
    ['request-body-media-type-removed', 'request-body-media-type-added'],
  ],
  [
    'a kind of JSON, answered',
    answer('application/json'),
    answer('application/vnd.orders+json'),
    ['response-media-type-name-specialized'],
  ],
  [
    'JSON of any kind where it was of one',
    answer('application/vnd.orders+json'),
    answer('application/json'),
    ['response-media-type-name-generalized'],
  ],
  [
    'a range where it was one',
    answer('application/json'),
    answer('*/*'),
    ['response-media-type-name-generalized'],
  ],
  [
    'one of a range, and another of it',
    answer('*/*'),
    answer('application/json', 'application/xml'),
    ['response-media-type-name-specialized'],
  ],
  [
    'another version of a media type',
    answer('application/vnd.orders+json;version=1'),
    answer('application/vnd.orders+json;version=2'),
    ['response-media-type-name-changed'],
  ],
  [
    'one charset alone',
    posting('text/csv'),
    posting('text/csv; charset=iso-8859-1'),
    ['request-body-media-type-removed'],
  ],
  [
    'XML in place of JSON',
    answer('application/json'),
    answer('application/xml'),
    ['response-media-type-removed', 'response-media-type-added'],
  ],
  [
    'one success of a range',
    answering({ '2XX': response('a/b') }),
    answering({ 200: response('a/b') }),
    ['response-success-status-range-narrowed'],
  ],
  [
    'a range of success',
    answering({ 200: response('a/b') }),
    answering({ '2XX': response('a/b') }),
    ['response-success-status-added'],
  ],
  [
    'a default in place of an error',
    answering({ 200: response('a/b'), 404: response('a/b') }),
    answering({ 200: response('a/b'), default: response('a/b') }),
    ['response-non-success-status-added'],
  ],
  [
    'a default that says nothing in place of an error',
    answering({ 200: response('a/b'), 404: response('a/b') }),
    answering({ 200: response('a/b'), default: { description: '' } }),
    ['response-non-success-status-removed', 'response-non-success-status-added'],
  ],
  [
    'a default in place of a success',
    answering({ 200: response('a/b') }),
    answering({ default: response('a/b') }),
    ['response-success-status-removed', 'response-non-success-status-added'],
  ],
  [
    'a header as a list of parts',
    answering({ 200: { description: '', headers: { Tags: { schema: BODY } } } }),
    answering({ 200: { description: '', headers: { tags: { schema: BODY, explode: true } } } }),
    ['response-header-explode-changed'],
  ],
  [
    'a header that will go',
    answering({ 200: { description: '', headers: { Tags: { schema: TEXT } } } }),
    answering({ 200: { description: '', headers: { Tags: { schema: TEXT, deprecated: true } } } }),
    ['response-property-deprecated'],
  ],
];

describe('operations that do not mean the same', () => {
  it.each(DIFFERENT)('%s', (_, before, after, expected) => {
    expect(rules(before, after).toSorted()).toEqual(expected.toSorted());
  });

  it('compares the schemas of what falls into a range or stands in for a status', () => {
    const typed = (id: string) => ({ type: 'object', properties: { id: { type: id } } });
    const of = (status: string, media: string, id: string) =>
      answering({ [status]: { description: '', content: { [media]: { schema: typed(id) } } } });
    expect(rules(of('2XX', '*/*', 'string'), of('201', 'application/json', 'integer'))).toContain(
      'response-property-type-changed',
    );
    expect(rules(of('404', 'a/b', 'string'), of('default', 'a/b', 'integer'))).toContain(
      'response-property-type-changed',
    );
    expect(
      rules(of('200', 'application/json', 'string'), of('200', 'application/hal+json', 'integer')),
    ).toEqual(['response-media-type-name-specialized', 'response-property-type-changed']);
  });

  it('follows a reference to a link', () => {
    const linked = (name: string) =>
      open(answering({ 200: { description: '', links: { next: { $ref: `#/components/links/${name}` } } } }), {
        links: { [name]: { operationId: 'a' } },
      });
    expect(diffDocuments(linked('One'), linked('Other'))).toEqual([]);
  });
});
