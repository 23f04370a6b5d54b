import { ForewarnError } from '../../core/errors.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { resolveReference } from '../../core/openapi/document/reference.ts';
import type { ApiDocument, MediaType, Operation, ResponseObject } from '../../core/openapi/document/types.ts';
import { sampleValue } from './schema/sample-value.ts';
import { schemasOf } from './schema/schemas.ts';

/** A documented response, the status that it stands for, and the media type that is served. */
export interface Documented {
  status: number;
  response: ResponseObject;
  media: MediaType | null;
}

/** True for JSON and `+json` media types. */
export function jsonMedia(media: string): boolean {
  return /^(application|text)\/(json|[\w.-]+\+json)$/.test(media);
}

/** The response of a call that goes well: the lowest 2xx, else `default`, else the lowest status there is. */
export function successOf(operation: Operation): Documented | null {
  const byRank = operation.responses
    .map((response) => ({ response, status: numberOf(response.status) }))
    .sort((a, b) => rank(a.status) - rank(b.status));
  const best = byRank[0];
  return best ? documented(best.response, best.status) : null;
}

/** The response documented for a status: exactly, by its class (`4XX`), or `default`. */
export function responseFor(operation: Operation, status: number): Documented | null {
  const ofClass = `${Math.floor(status / 100)}XX`;
  for (const written of [String(status), ofClass, 'default']) {
    const response = operation.responses.find((one) => one.status === written);
    if (response) return documented(response, status);
  }
  return null;
}

/** A body for a documented response: its example where that fits, else one made from the schema. */
export function sampleBody(
  document: ApiDocument,
  media: MediaType,
  seed: string,
  n: number,
): Json | undefined {
  const schemas = schemasOf(document, 'response');
  const schema = media.schema ? schemas.at(media.schema.pointer) : true;
  for (const example of examplesOf(document, media)) {
    if (schemas.misfit(schema, example) === null) return example;
  }
  if (schema === true) return undefined;
  const variant = n === 0 ? seed : `${seed}~${n}`;
  return sampleValue(schema, { schemas, seed: variant, examples: true });
}

/** The examples of a media type, references followed, in order; one that leads nowhere is none. */
export function examplesOf(document: ApiDocument, media: MediaType): Json[] {
  const single = media.raw.example;
  const several: JsonObject = isObject(media.raw.examples) ? media.raw.examples : {};
  const values = Object.values(several).flatMap((one): Json[] => {
    const value = resolved(document, one, media.pointer);
    return isObject(value) && value.value !== undefined ? [value.value] : [];
  });
  return single === undefined ? values : [single, ...values];
}

function resolved(document: ApiDocument, value: Json, pointer: string): Json {
  try {
    return resolveReference(document, { value, pointer }).value;
  } catch (error) {
    if (error instanceof ForewarnError) return null;
    throw error;
  }
}

function documented(response: ResponseObject, status: number): Documented {
  const media = response.content.find((one) => jsonMedia(one.media)) ?? response.content[0] ?? null;
  return { status, response, media };
}

function numberOf(status: string): number {
  if (status === 'default') return 200;
  return Number(status.replaceAll('X', '0'));
}

function rank(status: number): number {
  return status >= 200 && status < 300 ? status - 1000 : status;
}
