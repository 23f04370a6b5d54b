import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import {
  answer,
  answering,
  BODY,
  DONE,
  LIST,
  open,
  posting,
  query,
  response,
  rules,
  sending,
  TEXT,
} from './small-documents.ts';

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
