import type { Words } from './describe.ts';

const SECRET: Words = {
  secret: { is: 'Name of the secret, never its value.', examples: ['acme-pay/token'] },
};

/** The keys of `auth`. */
export const AUTH: Words = {
  bearer: { is: 'A token in `Authorization: Bearer`.', keys: SECRET },
  basic: { is: 'User and password; the secret holds `user:password`.', keys: SECRET },
  header: {
    is: 'A key in a header.',
    keys: { name: { is: 'Name of the header.', examples: ['X-Api-Key'] }, ...SECRET },
  },
  query: {
    is: 'A key in the query.',
    keys: { name: { is: 'Name of the parameter.', examples: ['api_key'] }, ...SECRET },
  },
  oauth2: {
    is: 'Client credentials of OAuth 2.0; the secret holds `id:secret`, or the client secret beside `client-id`.',
    keys: {
      ...SECRET,
      'token-url': 'Where tokens are asked for (default: as the document says).',
      'client-id': 'The client, where the secret does not hold it.',
      scopes: 'Scopes that are asked for.',
    },
  },
  secret: 'Name of the secret alone; the way is that of the document’s security scheme.',
};

/** The keys of one environment. */
export const ENVIRONMENT: Words = {
  url: { is: 'Base URL of the environment.', examples: ['https://sandbox.acme-pay.example'] },
  published: 'URL or file of the document that this environment serves (default: `openapi.published`).',
  auth: { is: 'How calls are authorised: exactly one way.', keys: AUTH },
  'client-certificate': {
    is: 'A client certificate for TLS; the secret holds certificate and key as PEM.',
    keys: SECRET,
  },
  mode: '`read-only` (default) makes calls that read; `full` may also create, and cleans up.',
  'ahead-of': 'The environment that gets later what is here already.',
};
