import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { convertSwagger, isSwagger } from '../../../src/core/openapi/swagger/convert-swagger.ts';

const SWAGGER = { swagger: '2.0', info: { title: 'Orders', version: '1' }, paths: {} };
const convert = (more: JsonObject) => convertSwagger({ ...SWAGGER, ...more });

const operation = (post: JsonObject, more: JsonObject = {}): JsonObject => {
  const { paths } = convert({ ...more, paths: { '/a': { post } } }) as { paths: Record<string, JsonObject> };
  return paths['/a']?.post as JsonObject;
};

const told = (before: JsonObject, after: JsonObject) =>
  diffDocuments(openDocument(convert(before), sha256), openDocument(convert(after), sha256)).map(
    ({ rule }) => rule,
  );

describe('a Swagger 2.0 document', () => {
  it.each<[JsonObject, boolean]>([
    [{ swagger: '2.0' }, true],
    [{ swagger: 2 }, true],
    [{ swagger: '1.2' }, false],
    [{ swagger: '2.0', openapi: '3.0.0' }, false],
  ])('%j is told by its version', (raw, expected) => {
    expect(isSwagger(raw)).toBe(expected);
  });

  it('is not changed, and neither are its parts', () => {
    const raw = Object.freeze({
      ...SWAGGER,
      definitions: Object.freeze({ A: Object.freeze({ type: 'file' }) }),
    });
    expect(convertSwagger(raw).components).toMatchObject({
      schemas: { A: { type: 'string', format: 'binary' } },
    });
  });

  it.each<[JsonObject, Json | undefined]>([
    [
      { host: 'a.example', basePath: '/v1', schemes: ['https', 'http'] },
      [{ url: 'https://a.example/v1' }, { url: 'http://a.example/v1' }],
    ],
    [{ host: 'a.example', basePath: 'v1' }, [{ url: '//a.example/v1' }]],
    [{ basePath: '/v1' }, [{ url: '/v1' }]],
    [{}, undefined],
  ])('has the servers of %j', (written, servers) => {
    expect(convert(written).servers).toEqual(servers);
  });

  it('has the schemes of one operation as servers of its own', () => {
    const { servers } = operation(
      { schemes: ['wss'], responses: {} },
      { host: 'a.example', schemes: ['https'] },
    );
    expect(servers).toEqual([{ url: 'wss://a.example' }]);
  });
});

describe('parameters', () => {
  const written = (parameter: JsonObject) => {
    const { parameters } = operation({ parameters: [parameter], responses: {} }) as {
      parameters: JsonObject[];
    };
    return parameters[0];
  };
  const list = { name: 'ids', type: 'array', items: { type: 'string' } };

  it.each<[string, JsonObject, JsonObject]>([
    ['csv, not said', { in: 'query' }, { style: 'form', explode: false }],
    ['multi', { in: 'query', collectionFormat: 'multi' }, { style: 'form', explode: true }],
    ['ssv', { in: 'query', collectionFormat: 'ssv' }, { style: 'spaceDelimited', explode: false }],
    ['pipes', { in: 'query', collectionFormat: 'pipes' }, { style: 'pipeDelimited', explode: false }],
    ['tsv', { in: 'query', collectionFormat: 'tsv' }, { style: 'tabDelimited', explode: false }],
    ['csv in a path', { in: 'path' }, { style: 'simple', explode: false }],
    ['pipes in a header', { in: 'header', collectionFormat: 'pipes' }, { style: 'pipeDelimited' }],
  ])('keep how a list is written: %s', (_, more, style) => {
    expect(written({ ...list, ...more })).toMatchObject({ ...style, schema: { type: 'array' } });
    expect(written({ ...list, ...more })).not.toHaveProperty('collectionFormat');
  });

  it('tell lists by tabs, and lists inside lists, from others', () => {
    const asked = (parameter: JsonObject) => ({
      paths: { '/a': { get: { parameters: [{ ...list, in: 'query', ...parameter }], responses: {} } } },
    });
    expect(told(asked({}), asked({ collectionFormat: 'tsv' }))).toEqual(['request-parameter-style-changed']);
    expect(told(asked({}), asked({ collectionFormat: 'csv' }))).toEqual([]);
    const inner = { type: 'array', items: { type: 'string' } };
    const found = told(asked({ items: inner }), asked({ items: { ...inner, collectionFormat: 'pipes' } }));
    expect(found).toHaveLength(1);
  });

  it('that are a body or a form become one, whether of the operation, its path or the document', () => {
    const raw = convert({
      consumes: ['application/xml'],
      parameters: { Order: { name: 'o', in: 'body', required: true, schema: { $ref: '#/definitions/O' } } },
      definitions: { O: { type: 'object', 'x-nullable': true, discriminator: 'kind' } },
      paths: {
        '/a': { parameters: [{ $ref: '#/parameters/Order' }], put: { responses: {} } },
      },
    });
    expect(raw.paths).toEqual({
      '/a': {
        parameters: [],
        put: {
          requestBody: {
            required: true,
            content: { 'application/xml': { schema: { $ref: '#/components/schemas/O' } } },
          },
          responses: {},
        },
      },
    });
    expect(raw.components).toMatchObject({
      parameters: {},
      schemas: { O: { nullable: true, discriminator: { propertyName: 'kind' } } },
    });
  });

  it('of a form keep how lists are written, and that a file needs a form of parts', () => {
    const { requestBody } = operation({
      consumes: ['application/x-www-form-urlencoded'],
      parameters: [
        { name: 'tags', in: 'formData', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
        { name: 'photo', in: 'formData', type: 'file', required: true },
      ],
      responses: {},
    });
    expect(requestBody).toEqual({
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['photo'],
            properties: {
              tags: { type: 'array', items: { type: 'string' } },
              photo: { type: 'string', format: 'binary' },
            },
          },
          encoding: { tags: { style: 'form', explode: true } },
        },
      },
    });
  });
});

