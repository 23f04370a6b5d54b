import type { Json } from '../../core/json.ts';
import type { RecordedCall } from '../../core/usage/sources/types.ts';
import { bodyIn, elements, headerMap, headerPairs, member, statusIn, textIn } from './recorded-value.ts';

/** True for what `nock.recorder` writes with `output_objects`. */
export function isNock(value: Json): boolean {
  const first = elements(value)[0];
  return typeof member(first, 'scope') === 'string' && typeof member(first, 'path') === 'string';
}

/** The calls of such a recording. Packed answers (lists of hex texts) are left unread. */
export function* nockCalls(value: Json, file: string): Generator<RecordedCall> {
  for (const one of elements(value)) {
    const requestHeaders = headerMap(member(one, 'reqheaders'));
    const raw = member(one, 'rawHeaders') ?? member(one, 'headers');
    const responseHeaders = Array.isArray(raw) ? headerPairs(raw) : headerMap(raw);
    const sent = jsonOf(member(one, 'body'), requestHeaders['content-type']);
    const packed =
      member(one, 'responseIsBinary') === true || responseHeaders['content-encoding'] !== undefined;
    const answer = packed ? undefined : jsonOf(member(one, 'response'), responseHeaders['content-type']);
    yield {
      file,
      method: textIn(member(one, 'method')),
      url: `${textIn(member(one, 'scope'))}${textIn(member(one, 'path'))}`,
      requestHeaders,
      ...(sent !== undefined && { requestBody: sent }),
      status: statusIn(member(one, 'status')),
      responseHeaders,
      ...(answer !== undefined && { responseBody: answer }),
    };
  }
}

function jsonOf(value: Json | undefined, media: string | undefined): Json | undefined {
  return typeof value === 'string' ? bodyIn(value, media).body : value;
}
