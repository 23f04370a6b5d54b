import type { Json } from '../../core/json.ts';
import type { RecordedCall } from '../../core/usage/sources/types.ts';
import {
  bodyIn,
  elements,
  formBody,
  fromBase64,
  headerList,
  member,
  statusIn,
  textIn,
} from './recorded-value.ts';

/** True for an HTTP archive (HAR 1.2). */
export function isHar(value: Json): boolean {
  return Array.isArray(member(member(value, 'log'), 'entries'));
}

/** The calls of an HTTP archive. */
export function* harCalls(value: Json, file: string): Generator<RecordedCall> {
  for (const entry of elements(member(member(value, 'log'), 'entries'))) {
    const request = member(entry, 'request');
    const response = member(entry, 'response');
    const requestHeaders = headerList(member(request, 'headers'), 'name');
    const posted = postedBody(member(request, 'postData'));
    const content = member(response, 'content');
    const media = textIn(member(content, 'mimeType'));
    const written = textIn(member(content, 'text'));
    const answer = bodyIn(member(content, 'encoding') === 'base64' ? fromBase64(written) : written, media);
    yield {
      file,
      method: textIn(member(request, 'method')),
      url: textIn(member(request, 'url')),
      requestHeaders,
      ...(posted !== undefined && { requestBody: posted }),
      status: statusIn(member(response, 'status')),
      responseHeaders: { 'content-type': media, ...headerList(member(response, 'headers'), 'name') },
      ...(answer.body !== undefined && { responseBody: answer.body }),
    };
  }
}

function postedBody(posted: Json | undefined): Json | undefined {
  const params = elements(member(posted, 'params'));
  if (params.length > 0) return formBody(params.map((one) => [textIn(member(one, 'name')), '']));
  return bodyIn(textIn(member(posted, 'text')), textIn(member(posted, 'mimeType'))).body;
}
