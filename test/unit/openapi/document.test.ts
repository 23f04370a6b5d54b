import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { matchOperation } from '../../../src/core/openapi/document/match-operation.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { resolveReference } from '../../../src/core/openapi/document/reference.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const open = (more: JsonObject) =>
  openDocument({ openapi: '3.1.0', info: { title: 'Shop', version: '7' }, ...more }, sha256);
const ok = { responses: { 200: { description: 'fine' } } };

describe('openDocument', () => {
  it('reads operations with references of every part followed', () => {
    const document = open({
      servers: [{ url: 'https://shop.example/{stage}', variables: { stage: { default: 'v1' } } }],
      security: [{ key: [] }],
      paths: {
        '/orders/{id}': { $ref: '#/components/pathItems/order' },
      },
      components: {
        pathItems: {
          order: {
            parameters: [{ $ref: '#/components/parameters/id' }, { name: 'q', in: 'query' }],
            put: {
              operationId: 'putOrder',
              parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }, 'odd'],
              requestBody: { $ref: '#/components/requestBodies/order' },
              responses: { '4xx': { $ref: '#/components/responses/wrong' }, default: { description: '' } },
            },
          },
        },
        parameters: { id: { name: 'id', in: 'path', schema: { type: 'string' } } },
        requestBodies: {
          order: {
            required: true,
            content: { 'Application/JSON; charset=utf-8': { schema: { type: 'object' } } },
          },
        },
        responses: { wrong: { description: '', headers: { 'X-Id': { $ref: '#/components/headers/id' } } } },
        headers: { id: { required: true, schema: { type: 'integer' } } },
        securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      },
    });
    const operation = document.byKey.get('PUT /orders/{}');
    expect(operation?.pointer).toBe('#/components/pathItems/order/put');
    expect(operation?.parameters.map((one) => [one.name, one.required])).toEqual([
      ['id', true],
      ['q', true],
    ]);
    expect(operation?.requestBody?.content[0]).toMatchObject({
      media: 'application/json',
      schema: { pointer: '#/components/requestBodies/order/content/Application~1JSON; charset=utf-8/schema' },
    });
    expect(operation?.responses.map((one) => one.status)).toEqual(['4XX', 'default']);
    expect(operation?.responses[0]?.headers[0]).toMatchObject({ name: 'X-Id', required: true });
    expect(operation?.security).toEqual([{ key: [] }]);
    expect(document.servers).toEqual(['https://shop.example/v1']);
    expect(document.securitySchemes.key).toMatchObject({ name: 'X-Key' });
  });

  it.each([
    ['an object of another kind', { hello: 1 }],
    ['Swagger 2.0 that nobody converted', { swagger: '2.0', paths: {} }],
    ['3.0 without paths', { openapi: '3.0.3', info: {} }],
    ['a reference that leads nowhere', { openapi: '3.1.0', paths: { '/a': { $ref: '#/nowhere' } } }],
    ['references in a circle', { openapi: '3.1.0', paths: { '/a': { $ref: '#/paths/~1a' } } }],
    ['a reference to a web site', { openapi: '3.1.0', paths: { '/a': { $ref: 'https://x.example/a' } } }],
  ])('refuses %s', (_, raw) => {
    expect(() => openDocument(raw as JsonObject, sha256)).toThrow(expect.objectContaining({ code: 'input' }));
  });
});

describe('resolveReference', () => {
  it('follows chains, escapes and references through references', () => {
    const document = open({
      paths: {},
      components: {
        schemas: {
          'a b/c': { $ref: '#/components/schemas/alias' },
          alias: { $ref: '#/components/schemas/end' },
          end: { type: 'object', properties: { id: { type: 'string' } } },
        },
      },
    });
    const from = (reference: string) =>
      resolveReference(document, { value: { $ref: reference }, pointer: '#/x' }).pointer;
    expect(from('#/components/schemas/a%20b~1c')).toBe('#/components/schemas/end');
    expect(from('#/components/schemas/alias/properties/id')).toBe('#/components/schemas/end/properties/id');
  });
});

describe('matchOperation', () => {
  const document = open({
    servers: [{ url: 'https://shop.example/base/v1' }, { url: '/other/' }],
    paths: {
      '/orders/{id}': { get: ok },
      '/orders/mine': { get: ok },
      '/orders/{id}.json': { get: ok },
      '/orders/{id}/lines/{line}': { get: ok },
      '/files/{name}:{action}': { post: ok },
    },
  });
  it.each([
    ['GET', '/orders/42?x=1', '/orders/{id}', { id: '42' }],
    ['get', '/orders/mine', '/orders/mine', {}],
    ['GET', '/orders/42.json', '/orders/{id}.json', { id: '42' }],
    ['GET', '/base/v1/orders/a%2Fb/lines/3', '/orders/{id}/lines/{line}', { id: 'a/b', line: '3' }],
    ['POST', '/other/files/a:zip', '/files/{name}:{action}', { name: 'a', action: 'zip' }],
  ])('%s %s is %s', (method, path, template, params) => {
    const found = matchOperation(document, method, path);
    expect([found?.operation.path, found?.pathParams]).toEqual([template, params]);
  });
  it.each([
    ['DELETE', '/orders/42'],
    ['GET', '/orders'],
    ['GET', '/orders//lines/1'],
    ['POST', '/files/zip'],
  ])('%s %s is nothing', (method, path) => {
    expect(matchOperation(document, method, path)).toBeNull();
  });
});
