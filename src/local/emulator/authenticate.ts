import type { JsonObject } from '../../core/json.ts';
import type { ApiDocument, Operation, SecurityAlternative } from '../../core/openapi/document/types.ts';
import { readBasic, readBearer, sameText } from './proof.ts';
import { readParameter } from './read-parameters.ts';
import { schemasOf } from './schema/schemas.ts';
import type { Tokens } from './token-endpoint.ts';
import type { Credentials, Refusal } from './types.ts';

/** What a request shows of itself. Header names are lower case. */
export interface Shown {
  headers: Record<string, string>;
  query: URLSearchParams;
}

type Proven = 'yes' | 'no' | 'too-little';

/** Checks a request against the security that the document asks of its operation; null if it may pass. */
export function authenticate(
  document: ApiDocument,
  operation: Operation,
  shown: Shown,
  by: { credentials: Credentials; tokens: Tokens },
): Refusal | null {
  const { security } = operation;
  if (by.credentials === null || security === null || security.length === 0) return null;
  const outcomes = security.map((alternative) => prove(document, alternative, shown, by));
  if (outcomes.includes('yes')) return null;
  if (outcomes.includes('too-little')) {
    return { refused: 'forbidden', message: 'The access token does not cover this.', code: 'scope' };
  }
  return {
    refused: 'unauthorized',
    message: 'The credentials are missing, wrong or too old.',
    code: 'credentials',
    headers: { 'www-authenticate': challenge(document, security) },
  };
}

/** Every scheme of an alternative must be proven; an empty one asks for nothing. */
function prove(
  document: ApiDocument,
  alternative: SecurityAlternative,
  shown: Shown,
  by: { credentials: Credentials; tokens: Tokens },
): Proven {
  const outcomes = Object.entries(alternative).map(([name, scopes]): Proven => {
    const scheme = document.securitySchemes[name];
    return scheme ? proveScheme(document, scheme, scopes, shown, by) : 'no';
  });
  if (outcomes.includes('no')) return 'no';
  return outcomes.includes('too-little') ? 'too-little' : 'yes';
}

function proveScheme(
  document: ApiDocument,
  scheme: JsonObject,
  scopes: string[],
  shown: Shown,
  { credentials, tokens }: { credentials: Credentials; tokens: Tokens },
): Proven {
  if (credentials === null) return 'yes';
  const { authorization } = shown.headers;
  const token = 'token' in credentials ? credentials.token : credentials.clientSecret;
  if (scheme.type === 'apiKey') return answer(keyOf(document, scheme, shown) ?? '', token);
  if (scheme.type === 'http' && scheme.scheme === 'basic') {
    const basic = readBasic(authorization);
    const pair = 'token' in credentials ? token : `${credentials.clientId}:${credentials.clientSecret}`;
    return basic ? answer(`${basic.user}:${basic.password}`, pair) : 'no';
  }
  const bearer = readBearer(authorization) ?? '';
  const held = tokens.scopesOf(bearer);
  if (held) return scopes.every((scope) => held.includes(scope)) ? 'yes' : 'too-little';
  const plain = 'token' in credentials || scheme.type === 'http';
  return plain ? answer(bearer, token) : 'no';
}

function keyOf(document: ApiDocument, scheme: JsonObject, shown: Shown): string | null {
  const name = String(scheme.name ?? '');
  const place = scheme.in === 'query' || scheme.in === 'cookie' ? scheme.in : 'header';
  const parameter = {
    name,
    in: place,
    required: true,
    deprecated: false,
    schema: null,
    raw: {},
    pointer: '#',
  } as const;
  const value = readParameter(parameter, { pathParams: {}, ...shown }, schemasOf(document, 'request'));
  if (typeof value !== 'string') return null;
  // Swagger 2.0 has no other way to write a bearer token down.
  return place === 'header' && name.toLowerCase() === 'authorization' ? (readBearer(value) ?? value) : value;
}

function answer(shown: string, wanted: string): Proven {
  return shown !== '' && sameText(shown, wanted) ? 'yes' : 'no';
}

function challenge(document: ApiDocument, security: SecurityAlternative[]): string {
  const schemes = security.flatMap((one) => Object.keys(one).map((name) => document.securitySchemes[name]));
  const basic = schemes.some((scheme) => scheme?.type === 'http' && scheme.scheme === 'basic');
  return basic ? 'Basic realm="api"' : 'Bearer';
}
