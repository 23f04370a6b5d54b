import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../../src/core/openapi/document/types.ts';
import { convertSwagger } from '../../../src/core/openapi/swagger/convert-swagger.ts';

/** What a small API is, in no version's words. */
export interface Small {
  /** Base path. */
  base: string;
  /** Header or query, and the name of the key that is sent there. */
  key: ['header' | 'query', string];
  oauthScopes: string[];
  tokenUrl: string;
  /** How a list in the query is written: 2.0's words. */
  list: 'csv' | 'ssv' | 'pipes' | 'multi';
  listRequired: boolean;
  limitMax: number;
  /** Whether the note of an order may be null. */
  noteNullable: boolean;
  totalAbove: number;
  statuses: string[];
  /** Media types that are taken and answered. */
  media: string[];
  formFields: Record<string, 'file' | 'string'>;
  headerType: 'integer' | 'string';
  hasDelete: boolean;
}

export const SMALL: Small = {
  base: '/v1',
  key: ['header', 'X-Key'],
  oauthScopes: ['read', 'write'],
  tokenUrl: 'https://login.shop.example/token',
  list: 'csv',
  listRequired: false,
  limitMax: 50,
  noteNullable: true,
  totalAbove: 0,
  statuses: ['open', 'paid'],
  media: ['application/json'],
  formFields: { picture: 'file', title: 'string' },
  headerType: 'integer',
  hasDelete: true,
};

export const VERSIONS = ['2.0', '3.0', '3.1', '3.2'] as const;
export type Version = (typeof VERSIONS)[number];

const INFO = { title: 'Orders', version: '1' };
const LIST = { type: 'array', items: { type: 'string' } };

/** The small API as a document of a version, opened. */
export function written(small: Small, version: Version): ApiDocument {
  const raw = version === '2.0' ? convertSwagger(swagger(small)) : openapi(small, version);
  return openDocument(raw, sha256);
}

/** The schema of an order; the discriminator and null are said as the version does. */
function orderSchemas(small: Small, version: Version): JsonObject {
  const ref = (name: string) => ({
    $ref: version === '2.0' ? `#/definitions/${name}` : `#/components/schemas/${name}`,
  });
  const late = version === '3.1' || version === '3.2';
  const nullable = version === '2.0' ? 'x-nullable' : 'nullable';
  const note: JsonObject = late && small.noteNullable ? { type: ['string', 'null'] } : { type: 'string' };
  if (!late && small.noteNullable) note[nullable] = true;
  const total: JsonObject = late
    ? { type: 'number', exclusiveMinimum: small.totalAbove }
    : { type: 'number', minimum: small.totalAbove, exclusiveMinimum: true };
  return {
    Order: {
      type: 'object',
      required: ['id', 'kind'],
      discriminator: version === '2.0' ? 'kind' : { propertyName: 'kind' },
      properties: {
        id: { type: 'string', readOnly: true },
        kind: { type: 'string' },
        note,
        total,
        status: { type: 'string', enum: small.statuses },
        lines: { type: 'array', items: ref('Line') },
      },
    },
    Line: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, next: ref('Line') } },
  };
}

