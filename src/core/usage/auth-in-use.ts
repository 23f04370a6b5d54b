import type { Auth } from '../agreement/types.ts';
import type { JsonObject } from '../json.ts';
import type { ApiDocument } from '../openapi/document/types.ts';
import type { Pact } from '../pact/types.ts';
import type { Usage } from './types.ts';

/** The document's security scheme that we use, by name, and the header that carries our credentials. */
export function authInUse(document: ApiDocument, pacts: readonly Pact[], auth: Auth | null): Usage['auth'] {
  const fits = auth && auth.kind !== 'document' ? fitsAuth(auth) : fitsHeaders(pacts);
  const schemes = Object.entries(document.securitySchemes).filter(([, scheme]) => fits(scheme));
  const asked = askedSchemes(document);
  const chosen = schemes.find(([name]) => asked.includes(name)) ?? schemes[0] ?? onlyScheme(document, asked);
  return { scheme: chosen?.[0] ?? null, header: chosen ? headerOf(chosen[1]) : null };
}

type Fits = (scheme: JsonObject) => boolean;

function fitsAuth(auth: Auth): Fits {
  switch (auth.kind) {
    case 'bearer':
      return (scheme) => isHttp(scheme, 'bearer') || isToken(scheme);
    case 'basic':
      return (scheme) => isHttp(scheme, 'basic');
    case 'header':
    case 'query':
      return (scheme) => isKey(scheme, auth.kind, auth.name);
    case 'oauth2':
      return isToken;
    case 'document':
      return () => false;
    default:
      return auth satisfies never;
  }
}

function fitsHeaders(pacts: readonly Pact[]): Fits {
  const sent = pacts.flatMap((pact) => pact.interactions.map((interaction) => interaction.request.headers));
  const authorization = sent.map((headers) => headers.authorization?.toLowerCase() ?? '');
  return (scheme) =>
    (authorization.some((value) => value.startsWith('bearer ')) &&
      (isHttp(scheme, 'bearer') || isToken(scheme))) ||
    (authorization.some((value) => value.startsWith('basic ')) && isHttp(scheme, 'basic')) ||
    sent.some((headers) => Object.keys(headers).some((name) => isKey(scheme, 'header', name)));
}

/** Names of the schemes that the operations ask for, the first alternative of each first. */
function askedSchemes(document: ApiDocument): string[] {
  return document.operations.flatMap((operation) => (operation.security ?? []).flatMap(Object.keys));
}

function onlyScheme(document: ApiDocument, asked: string[]): [string, JsonObject] | undefined {
  const names = new Set(asked);
  const named = Object.entries(document.securitySchemes).filter(([name]) => names.has(name));
  return named.length === 1 ? named[0] : undefined;
}

function isHttp(scheme: JsonObject, name: string): boolean {
  return scheme.type === 'http' && String(scheme.scheme).toLowerCase() === name;
}

function isToken(scheme: JsonObject): boolean {
  return scheme.type === 'oauth2' || scheme.type === 'openIdConnect';
}

function isKey(scheme: JsonObject, where: string, name: string): boolean {
  return (
    scheme.type === 'apiKey' &&
    scheme.in === where &&
    String(scheme.name).toLowerCase() === name.toLowerCase()
  );
}

function headerOf(scheme: JsonObject): string | null {
  if (scheme.type !== 'apiKey') return 'authorization';
  return scheme.in === 'header' ? String(scheme.name).toLowerCase() : null;
}
