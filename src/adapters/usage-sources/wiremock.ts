import type { Json } from '../../core/json.ts';
import type { RecordedCall } from '../../core/usage/sources/types.ts';
import { bodyIn, elements, fromBase64, headerMap, member, statusIn, textIn } from './recorded-value.ts';

/** True for a stub mapping of WireMock, or a file of several. */
export function isWireMock(value: Json): boolean {
  return mappingsIn(value).length > 0;
}

/** The stubs as calls: a pattern of a path counts as far as it can be read as one. */
export function* wireMockCalls(value: Json, file: string): Generator<RecordedCall> {
  for (const mapping of mappingsIn(value)) {
    const request = member(mapping, 'request');
    const response = member(mapping, 'response');
    const responseHeaders = headerMap(member(response, 'headers'));
    const sent = sentBody(request);
    const answer = answerBody(response, responseHeaders['content-type']);
    yield {
      file,
      method: textIn(member(request, 'method')),
      url: urlIn(request),
      requestHeaders: matchedHeaders(member(request, 'headers')),
      ...(sent !== undefined && { requestBody: sent }),
      status: statusIn(member(response, 'status') ?? 200),
      responseHeaders,
      ...(answer !== undefined && { responseBody: answer }),
    };
  }
}

function mappingsIn(value: Json): Json[] {
  const listed = member(value, 'mappings');
  const all = Array.isArray(listed) ? listed : [value];
  return all.filter((one) => urlIn(member(one, 'request')) !== '' && member(one, 'response') !== undefined);
}

function urlIn(request: Json | undefined): string {
  const plain = ['url', 'urlPath', 'urlPathTemplate'].map((name) => textIn(member(request, name)));
  const written = plain.find((one) => one !== '');
  const pattern = textIn(member(request, 'urlPattern')) || textIn(member(request, 'urlPathPattern'));
  const url = written ?? pathOfPattern(pattern);
  const names = Object.keys(headerMap(member(request, 'queryParameters')));
  if (names.length === 0 || url === '') return url;
  return `${url}${url.includes('?') ? '&' : '?'}${names.map((name) => `${encodeURIComponent(name)}=`).join('&')}`;
}

/** A regular expression of a path as the path that it fits: classes and groups stand for one segment. */
function pathOfPattern(pattern: string): string {
  return pattern
    .slice(0, 2_000)
    .replace(/^\^|\$$/g, '')
    .replace(/\\?\?.*$/s, (rest) => (rest.startsWith('\\?') ? '' : rest))
    .replace(/\((?:\?:|\?<\w+>)?[^()]*\)[+*?]?/g, 'x')
    .replace(/\[[^\]]*\](?:[+*?]|\{[\d,]*\})?/g, 'x')
    .replace(/\\[dwsS](?:[+*?]|\{[\d,]*\})?/g, 'x')
    .replace(/\.[+*]\??/g, 'x')
    .replace(/\\(.)/g, '$1');
}

/** Matchers such as `{ equalTo: "Bearer x" }`, of which the text counts where it is one. */
function matchedHeaders(headers: Json | undefined): Record<string, string> {
  const read = headerMap(headers);
  for (const [name, matcher] of Object.entries(
    typeof headers === 'object' && headers !== null ? headers : {},
  )) {
    const said = ['equalTo', 'contains', 'matches'].map((kind) => textIn(member(matcher as Json, kind)));
    if (Object.hasOwn(read, name.toLowerCase()))
      read[name.toLowerCase()] = said.find((one) => one !== '') ?? '';
  }
  return read;
}

function sentBody(request: Json | undefined): Json | undefined {
  for (const pattern of elements(member(request, 'bodyPatterns'))) {
    const equal = member(pattern, 'equalToJson');
    if (typeof equal === 'string') return bodyIn(equal, undefined).body;
    if (equal !== undefined) return equal;
  }
  return undefined;
}

function answerBody(response: Json | undefined, media: string | undefined): Json | undefined {
  const plain = member(response, 'jsonBody');
  if (plain !== undefined) return plain;
  const packed = textIn(member(response, 'base64Body'));
  return bodyIn(packed === '' ? textIn(member(response, 'body')) : fromBase64(packed), media).body;
}
