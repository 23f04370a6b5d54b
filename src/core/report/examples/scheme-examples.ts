import { isObject, type Json, type JsonObject } from '../../json.ts';
import { operationOf } from './documents.ts';
import { type Change, type Example, exampleFrom } from './example.ts';

const KEY: JsonObject = { type: 'apiKey', in: 'header', name: 'X-Key' };
const BEARER: JsonObject = { type: 'http', scheme: 'bearer' };
const OIDC: JsonObject = { type: 'openIdConnect', openIdConnectUrl: 'https://login.orders.example/a' };
const HOST = 'https://login.orders.example';

const FLOW: JsonObject = {
  authorizationUrl: `${HOST}/authorize`,
  tokenUrl: `${HOST}/token`,
  refreshUrl: `${HOST}/refresh`,
  scopes: { read: 'Read orders' },
};

/** The schemes of a document whose operation needs the one called `login`. */
const schemes = (securitySchemes: Json) =>
  operationOf({ security: [{ login: [] }] }, { components: { securitySchemes } });

function scheme(before: JsonObject, after: JsonObject): Example {
  return exampleFrom((login) => schemes({ login }), [before, after]);
}

function flow(before: JsonObject, after: JsonObject, name = 'authorizationCode'): Example {
  const oauth = (more: JsonObject): JsonObject => ({
    type: 'oauth2',
    flows: { [name]: { ...FLOW, ...more } },
  });
  return scheme(oauth(before), oauth(after));
}

function flows(before: readonly string[], after: readonly string[]): Example {
  const oauth = (names: readonly string[]): JsonObject => ({
    type: 'oauth2',
    flows: Object.fromEntries(names.map((name) => [name, FLOW])),
  });
  return scheme(oauth(before), oauth(after));
}

function others(change: Change): Example {
  return exampleFrom((more) => schemes({ login: BEARER, ...(isObject(more) && more) }), change);
}

/** Rules of security schemes, by id. */
export const SCHEME_EXAMPLES: Record<string, Example> = Object.fromEntries(
  Object.entries({
    removed: others([{ key: KEY }, {}]),
    added: others([{}, { key: KEY }]),
    'type-changed': scheme(BEARER, KEY),
    'oauth-url-changed': flow({}, { authorizationUrl: `${HOST}/v2/authorize` }),
    'oauth-token-url-changed': flow({}, { tokenUrl: `${HOST}/v2/token` }),
    'oauth-scope-added': flow({}, { scopes: { read: 'Read orders', write: 'Write orders' } }),
    'oauth-scope-removed': flow({ scopes: { read: 'Read orders', write: 'Write orders' } }, {}),
    'oauth-scope-changed': flow({}, { scopes: { read: 'Read orders and items' } }),
    'oauth-refresh-url-changed': flow({}, { refreshUrl: `${HOST}/v2/refresh` }),
    'oauth-device-url-changed': flow(
      { deviceAuthorizationUrl: `${HOST}/device` },
      { deviceAuthorizationUrl: `${HOST}/v2/device` },
      'deviceAuthorization',
    ),
    'oauth-metadata-url-changed': scheme(
      { type: 'oauth2', oauth2MetadataUrl: `${HOST}/a`, flows: { authorizationCode: FLOW } },
      { type: 'oauth2', oauth2MetadataUrl: `${HOST}/b`, flows: { authorizationCode: FLOW } },
    ),
    'oauth-flow-removed': flows(['authorizationCode', 'clientCredentials'], ['authorizationCode']),
    'oauth-flow-added': flows(['authorizationCode'], ['authorizationCode', 'clientCredentials']),
    'open-id-connect-url-changed': scheme(OIDC, { ...OIDC, openIdConnectUrl: `${HOST}/b` }),
    'name-changed': scheme(KEY, { ...KEY, name: 'X-Api-Key' }),
    'in-changed': scheme(KEY, { ...KEY, in: 'query' }),
    'scheme-changed': scheme(BEARER, { ...BEARER, scheme: 'basic' }),
    'bearer-format-changed': scheme(
      { ...BEARER, bearerFormat: 'JWT' },
      { ...BEARER, bearerFormat: 'opaque' },
    ),
    deprecated: scheme(BEARER, { ...BEARER, deprecated: true }),
    reactivated: scheme({ ...BEARER, deprecated: true }, BEARER),
  }).map(([end, example]) => [`api-security-component-${end}`, example]),
);
