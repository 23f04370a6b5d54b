import type { Json } from '../../../src/core/json.ts';
import type { ApiDocument, Operation } from '../../../src/core/openapi/document/types.ts';
import { sampleValue } from '../../../src/local/emulator/schema/sample-value.ts';
import { schemasOf } from '../../../src/local/emulator/schema/schemas.ts';

/** What came back from an emulator. */
export interface Received {
  status: number;
  headers: Headers;
  media: string;
  text: string;
  json: Json;
}

/** Makes one call and reads the answer; `json` is null where the answer is not JSON. */
export async function request(url: string, init: RequestInit = {}): Promise<Received> {
  const response = await fetch(url, init);
  const text = await response.text();
  const media = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const json = /json$/.test(media) && text ? (JSON.parse(text) as Json) : null;
  return { status: response.status, headers: response.headers, media, text, json };
}

/** Posts a JSON body. */
export function post(url: string, body: Json, headers: Record<string, string> = {}): Promise<Received> {
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A request that the document should accept: path, query, headers and body made from its schemas. */
export function fittingRequest(
  document: ApiDocument,
  operation: Operation,
): { path: string; init: RequestInit } {
  const schemas = schemasOf(document, 'request');
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let path = operation.path;
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const schema = parameter.schema ? schemas.at(parameter.schema.pointer) : true;
    const value = String(sampleValue(schema, { schemas, seed: parameter.name, examples: true }) ?? 'x');
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    if (parameter.in === 'query') query.set(parameter.name, value);
    if (parameter.in === 'header') headers[parameter.name] = value;
  }
  const media = operation.requestBody?.content[0];
  const body = media?.schema
    ? sampleValue(schemas.at(media.schema.pointer), { schemas, seed: 'body', examples: true })
    : undefined;
  const init: RequestInit = { method: operation.method, headers };
  if (media && body !== undefined) {
    headers['content-type'] = media.media;
    init.body = JSON.stringify(body);
  }
  return { path: query.size > 0 ? `${path}?${query}` : path, init };
}
