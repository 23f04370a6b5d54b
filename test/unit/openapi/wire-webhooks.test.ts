import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const STRING = { type: 'string' };
const object = (required: string[], ...optional: string[]): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries([...required, ...optional].map((name) => [name, STRING])),
  required,
});
const content = (schema: Json) => ({ 'application/json': { schema } });

interface Sent {
  body?: Json;
  answer?: Json;
  parameters?: Json[];
  headers?: JsonObject;
}

const hook = ({ body = object(['id']), answer = object([]), parameters = [], headers = {} }: Sent) => ({
  post: {
    parameters,
    requestBody: { required: true, content: content(body) },
    responses: { 200: { description: '', headers, content: content(answer) } },
  },
});

const open = (more: JsonObject, paths: JsonObject = {}) =>
  openDocument({ openapi: '3.1.0', info: { title: 'Orders', version: '1' }, paths, ...more }, sha256);

const told = (before: ReturnType<typeof open>, after: ReturnType<typeof open>) =>
  diffDocuments(before, after).map(
    ({ rule, level, direction, subject }) => `${rule} ${level} ${direction} ${formatSubject(subject)}`,
  );

const webhook = (sent: Sent) => open({ webhooks: { shipped: hook(sent) } });

describe('webhooks are read the other way round', () => {
  it.each<[string, Sent, Sent, string[]]>([
    [
      'a field that they no longer send',
      { body: object(['id', 'total']) },
      { body: object(['id']) },
      [
        'response-required-property-removed breaking response POST webhook:shipped request application/json /total',
      ],
    ],
    [
      'a value that they never sent',
      { body: { type: 'string', enum: ['a'] } },
      { body: { type: 'string', enum: ['a', 'b'] } },
      ['response-property-enum-value-added warning response POST webhook:shipped request application/json'],
    ],
    [
      'a field that we must answer',
      {},
      { answer: object(['seen']) },
      [
        'new-required-request-property breaking request POST webhook:shipped response 200 application/json /seen',
      ],
    ],
    [
      'a header that they no longer send',
      { parameters: [{ name: 'X-Signature', in: 'header', required: true, schema: STRING }] },
      {},
      ['required-response-header-removed breaking response POST webhook:shipped request header:x-signature'],
    ],
    [
      'a header that we must answer with',
      {},
      { headers: { 'X-Seen': { required: true, schema: STRING } } },
      ['new-required-request-parameter breaking request POST webhook:shipped response 200 header:x-seen'],
    ],
    [
      'another field that we may answer',
      {},
      { answer: object([], 'note') },
      ['new-optional-request-property info request POST webhook:shipped response 200 application/json /note'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(webhook(before), webhook(after))).toEqual(expected);
  });

  it('tells a method or a whole webhook that came or went', () => {
    const two = { shipped: { ...hook({}), put: hook({}).post }, paid: hook({}) };
    expect(told(open({ webhooks: two }), webhook({}))).toEqual([
      'webhook-removed breaking none * * operation webhook:shipped',
      'webhook-removed breaking none * * operation webhook:paid',
    ]);
  });

  it('finds them as 3.0 documents write them, and in components', () => {
    const late = open({
      webhooks: { shipped: { $ref: '#/components/pathItems/Shipped' } },
      components: { pathItems: { Shipped: hook({}) } },
    });
    const early = open({ openapi: '3.0.3', 'x-webhooks': { shipped: hook({}) } });
    expect(told(early, late)).toEqual([]);
    expect(told(late, early)).toEqual([]);
  });
});

describe('callbacks', () => {
  const calling = (callbacks: JsonObject, components: JsonObject = {}) => {
    const post = { callbacks, responses: {} };
    return open({ components }, { '/orders': { post }, '/carts': { post } });
  };
  const URL = '{$request.body#/url}';

  it('are read the other way round, and once where they are shared', () => {
    const shared = (sent: Sent) =>
      calling(
        { done: { $ref: '#/components/callbacks/Done' } },
        { callbacks: { Done: { [URL]: hook(sent) } } },
      );
    expect(told(shared({ body: object(['id', 'total']) }), shared({}))).toEqual([
      'response-required-property-removed breaking response POST callback:done $request.body#/url request application/json /total',
    ]);
  });

  it('of callbacks are calls to the partner again', () => {
    const inner = (sent: Sent) =>
      calling({ done: { [URL]: { post: { ...hook({}).post, callbacks: { ack: { [URL]: hook(sent) } } } } } });
    const [first] = told(inner({}), inner({ body: object(['id', 'why']) }));
    expect(first).toBe(
      'new-required-request-property breaking request POST callback:ack $request.body#/url request application/json /why',
    );
  });

  it('that lead back to themselves come to an end', () => {
    const post = {
      responses: { 200: { description: '' } },
      callbacks: { again: { $ref: '#/components/callbacks/Again' } },
    };
    const circular = (deprecated: boolean) =>
      calling(
        { again: { $ref: '#/components/callbacks/Again' } },
        { callbacks: { Again: { [URL]: { post: { ...post, deprecated } } } } },
      );
    expect(told(circular(false), circular(true))).toEqual([
      'endpoint-deprecated info none POST callback:again $request.body#/url operation',
    ]);
  });
});

describe('path items', () => {
  it('are refused where they lead back to themselves', () => {
    const circle = { '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' } };
    expect(() => open({}, circle)).toThrow(/leads back to itself/);
  });

  it('of components, with members beside the reference', () => {
    const get = { responses: {}, parameters: [{ name: 'q', in: 'query', schema: STRING }] };
    const components = {
      pathItems: { Orders: { get, parameters: [{ name: 'p', in: 'query', schema: STRING }] } },
    };
    const inline = {
      '/orders': { get, put: { responses: {} }, parameters: [{ name: 'p', in: 'query', schema: STRING }] },
    };
    const referring = { '/orders': { $ref: '#/components/pathItems/Orders', put: { responses: {} } } };
    expect(told(open({ components }, referring), open({}, inline))).toEqual([]);
    expect(told(open({}, inline), open({ components }, referring))).toEqual([]);
  });
});

describe('OpenAPI 3.2', () => {
  const late = (item: JsonObject) => open({ openapi: '3.2.0' }, { '/orders': item });

  it('reads the method query and additional ones', () => {
    const both = { query: { responses: {} }, additionalOperations: { LINK: { responses: {} } } };
    expect(told(late({ ...both, get: { responses: {} } }), late({ get: { responses: {} } }))).toEqual([
      'api-removed-without-deprecation breaking none QUERY /orders operation',
      'api-removed-without-deprecation breaking none LINK /orders operation',
    ]);
  });

  it('compares what a stream is made of, and the whole query string', () => {
    const streaming = (type: string) =>
      late({
        get: {
          parameters: [
            { name: 'any', in: 'querystring', content: { 'application/json': { schema: { type } } } },
          ],
          responses: { 200: { description: '', content: { 'application/jsonl': { itemSchema: { type } } } } },
        },
      });
    expect(told(streaming('string'), streaming('integer'))).toEqual([
      'request-parameter-type-changed breaking request GET /orders request querystring:any',
      'response-body-type-changed breaking response GET /orders response 200 application/jsonl /*',
    ]);
  });
});
