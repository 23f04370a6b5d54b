import type { Auth } from '../../core/agreement/types.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { ApiDocument, SecurityAlternative } from '../../core/openapi/document/types.ts';

/**
 * How a secret is put on a request. `tokenUrl` is absolute or relative to the environment's base URL; `namedBy` says
 * whose word it is.
 */
export type AuthScheme =
  | { kind: 'bearer' }
  | { kind: 'basic' }
  | { kind: 'header' | 'query' | 'cookie'; name: string }
  | {
      kind: 'oauth2';
      tokenUrl: string;
      namedBy: 'agreement' | 'document';
      clientId: string | null;
      scopes: string[];
    };

/**
 * How to authenticate: as the agreement says, or, where it leaves that to the document, by the first security
 * scheme of the document (OpenAPI 3.1, 4.8.27) that one secret can serve. A flow of OAuth 2.0 without client
 * credentials takes the secret as a token.
 */
export function authScheme(auth: Auth, document: ApiDocument): AuthScheme | Failure {
  switch (auth.kind) {
    case 'bearer':
    case 'basic':
      return { kind: auth.kind };
    case 'header':
    case 'query':
      return { kind: auth.kind, name: auth.name };
    case 'oauth2': {
      const tokenUrl = auth.tokenUrl ?? documentTokenUrl(document);
      if (tokenUrl === null) return unknown('no token URL in the agreement or the document');
      const namedBy = auth.tokenUrl === null ? 'document' : 'agreement';
      return { kind: 'oauth2', tokenUrl, namedBy, clientId: auth.clientId, scopes: auth.scopes };
    }
    case 'document':
      return documentScheme(document);
    default:
      return auth satisfies never;
  }
}

function documentScheme(document: ApiDocument): AuthScheme | Failure {
  for (const alternative of alternatives(document)) {
    const [named, ...others] = Object.entries(alternative);
    if (!named || others.length > 0) continue;
    const scheme = read(document.securitySchemes[named[0]], named[1]);
    if (scheme) return scheme;
  }
  return unknown('the document names no scheme that one secret can serve; say how in `auth`');
}

/** What the document requires, most general first; every scheme by itself where it requires nothing. */
function alternatives(document: ApiDocument): SecurityAlternative[] {
  const required = document.operations.flatMap((operation) => operation.security ?? []);
  const general = Array.isArray(document.raw.security) ? document.raw.security.filter(isObject) : [];
  const all = [...general.map(scopesOf), ...required].filter((one) => Object.keys(one).length > 0);
  return all.length > 0 ? all : Object.keys(document.securitySchemes).map((name) => ({ [name]: [] }));
}

function scopesOf(alternative: JsonObject): SecurityAlternative {
  return Object.fromEntries(Object.entries(alternative).map(([name, scopes]) => [name, strings(scopes)]));
}

function strings(value: Json): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function read(scheme: JsonObject | undefined, scopes: string[]): AuthScheme | null {
  if (!scheme) return null;
  if (scheme.type === 'http') {
    const name = typeof scheme.scheme === 'string' ? scheme.scheme.toLowerCase() : '';
    return name === 'bearer' || name === 'basic' ? { kind: name } : null;
  }
  if (scheme.type === 'apiKey' && typeof scheme.name === 'string') {
    const where = scheme.in;
    return where === 'header' || where === 'query' || where === 'cookie'
      ? { kind: where, name: scheme.name }
      : null;
  }
  if (scheme.type === 'oauth2') {
    const tokenUrl = clientCredentials(scheme);
    if (tokenUrl === null) return { kind: 'bearer' };
    return { kind: 'oauth2', tokenUrl, namedBy: 'document', clientId: null, scopes };
  }
  return scheme.type === 'openIdConnect' ? { kind: 'bearer' } : null;
}

function documentTokenUrl(document: ApiDocument): string | null {
  for (const scheme of Object.values(document.securitySchemes)) {
    const tokenUrl = scheme.type === 'oauth2' ? clientCredentials(scheme) : null;
    if (tokenUrl !== null) return tokenUrl;
  }
  return null;
}

function clientCredentials(scheme: JsonObject): string | null {
  const flow = isObject(scheme.flows) ? scheme.flows.clientCredentials : undefined;
  return isObject(flow) && typeof flow.tokenUrl === 'string' ? flow.tokenUrl : null;
}

function unknown(detail: string): Failure {
  return { class: 'credentials', detail };
}
