import type { JsonObject } from '../json.ts';
import { type ConformContext, type Noted, noteOf, pathIn } from './conform-context.ts';
import { readQuery } from './query-parameters.ts';
import type { Exchange } from './types.ts';

/** What a record has instead of a header that it does not keep. */
const TAKEN_OUT = /<(?:credentials|hidden)>/;

/**
 * Our request without the credentials that the document asks for: none of its alternatives is met. Whether what was sent
 * is right only the partner knows.
 */
export function* conformSecurity(
  { document, operation }: ConformContext,
  exchange: Exchange,
): Generator<Noted> {
  const alternatives = operation.security ?? [];
  if (alternatives.length === 0) return;
  const met = alternatives.some((alternative) =>
    Object.keys(alternative).every((name) => isSent(document.securitySchemes[name], exchange.request)),
  );
  if (met) return;
  yield noteOf(operation, {
    key: 'security.not-sent',
    site: 'request-body',
    subject: {
      method: operation.method,
      path: pathIn(operation),
      section: 'security',
      location: '',
    },
    args: {},
    pointer: operation.pointer,
  });
}

/** A scheme that is not known, or that is not in the message, is taken to be met. */
function isSent(scheme: JsonObject | undefined, { headers, query }: Exchange['request']): boolean {
  switch (scheme?.type) {
    case 'apiKey':
      return isKeySent(scheme, headers, query);
    case 'http':
      return isAuthorized(headers, typeof scheme.scheme === 'string' ? scheme.scheme : '');
    case 'oauth2':
    case 'openIdConnect':
      return isAuthorized(headers, 'bearer');
    default:
      return true;
  }
}

function isKeySent(scheme: JsonObject, headers: Record<string, string>, query: string): boolean {
  const name = typeof scheme.name === 'string' ? scheme.name : '';
  if (scheme.in === 'header') return Object.hasOwn(headers, name.toLowerCase());
  if (scheme.in === 'query') return readQuery(query).some((pair) => pair.name === name);
  const cookie = headers.cookie ?? '';
  return TAKEN_OUT.test(cookie) || cookie.split(';').some((pair) => pair.split('=', 1)[0]?.trim() === name);
}

function isAuthorized(headers: Record<string, string>, scheme: string): boolean {
  const { authorization } = headers;
  if (authorization === undefined) return false;
  if (TAKEN_OUT.test(authorization)) return true;
  const [sent = '', credentials = ''] = authorization.split(/ +/);
  if (sent.toLowerCase() !== scheme.toLowerCase()) return false;
  return sent.toLowerCase() !== 'basic' || hasColon(credentials);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Whether what is encoded in Base64 is a name and a password (RFC 7617): a colon is between them. */
function hasColon(encoded: string): boolean {
  let bits = 0;
  let held = 0;
  for (const character of encoded.replace(/=+$/, '')) {
    const value = BASE64.indexOf(character);
    if (value < 0) return false;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    if (((bits >> held) & 0xff) === 0x3a) return true;
  }
  return false;
}
