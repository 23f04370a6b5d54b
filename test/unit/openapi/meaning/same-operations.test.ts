import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import {
  answer,
  answering,
  BODY,
  DONE,
  LIST,
  posting,
  query,
  response,
  rules,
  sending,
  TEXT,
} from './small-documents.ts';

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
