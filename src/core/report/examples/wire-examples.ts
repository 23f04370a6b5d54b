import type { Json, JsonObject } from '../../json.ts';
import { DONE, documentOf, operationOf, postOf } from './documents.ts';
import { back, type Change, type Example, exampleFrom } from './example.ts';
import { SCHEME_EXAMPLES } from './scheme-examples.ts';

const KEY: JsonObject = { type: 'apiKey', in: 'header', name: 'X-Key' };
const TOKEN: JsonObject = { type: 'http', scheme: 'bearer' };
const OAUTH: JsonObject = {
  type: 'oauth2',
  flows: {
    clientCredentials: {
      tokenUrl: 'https://login.orders.example/token',
      scopes: { read: 'Read orders', write: 'Write orders' },
    },
  },
};
const SCHEMES: JsonObject = { components: { securitySchemes: { key: KEY, token: TOKEN, oauth: OAUTH } } };

const ofOperation = (security: Json) => operationOf({ security }, SCHEMES);
const ofDocument = (security: Json) => operationOf({}, { ...SCHEMES, security });

function security(prefix: string, at: (security: Json) => JsonObject): Record<string, Example> {
  const from = (change: Change, ...besides: string[]): Example => ({
    ...exampleFrom(at, change),
    ...(besides.length > 0 && { besides: besides.map((one) => `${prefix}-${one}`) }),
  });
  const ways: Change = [[{ key: [] }, { token: [] }], [{ key: [] }]];
  const scopes: Change = [[{ oauth: ['read'] }], [{ oauth: ['read', 'write'] }]];
  return {
    [`${prefix}-removed`]: from(ways),
    [`${prefix}-added`]: from(back(ways)),
    [`${prefix}-scope-removed`]: from(back(scopes)),
    [`${prefix}-scope-added`]: from(scopes),
    [`${prefix}-became-required`]: from([[{}, { key: [] }], [{ key: [] }]]),
    [`${prefix}-became-optional`]: from([[{ key: [] }], [{}, { key: [] }]]),
    [`${prefix}-replaced`]: from([[{ key: [] }], [{ token: [] }]], 'removed', 'added'),
  };
}

const HERE: JsonObject = { url: 'https://api.orders.example' };
const THERE: JsonObject = { url: 'https://eu.orders.example' };

function server(prefix: string, at: (servers: Json) => JsonObject): Record<string, Example> {
  const region = (variable: JsonObject): JsonObject[] => [
    { url: 'https://{region}.orders.example', variables: { region: variable } },
  ];
  const both: Change = [[HERE, THERE], [HERE]];
  return {
    [`${prefix}-removed`]: exampleFrom(at, both),
    [`${prefix}-added`]: exampleFrom(at, back(both)),
    [`${prefix}-variable-default-changed`]: exampleFrom(at, [
      region({ default: 'eu', enum: ['eu', 'us'] }),
      region({ default: 'us', enum: ['eu', 'us'] }),
    ]),
    [`${prefix}-variable-limited`]: exampleFrom(at, [
      region({ default: 'eu' }),
      region({ default: 'eu', enum: ['eu'] }),
    ]),
    [`${prefix}-variable-freed`]: exampleFrom(at, [
      region({ default: 'eu', enum: ['eu'] }),
      region({ default: 'eu' }),
    ]),
  };
}

const ORDER: JsonObject = {
  content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } },
};
const PAID: JsonObject = { post: { requestBody: ORDER, responses: DONE } };

const webhooks = (value: Json) =>
  documentOf({ '/orders': { get: { responses: DONE } } }, { webhooks: value });
const webhook = (post: Json) => webhooks({ orderPaid: { post } });
const callbacks = (value: Json) => postOf({ callbacks: value });
const answers = (responses: Json) => webhook({ requestBody: ORDER, responses });

const SENT: Change = [{ responses: DONE }, { requestBody: ORDER, responses: DONE }];
const ACCEPTED: Change = [DONE, { ...DONE, '202': { description: 'later' } }];
const REFUSED: Change = [DONE, { ...DONE, '410': { description: 'no more of these' } }];

/** Rules of credentials, servers and what is sent to us, by id. */
export const WIRE_EXAMPLES: Record<string, Example> = {
  ...security('api-security', ofOperation),
  ...security('api-global-security', ofDocument),
  ...SCHEME_EXAMPLES,
  ...server('api-server', (servers) => operationOf({}, { servers })),
  ...server('operation-server', (servers) => operationOf({ servers })),
  'webhook-added': exampleFrom(webhooks, [{}, { orderPaid: PAID }]),
  'webhook-removed': exampleFrom(webhooks, [{ orderPaid: PAID }, {}]),
  'callback-added': exampleFrom(callbacks, [{}, { paid: { '{$request.body#/url}': PAID } }]),
  'callback-removed': exampleFrom(callbacks, [{ paid: { '{$request.body#/url}': PAID } }, {}]),
  'webhook-body-added': exampleFrom(webhook, SENT),
  'webhook-body-removed': exampleFrom(webhook, back(SENT)),
  'webhook-answer-added': exampleFrom(answers, ACCEPTED),
  'webhook-answer-removed': exampleFrom(answers, back(ACCEPTED)),
  'webhook-error-answer-added': exampleFrom(answers, REFUSED),
  'webhook-error-answer-removed': exampleFrom(answers, back(REFUSED)),
};
