import type { JsonObject } from '../../../../src/core/json.ts';

/**
 * A document of OpenAPI 3.2 in which every object of the specification stands once, with every field filled that can
 * be filled together. Schemas are kept plain here: their keywords have a table of their own.
 */
export function fullDocument(): JsonObject {
  return structuredClone(FULL);
}

const TEXT = { type: 'string' };
const SCHEMA = { type: 'object', properties: { id: TEXT }, required: ['id'] };

const RESPONSE = {
  summary: 'A record',
  description: 'The record',
  headers: {
    'X-Request-Id': {
      description: 'Names the call',
      required: true,
      deprecated: false,
      style: 'simple',
      explode: false,
      schema: { type: 'array', items: TEXT },
      example: ['r1'],
    },
  },
  content: { 'application/json': { schema: SCHEMA, example: { id: 'a' } } },
  links: {
    next: {
      operationId: 'listRecords',
      parameters: { limit: '$response.body#/id' },
      requestBody: '$response.body#/id',
      description: 'The next one',
      server: { url: 'https://api.example' },
    },
  },
};

const FULL: JsonObject = {
  openapi: '3.2.0',
  $self: 'https://api.example/openapi.json',
  info: {
    title: 'Records',
    summary: 'Keeps records',
    description: 'Records of all kinds',
    termsOfService: 'https://api.example/terms',
    contact: { name: 'Support', url: 'https://api.example/support', email: 'support@api.example' },
    license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    version: '1.4.0',
  },
  jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
  servers: [
    {
      url: 'https://{region}.api.example/v1',
      description: 'Production',
      name: 'production',
      variables: { region: { enum: ['eu', 'us'], default: 'eu', description: 'Where data is kept' } },
    },
  ],
  security: [{ token: ['read'] }],
  tags: [
    {
      name: 'records',
      summary: 'Records',
      description: 'All about records',
      externalDocs: { url: 'https://api.example/docs/records', description: 'More' },
      parent: 'all',
      kind: 'nav',
    },
    { name: 'all' },
  ],
  externalDocs: { url: 'https://api.example/docs', description: 'The manual' },
  paths: {
    '/records': {
      summary: 'Records',
      description: 'All records',
      servers: [{ url: 'https://records.api.example/v1' }],
      parameters: [{ name: 'tenant', in: 'header', required: true, schema: TEXT }],
      get: {
        tags: ['records'],
        summary: 'List records',
        description: 'Lists them',
        externalDocs: { url: 'https://api.example/docs/list' },
        operationId: 'listRecords',
        parameters: [
          {
            name: 'ids',
            in: 'query',
            description: 'Which ones',
            required: false,
            deprecated: false,
            allowEmptyValue: false,
            style: 'form',
            explode: true,
            allowReserved: false,
            schema: { type: 'array', items: TEXT },
            example: ['a'],
          },
          { name: 'filter', in: 'query', content: { 'application/json': { schema: SCHEMA } } },
        ],
        responses: { '200': RESPONSE, default: { description: 'An error' } },
        deprecated: false,
        security: [{ token: ['read'] }, { key: [] }],
        servers: [{ url: 'https://list.api.example/v1' }],
      },
      post: {
        operationId: 'addRecord',
        requestBody: {
          description: 'The new one',
          required: true,
          content: {
            'application/json': { schema: SCHEMA, examples: { one: { value: { id: 'a' } } } },
            'multipart/form-data': {
              schema: { type: 'object', properties: { file: TEXT, tags: { type: 'array', items: TEXT } } },
              encoding: {
                tags: {
                  contentType: 'text/plain',
                  headers: { 'X-Part': { schema: TEXT } },
                  style: 'form',
                  explode: true,
                  allowReserved: false,
                },
              },
            },
          },
        },
        responses: { '201': { description: 'Added' } },
        callbacks: {
          added: {
            '{$request.body#/id}': {
              post: {
                operationId: 'recordAdded',
                requestBody: { required: true, content: { 'application/json': { schema: SCHEMA } } },
                responses: { '204': { description: 'Heard' } },
              },
            },
          },
        },
      },
      put: { operationId: 'putRecords', responses: { '204': { description: 'Done' } } },
      delete: { operationId: 'deleteRecords', responses: { '204': { description: 'Done' } } },
      options: { operationId: 'optionsOfRecords', responses: { '204': { description: 'Done' } } },
      head: { operationId: 'headOfRecords', responses: { '204': { description: 'Done' } } },
      patch: { operationId: 'patchRecords', responses: { '204': { description: 'Done' } } },
      trace: { operationId: 'traceRecords', responses: { '204': { description: 'Done' } } },
      query: { operationId: 'queryRecords', responses: { '204': { description: 'Done' } } },
      additionalOperations: {
        LINK: { operationId: 'linkRecords', responses: { '204': { description: 'Done' } } },
      },
    },
    '/events': {
      get: {
        operationId: 'followEvents',
        responses: {
          '200': {
            description: 'A stream',
            content: {
              'multipart/mixed': { itemSchema: SCHEMA, itemEncoding: { contentType: 'application/xml' } },
            },
          },
        },
      },
    },
  },
  webhooks: {
    recordChanged: {
      post: {
        operationId: 'recordChanged',
        requestBody: { required: true, content: { 'application/json': { schema: SCHEMA } } },
        responses: { '204': { description: 'Heard' } },
      },
    },
  },
  components: {
    schemas: { Unused: { type: 'object' } },
    securitySchemes: {
      token: {
        type: 'oauth2',
        description: 'Tokens',
        oauth2MetadataUrl: 'https://login.example/.well-known/oauth',
        deprecated: false,
        flows: {
          implicit: { authorizationUrl: 'https://login.example/i', scopes: { read: 'Reads' } },
          password: { tokenUrl: 'https://login.example/p', scopes: { read: 'Reads' } },
          clientCredentials: {
            tokenUrl: 'https://login.example/c',
            refreshUrl: 'https://login.example/r',
            scopes: { read: 'Reads' },
          },
          authorizationCode: {
            authorizationUrl: 'https://login.example/a',
            tokenUrl: 'https://login.example/t',
            refreshUrl: 'https://login.example/r',
            scopes: { read: 'Reads' },
          },
          deviceAuthorization: {
            deviceAuthorizationUrl: 'https://login.example/d',
            tokenUrl: 'https://login.example/t',
            scopes: { read: 'Reads' },
          },
        },
      },
      key: { type: 'apiKey', name: 'X-Key', in: 'header' },
      login: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      person: {
        type: 'openIdConnect',
        openIdConnectUrl: 'https://login.example/.well-known/openid-configuration',
      },
    },
  },
};
