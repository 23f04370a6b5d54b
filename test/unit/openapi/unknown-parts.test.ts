import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ForewarnError } from '../../../src/core/errors.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { unknownParts } from '../../../src/core/openapi/document/unknown-parts.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const NOWHERE = { $ref: '#/components/nowhere' };
const text = (schema: JsonObject) => ({ description: '', content: { 'application/json': { schema } } });

const ORDER: JsonObject = {
  parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
  requestBody: { content: { 'application/json': { schema: { type: 'string', maxLength: 9 } } } },
  responses: {
    200: text({ type: 'object', required: ['id'], properties: { id: { type: 'string' } } }),
    404: text({ type: 'string' }),
  },
};

/** The order with one member written otherwise. */
const written = (more: JsonObject, others: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/orders': { post: { ...ORDER, ...more } }, ...others },
});
const responses = (more: JsonObject) => ({ responses: { ...(ORDER.responses as JsonObject), ...more } });
const open = (raw: JsonObject) => openDocument(structuredClone(raw), sha256, { unknown: 'kept' });
const rules = (a: JsonObject, b: JsonObject) =>
  diffDocuments(open(a), open(b)).map(({ rule, subject }) => `${rule} ${subject.status ?? ''}`.trim());

/** A narrower request and another success, to be told or not beside what is unknown. */
const CHANGED = {
  requestBody: { content: { 'application/json': { schema: { type: 'string', maxLength: 5 } } } },
};
const NARROWED = 'request-body-max-length-decreased';

/** Every place of an operation where OpenAPI lets a reference stand for what is read of it. */
const PLACES: [string, JsonObject][] = [
  ['a parameter', { parameters: [NOWHERE] }],
  [
    'a media type of a parameter',
    { parameters: [{ name: 'a', in: 'query', content: { 'application/json': NOWHERE } }] },
  ],
  ['the body', { requestBody: NOWHERE }],
  ['the content of the body', { requestBody: { content: NOWHERE } }],
  ['a media type of the body', { requestBody: { content: { 'text/plain': NOWHERE } } }],
  ['the responses', { responses: NOWHERE }],
  ['a response', responses({ 404: NOWHERE })],
  ['the headers of a response', responses({ 404: { headers: NOWHERE } })],
  ['a header', responses({ 404: { headers: { 'X-Id': NOWHERE } } })],
  [
    'a media type of a header',
    responses({ 404: { headers: { 'X-Id': { content: { 'text/plain': NOWHERE } } } } }),
  ],
  ['the content of a response', responses({ 404: { content: NOWHERE } })],
  ['a media type of a response', responses({ 404: { content: { 'text/plain': NOWHERE } } })],
];

describe('a reference that leads nowhere', () => {
  it.each(PLACES)('is known once the document is open: %s', (_, broken) => {
    expect(() => openDocument(structuredClone(written(broken)), sha256)).toThrow(ForewarnError);
    const { raw, operations } = open(written(broken));
    const known = [...unknownParts(raw)];
    expect(known).toHaveLength(1);
    expect(operations.map((one) => [one.parameters, one.requestBody, one.responses])).toHaveLength(1);
    expect(unknownParts(raw)).toEqual(known);
  });

  it('is known once the document is open: a parameter of the path, for all its operations', () => {
    const raw = written({}, { '/a': { parameters: [NOWHERE], get: ORDER, put: ORDER } });
    expect(() => openDocument(structuredClone(raw), sha256)).toThrow(ForewarnError);
    expect(unknownParts(open(raw).raw)).toMatchObject([{ path: '/a', method: null, part: 'parameters' }]);
  });

  it('refuses the document, unless its parts are kept apart', () => {
    const raw = written(responses({ 404: NOWHERE }));
    expect(() => openDocument(structuredClone(raw), sha256)).toThrow(ForewarnError);
    const { raw: kept } = open(raw);
    expect(unknownParts(kept)).toEqual([
      {
        path: '/orders',
        method: 'POST',
        part: 'response',
        status: '404',
        pointer: '#/paths/~1orders/post/responses/404',
        reason: expect.stringContaining('leads nowhere'),
      },
    ]);
  });

  it.each([
    ['a response', responses({ 404: NOWHERE })],
    ['a header of a response', responses({ 404: { description: '', headers: { 'X-Id': NOWHERE } } })],
    [
      'a media type of a response',
      responses({ 404: { description: '', content: { 'application/json': NOWHERE } } }),
    ],
    ['the default response', responses({ default: NOWHERE })],
    ['a parameter', { parameters: [NOWHERE] }],
  ])('says nothing about %s, in either direction, and tells the rest', (_, broken) => {
    expect(rules(written({}), written(broken))).toEqual([]);
    expect(rules(written(broken), written({}))).toEqual([]);
    expect(rules(written(broken), written(broken))).toEqual([]);
    expect(rules(written({}), written({ ...broken, ...CHANGED }))).toEqual([NARROWED]);
  });

  it('says nothing about a body, and tells what is known', () => {
    const broken = written({ requestBody: NOWHERE, ...responses({ 200: text({ type: 'object' }) }) });
    expect(rules(written({}), broken)).toEqual(['response-required-property-removed 200']);
  });

  it('says nothing about statuses that an unknown default may stand for', () => {
    const broken = written({ responses: { 200: text({ type: 'object' }), default: NOWHERE } });
    expect(rules(written({}), broken)).toEqual(['response-required-property-removed 200']);
  });

  it('says nothing about a path, and tells the others', () => {
    const whole = written({}, { '/a': { get: ORDER }, '/b': { get: ORDER } });
    const broken = written({}, { '/a': NOWHERE });
    expect(rules(whole, broken)).toEqual(['api-path-removed-without-deprecation']);
    expect(rules(broken, written({}, { '/a': { get: ORDER } }))).toEqual([]);
  });

  it('says nothing about a webhook or a callback', () => {
    const hook = { post: { requestBody: text({ type: 'string' }), responses: {} } };
    const hooks = (order: JsonObject) => ({ ...written({}), webhooks: { order, other: hook } });
    expect(rules(hooks(hook), hooks(NOWHERE))).toEqual([]);
    const calls = (paid: JsonObject) => written({ callbacks: { paid } });
    expect(rules(calls({ '{$request.body#/url}': hook }), calls(NOWHERE))).toEqual([]);
    expect(
      rules(calls({ '{$request.body#/url}': hook }), calls({ '{$request.body#/url}': NOWHERE })),
    ).toEqual([]);
  });
});
