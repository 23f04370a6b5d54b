import type { Json } from '../../core/json.ts';
import type { RecordedCall } from '../../core/usage/sources/types.ts';
import { bodyIn, elements, fromBase64, headerMap, member, statusIn, textIn } from './recorded-value.ts';

/** True for a cassette of VCR (Ruby), vcrpy, betamax, go-vcr or php-vcr. */
export function isVcr(value: Json): boolean {
  const request = member(interactionsIn(value)[0], 'request');
  return urlIn(request) !== '' && member(request, 'method') !== undefined;
}

/** The calls of a cassette. */
export function* vcrCalls(value: Json, file: string): Generator<RecordedCall> {
  for (const one of interactionsIn(value)) {
    const request = member(one, 'request');
    const response = member(one, 'response');
    const requestHeaders = headerMap(member(request, 'headers'));
    const responseHeaders = headerMap(member(response, 'headers'));
    const sent = bodyOf(member(request, 'body'), requestHeaders['content-type']);
    const answer = bodyOf(member(response, 'body'), responseHeaders['content-type']);
    const status = member(response, 'status');
    yield {
      file,
      method: textIn(member(request, 'method')),
      url: urlIn(request),
      requestHeaders,
      ...(sent !== undefined && { requestBody: sent }),
      status: statusIn(member(response, 'code') ?? member(status, 'code') ?? status),
      responseHeaders,
      ...(answer !== undefined && { responseBody: answer }),
    };
  }
}

function interactionsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return elements(member(value, 'http_interactions') ?? member(value, 'interactions'));
}

/** Called `uri` by some, `url` by others. */
function urlIn(request: Json | undefined): string {
  return textIn(member(request, 'uri')) || textIn(member(request, 'url'));
}

/** A text, `{ string }` or `{ base64_string }`. */
function bodyOf(body: Json | undefined, media: string | undefined): Json | undefined {
  const packed = textIn(member(body, 'base64_string'));
  const text = packed === '' ? textIn(body) || textIn(member(body, 'string')) : fromBase64(packed);
  return bodyIn(text, media).body;
}