describe('responses', () => {
  it('come as what the operation produces, also those that it refers to', () => {
    const { responses } = operation(
      {
        produces: ['text/csv', 'application/json'],
        responses: { 200: { $ref: '#/responses/Rows' }, 204: { description: '' } },
      },
      {
        produces: ['application/xml'],
        responses: {
          Rows: {
            description: 'rows',
            schema: { type: 'string' },
            headers: { 'X-Left': { type: 'integer', maximum: 9, description: 'left' } },
            examples: { 'text/csv': 'a;b' },
          },
        },
      },
    );
    expect(responses).toEqual({
      200: {
        description: 'rows',
        content: {
          'text/csv': { schema: { type: 'string' }, example: 'a;b' },
          'application/json': { schema: { type: 'string' } },
        },
        headers: { 'X-Left': { description: 'left', schema: { type: 'integer', maximum: 9 } } },
      },
      204: { description: '' },
    });
  });
});

describe('schemas and schemes', () => {
  it('keep names as they are, and values of theirs that look like keywords', () => {
    const Odd = { enum: ['file'], default: { type: 'file', $ref: '#/definitions/B' } };
    const raw = convert({
      definitions: { 'a b«c»/d': { $ref: '#/definitions/Odd' }, Odd, properties: { type: 'object' } },
    });
    expect(raw.components).toMatchObject({
      schemas: { 'a b«c»/d': { $ref: '#/components/schemas/Odd' }, Odd, properties: { type: 'object' } },
    });
  });

  it('may be referred to by any place, and lead back to themselves', () => {
    const at = '#/paths/~1a/get/responses/200/schema';
    const raw = openDocument(
      convert({
        paths: {
          '/a': {
            get: {
              responses: {
                200: { description: '', schema: { type: 'object', properties: { next: { $ref: at } } } },
                400: { description: '', schema: { $ref: at } },
              },
            },
          },
        },
      }),
      sha256,
    );
    expect(diffDocuments(raw, raw)).toEqual([]);
    const [wrong] = raw.operations[0]?.responses.filter(({ status }) => status === '400') ?? [];
    expect(wrong?.content[0]?.schema?.value).toEqual({
      $ref: `#/components/schemas/x-swagger ${at.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    });
  });

  it.each<[JsonObject, JsonObject]>([
    [{ type: 'basic' }, { type: 'http', scheme: 'basic' }],
    [
      { type: 'apiKey', in: 'query', name: 'k' },
      { type: 'apiKey', in: 'query', name: 'k' },
    ],
    [
      { type: 'oauth2', flow: 'accessCode', authorizationUrl: '/a', tokenUrl: '/t', scopes: { read: 'all' } },
      {
        type: 'oauth2',
        flows: { authorizationCode: { authorizationUrl: '/a', tokenUrl: '/t', scopes: { read: 'all' } } },
      },
    ],
    [
      { type: 'oauth2', flow: 'application', tokenUrl: '/t' },
      { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/t', scopes: {} } } },
    ],
  ])('%j', (definition, scheme) => {
    expect(convert({ securityDefinitions: { login: definition } }).components).toMatchObject({
      securitySchemes: { login: scheme },
    });
  });
});

describe('documents that are there for their parts', () => {
  const library = (type: string) => ({
    paths: undefined as never,
    definitions: { Order: { type: 'object', properties: { id: { type } } } },
    responses: { Done: { description: '', schema: { type } } },
  });

  it('are compared part by part', () => {
    expect(told(library('string'), library('string'))).toEqual([]);
    expect(told(library('string'), library('integer')).sort()).toEqual([
      'request-property-type-changed',
      'response-body-type-changed',
      'response-property-type-changed',
    ]);
  });
});
