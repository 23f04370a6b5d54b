import { readQuery, takesQueryName } from '../../exchange/query-parameters.ts';
import type { JsonObject } from '../../json.ts';
import type { ApiDocument, Operation } from '../../openapi/document/types.ts';
import type { RecordedCall } from './types.ts';

/** Headers whose names say nothing of a person or a key. */
const OF_HTTP = new Set(
  'accept accept-language authorization cache-control content-type cookie idempotency-key if-match if-none-match prefer user-agent x-request-id traceparent'.split(
    ' ',
  ),
);

/** What a call was sent with: names that the document or HTTP has, and how many others. */
export interface SentNames {
  query: string[];
  headers: string[];
  auth: string[];
  undocumented: number;
}

/** The names that a call was sent with. No value is looked at but the first word of `Authorization`. */
export function sentNames(
  document: ApiDocument,
  operation: Operation,
  call: RecordedCall,
  query: string,
): SentNames {
  const names = [...new Set(readQuery(query).map(({ name }) => name))];
  const taken = operation.parameters.filter(({ in: where }) => where === 'query');
  const keys = Object.values(document.securitySchemes).filter(({ type }) => type === 'apiKey');
  const isKey = (where: string, name: string) =>
    keys.some((key) => key.in === where && String(key.name).toLowerCase() === name.toLowerCase());
  const documented = new Set(
    operation.parameters.filter(({ in: where }) => where === 'header').map(({ name }) => name.toLowerCase()),
  );
  const headers = Object.keys(call.requestHeaders);
  const kept = headers.filter((name) => OF_HTTP.has(name) || documented.has(name) || isKey('header', name));
  const known = names.flatMap((name) => {
    const parameter = taken.find((one) => takesQueryName(document.raw, one, name));
    return parameter ? [parameter.name] : isKey('query', name) ? [name] : [];
  });
  return {
    query: [...new Set(known)],
    headers: kept,
    auth: Object.entries(document.securitySchemes)
      .filter(([, scheme]) => isSent(scheme, call, names))
      .map(([name]) => name),
    undocumented: headers.length - kept.length + names.length - known.length,
  };
}

function isSent(scheme: JsonObject, { requestHeaders }: RecordedCall, query: readonly string[]): boolean {
  const [word] = (requestHeaders.authorization ?? '').toLowerCase().split(/\s/, 1);
  if (scheme.type === 'http') return word !== '' && String(scheme.scheme).toLowerCase() === word;
  if (scheme.type === 'oauth2' || scheme.type === 'openIdConnect') return word === 'bearer';
  const name = String(scheme.name).toLowerCase();
  if (scheme.in === 'header') return Object.hasOwn(requestHeaders, name);
  if (scheme.in === 'query') return query.some((one) => one.toLowerCase() === name);
  const cookies = (requestHeaders.cookie ?? '').split(';');
  return scheme.in === 'cookie' && cookies.some((one) => one.trim().toLowerCase().startsWith(`${name}=`));
}
