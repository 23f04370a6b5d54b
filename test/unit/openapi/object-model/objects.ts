import type { Json } from '../../../../src/core/json.ts';

/** An object of the specification: where the full document has it, and another valid value for each of its fields. */
export interface ObjectModel {
  name: string;
  /** RFC 6901 pointer into the full document. */
  at: string;
  /** Every fixed field, with what it may be changed to; `null`: it can only be added and removed. */
  fields: Record<string, Json>;
}

const TEXT = { type: 'string' };
const OTHER_SCHEMA = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] };
const OPERATION = { responses: { '204': { description: 'Other' } } };
const PATH = '/paths/~1records';
const SCHEMES = '/components/securitySchemes';
const MULTIPART = `${PATH}/post/requestBody/content/multipart~1form-data`;

/** The objects of OpenAPI 3.2 and their fixed fields, as the specification lists them; schemas apart. */
export const OBJECTS: readonly ObjectModel[] = [
  {
    name: 'OpenAPI',
    at: '',
    fields: {
      $self: 'https://other.example/openapi.json',
      jsonSchemaDialect: 'https://shop.example/dialect',
      servers: [{ url: 'https://other.example/v1' }],
      paths: { '/other': { get: OPERATION } },
      webhooks: { other: { post: OPERATION } },
      components: { schemas: { Other: { type: 'string' } } },
      security: [{ key: [] }],
      tags: [{ name: 'other' }],
      externalDocs: { url: 'https://other.example/docs' },
    },
  },
  {
    name: 'Info',
    at: '/info',
    fields: {
      title: 'Others',
      summary: 'Other',
      description: 'Other',
      termsOfService: 'https://other.example/terms',
      contact: { name: 'Others' },
      license: { name: 'MIT' },
      version: '1.5.0',
    },
  },
  {
    name: 'Contact',
    at: '/info/contact',
    fields: { name: 'O', url: 'https://other.example', email: 'o@other.example' },
  },
  { name: 'License', at: '/info/license', fields: { name: 'MIT', identifier: 'MIT' } },
  {
    name: 'Server',
    at: '/servers/0',
    fields: {
      url: 'https://{region}.other.example/v1',
      description: 'Other',
      name: 'other',
      variables: { region: { default: 'us' } },
    },
  },
  {
    name: 'ServerVariable',
    at: '/servers/0/variables/region',
    fields: { enum: ['eu'], default: 'us', description: 'Other' },
  },
  {
    name: 'PathItem',
    at: PATH,
    fields: {
      summary: 'Other',
      description: 'Other',
      servers: [{ url: 'https://other.example/v1' }],
      parameters: [{ name: 'other', in: 'header', required: true, schema: TEXT }],
      put: null,
      delete: null,
      options: null,
      head: null,
      patch: null,
      trace: null,
      query: null,
      additionalOperations: { UNLINK: OPERATION },
    },
  },
  {
    name: 'Operation',
    at: `${PATH}/get`,
    fields: {
      tags: ['all'],
      summary: 'Other',
      description: 'Other',
      externalDocs: { url: 'https://other.example/docs' },
      operationId: 'other',
      parameters: [],
      responses: { '202': { description: 'Later' } },
      deprecated: true,
      security: [{ key: [] }],
      servers: [{ url: 'https://other.example/v1' }],
    },
  },
  { name: 'Operation', at: `${PATH}/post`, fields: { requestBody: null, callbacks: null } },
  {
    name: 'Parameter',
    at: `${PATH}/get/parameters/0`,
    fields: {
      name: 'others',
      in: 'cookie',
      description: 'Other',
      required: true,
      deprecated: true,
      allowEmptyValue: true,
      style: 'pipeDelimited',
      explode: false,
      allowReserved: true,
      schema: { type: 'array', items: { type: 'integer' } },
      example: ['b'],
    },
  },
  {
    name: 'Parameter',
    at: `${PATH}/get/parameters/1`,
    fields: { content: { 'application/json': { schema: OTHER_SCHEMA } } },
  },
  {
    name: 'RequestBody',
    at: `${PATH}/post/requestBody`,
    fields: {
      description: 'Other',
      required: false,
      content: { 'application/xml': { schema: OTHER_SCHEMA } },
    },
  },
  {
    name: 'MediaType',
    at: `${PATH}/post/requestBody/content/application~1json`,
    fields: { schema: OTHER_SCHEMA, examples: { two: { value: { id: 'b' } } } },
  },
  {
    name: 'MediaType',
    at: `${PATH}/get/responses/200/content/application~1json`,
    fields: { schema: OTHER_SCHEMA, example: { id: 'b' } },
  },
  {
    name: 'MediaType',
    at: '/paths/~1events/get/responses/200/content/multipart~1mixed',
    fields: { itemSchema: OTHER_SCHEMA, itemEncoding: { contentType: 'text/plain' } },
  },
  { name: 'MediaType', at: MULTIPART, fields: { encoding: { tags: { contentType: 'application/json' } } } },
  {
    name: 'Encoding',
    at: `${MULTIPART}/encoding/tags`,
    fields: {
      contentType: 'application/json',
      headers: { 'X-Other': { schema: TEXT } },
      style: 'spaceDelimited',
      explode: false,
      allowReserved: true,
    },
  },
  {
    name: 'Responses',
    at: `${PATH}/get/responses`,
    fields: { '200': null, default: null },
  },
  {
    name: 'Response',
    at: `${PATH}/get/responses/200`,
    fields: {
      summary: 'Other',
      description: 'Other',
      headers: { 'X-Other': { schema: TEXT } },
      content: { 'application/xml': { schema: OTHER_SCHEMA } },
      links: { other: { operationId: 'addRecord' } },
    },
  },
  {
    name: 'Header',
    at: `${PATH}/get/responses/200/headers/X-Request-Id`,
    fields: {
      description: 'Other',
      required: false,
      deprecated: true,
      style: null,
      explode: true,
      schema: { type: 'integer' },
      example: ['r2'],
    },
  },
  {
    name: 'Link',
    at: `${PATH}/get/responses/200/links/next`,
    fields: {
      operationId: 'addRecord',
      parameters: { other: '$url' },
      requestBody: '$url',
      description: 'Other',
      server: { url: 'https://other.example' },
    },
  },
  {
    name: 'Callback',
    at: `${PATH}/post/callbacks/added`,
    fields: { '{$request.body#/id}': null },
  },
  {
    name: 'Operation of a callback',
    at: `${PATH}/post/callbacks/added/{$request.body#~1id}/post`,
    fields: {
      operationId: 'other',
      requestBody: { required: true, content: { 'application/json': { schema: OTHER_SCHEMA } } },
      responses: { '202': { description: 'Later' } },
    },
  },
  { name: 'Webhooks', at: '/webhooks', fields: { recordChanged: null } },
  {
    name: 'Operation of a webhook',
    at: '/webhooks/recordChanged/post',
    fields: {
      operationId: 'other',
      requestBody: { required: true, content: { 'application/json': { schema: OTHER_SCHEMA } } },
      responses: { '202': { description: 'Later' } },
    },
  },
  {
    name: 'Tag',
    at: '/tags/0',
    fields: {
      name: 'other',
      summary: 'Other',
      description: 'Other',
      externalDocs: { url: 'https://other.example' },
      parent: 'records',
      kind: 'badge',
    },
  },
  {
    name: 'ExternalDocumentation',
    at: '/externalDocs',
    fields: { url: 'https://other.example', description: 'Other' },
  },
  { name: 'Components', at: '/components', fields: { schemas: { Other: {} }, securitySchemes: null } },
  {
    name: 'SecurityScheme',
    at: `${SCHEMES}/token`,
    fields: {
      type: null,
      description: 'Other',
      oauth2MetadataUrl: 'https://other.example/.well-known/oauth',
      deprecated: true,
      flows: { implicit: { authorizationUrl: 'https://other.example', scopes: {} } },
    },
  },
  { name: 'SecurityScheme', at: `${SCHEMES}/key`, fields: { type: 'http', name: 'X-Other', in: 'query' } },
  { name: 'SecurityScheme', at: `${SCHEMES}/login`, fields: { scheme: 'basic', bearerFormat: 'opaque' } },
  {
    name: 'SecurityScheme',
    at: `${SCHEMES}/person`,
    fields: { openIdConnectUrl: 'https://other.example/.well-known/openid-configuration' },
  },
  {
    name: 'OAuthFlows',
    at: `${SCHEMES}/token/flows`,
    fields: {
      implicit: null,
      password: null,
      clientCredentials: null,
      authorizationCode: null,
      deviceAuthorization: null,
    },
  },
  {
    name: 'OAuthFlow',
    at: `${SCHEMES}/token/flows/authorizationCode`,
    fields: {
      authorizationUrl: 'https://other.example/a',
      tokenUrl: 'https://other.example/t',
      refreshUrl: 'https://other.example/r',
      scopes: { write: 'Writes' },
    },
  },
  {
    name: 'OAuthFlow',
    at: `${SCHEMES}/token/flows/deviceAuthorization`,
    fields: { deviceAuthorizationUrl: 'https://other.example/d' },
  },
  { name: 'SecurityRequirement', at: '/security/0', fields: { token: ['read', 'write'] } },
  { name: 'SecurityRequirement', at: `${PATH}/get/security/0`, fields: { token: ['write'] } },
];