function swagger(small: Small): JsonObject {
  const order = { $ref: '#/definitions/Order' };
  const answer = { description: 'done', schema: order, headers: { 'X-Left': { type: small.headerType } } };
  return {
    swagger: '2.0',
    info: INFO,
    host: 'api.shop.example',
    basePath: small.base,
    schemes: ['https'],
    consumes: small.media,
    produces: small.media,
    security: [{ key: [] }, { login: ['read'] }],
    securityDefinitions: {
      key: { type: 'apiKey', in: small.key[0], name: small.key[1] },
      login: {
        type: 'oauth2',
        flow: 'application',
        tokenUrl: small.tokenUrl,
        scopes: Object.fromEntries(small.oauthScopes.map((scope) => [scope, scope])),
      },
      plain: { type: 'basic' },
    },
    parameters: {
      Order: { name: 'order', in: 'body', required: true, schema: order },
      Limit: { name: 'limit', in: 'query', type: 'integer', maximum: small.limitMax },
    },
    responses: { Answer: answer },
    definitions: orderSchemas(small, '2.0'),
    paths: {
      '/orders': {
        parameters: [{ $ref: '#/parameters/Limit' }],
        get: {
          parameters: [
            {
              name: 'ids',
              in: 'query',
              required: small.listRequired,
              ...LIST,
              ...(small.list !== 'csv' && { collectionFormat: small.list }),
            },
          ],
          responses: { 200: { $ref: '#/responses/Answer' }, default: { description: 'wrong' } },
        },
        post: {
          parameters: [{ $ref: '#/parameters/Order' }],
          security: [{ plain: [] }],
          responses: { 200: answer },
        },
      },
      '/orders/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
        ...(small.hasDelete && { delete: { security: [], responses: { 204: { description: 'gone' } } } }),
        put: {
          consumes: ['multipart/form-data'],
          produces: ['application/pdf'],
          parameters: Object.entries(small.formFields).map(([name, type]) => ({
            name,
            in: 'formData',
            type,
            required: name === 'picture',
          })),
          responses: { 200: { description: 'done', schema: { type: 'file' } } },
        },
      },
    },
  };
}

function openapi(small: Small, version: Exclude<Version, '2.0'>): JsonObject {
  const content = (schema: Json, media = small.media) =>
    Object.fromEntries(media.map((type) => [type, { schema }]));
  const order = { $ref: '#/components/schemas/Order' };
  const answer = {
    description: 'done',
    headers: { 'X-Left': { schema: { type: small.headerType } } },
    content: content(order),
  };
  const styles: Record<Small['list'], JsonObject> = {
    csv: { explode: false },
    multi: {},
    ssv: { style: 'spaceDelimited', explode: false },
    pipes: { style: 'pipeDelimited', explode: false },
  };
  const style = styles[small.list];
  const bytes = { type: 'string', format: 'binary' };
  const fields = Object.entries(small.formFields).map(([name, type]) => [
    name,
    type === 'file' ? bytes : { type },
  ]);
  const form = {
    type: 'object',
    properties: Object.fromEntries(fields),
    ...('picture' in small.formFields && { required: ['picture'] }),
  };
  return {
    openapi: `${version}.0`,
    info: INFO,
    ...(version === '3.2' && {
      $self: 'https://api.shop.example/openapi.json',
      tags: [{ name: 'a', kind: 'nav' }],
    }),
    servers: [{ url: `https://api.shop.example${small.base}/` }],
    security: [{ key: [] }, { login: ['read'] }],
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: small.key[0], name: small.key[1] },
        login: {
          type: 'oauth2',
          flows: {
            clientCredentials: {
              tokenUrl: small.tokenUrl,
              scopes: Object.fromEntries(small.oauthScopes.map((scope) => [scope, scope])),
            },
          },
        },
        plain: { type: 'http', scheme: 'basic' },
      },
      schemas: orderSchemas(small, version),
    },
    paths: {
      '/orders': {
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: small.limitMax } }],
        get: {
          parameters: [{ name: 'ids', in: 'query', required: small.listRequired, schema: LIST, ...style }],
          responses: { 200: answer, default: { description: 'wrong' } },
        },
        post: {
          security: [{ plain: [] }],
          requestBody: { required: true, content: content(order) },
          responses: { 200: answer },
        },
      },
      '/orders/{number}': {
        parameters: [{ name: 'number', in: 'path', required: true, schema: { type: 'string' } }],
        ...(small.hasDelete && { delete: { security: [], responses: { 204: { description: 'gone' } } } }),
        put: {
          requestBody: { required: true, content: content(form, ['multipart/form-data']) },
          responses: { 200: { description: 'done', content: content(bytes, ['application/pdf']) } },
        },
      },
    },
  };
}
