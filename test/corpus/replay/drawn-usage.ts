import { type Random, randomOf } from '../../../bench/scale/random.ts';
import { ForewarnError } from '../../../src/core/errors.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { isObject } from '../../../src/core/json.ts';
import type {
  ApiDocument,
  MediaType,
  Operation,
  Parameter,
} from '../../../src/core/openapi/document/types.ts';
import { jsonMedia, sampleBody, successOf } from '../../../src/local/emulator/documented.ts';
import { sampleValue } from '../../../src/local/emulator/schema/sample-value.ts';
import { schemasOf } from '../../../src/local/emulator/schema/schemas.ts';

/** Operations that a caller is drawn to use. */
const DRAWN = 10;
/** A caller that reads deeper than this is none. */
const DEEPEST = 4;

/** A caller: operations that it uses, and the pact that it has with the partner. */
export interface DrawnUsage {
  operations: Operation[];
  interactions: JsonObject[];
}

/** Draws ten operations of a document, and for each a caller that sends what is asked for and reads part of what comes. */
export function drawUsage(document: ApiDocument, seed: number): DrawnUsage {
  const random = randomOf(seed);
  const left = [...document.operations];
  const operations: Operation[] = [];
  while (operations.length < DRAWN && left.length > 0) {
    operations.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  const interactions = operations.flatMap((operation) => {
    const made = madeOr(() => interactionOf(document, operation, random));
    return made ? [made] : [];
  });
  return { operations, interactions };
}

/** Null where an example of the document refers to nowhere, so that nobody can answer by it. */
function madeOr(make: () => JsonObject | null): JsonObject | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof ForewarnError) return null;
    throw error;
  }
}

/** Null where nothing can be made that the document would take. */
function interactionOf(document: ApiDocument, operation: Operation, random: Random): JsonObject | null {
  const documented = successOf(operation);
  if (!documented || documented.status >= 300 || documented.status < 200) return null;
  const request = requestOf(document, operation);
  if (!request) return null;
  const { media } = documented;
  const body = media && jsonMedia(media.media) ? sampleBody(document, media, operation.key, 0) : undefined;
  const read = body === undefined ? undefined : partOf(body, random, 0);
  return {
    description: operation.key,
    request,
    response: {
      status: documented.status,
      ...(read !== undefined && media
        ? {
            headers: { 'Content-Type': media.media },
            body: read,
            matchingRules: {
              body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } },
              header: {
                'Content-Type': {
                  combine: 'AND',
                  matchers: [{ match: 'regex', regex: `${escaped(media.media)}.*` }],
                },
              },
            },
          }
        : {}),
    },
  };
}

function requestOf(document: ApiDocument, operation: Operation): JsonObject | null {
  let path = operation.path;
  const query: Record<string, string[]> = {};
  const headers: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const value = textFor(document, parameter, operation);
    if (value === null) return null;
    if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, encodeURIComponent(value));
    else if (parameter.in === 'query') query[parameter.name] = [value];
    else if (parameter.in === 'header') headers[parameter.name] = value;
    else return null;
  }
  if (/[{}]/.test(path)) return null;
  const body = bodyOf(document, operation);
  if (body === null) return null;
  return {
    method: operation.method,
    path,
    ...(Object.keys(query).length > 0 ? { query } : {}),
    headers: { ...headers, ...(body ? { 'Content-Type': body.media.media } : {}) },
    ...(body ? { body: body.value } : {}),
  };
}

/** Undefined where none is asked for; null where none can be made. */
function bodyOf(
  document: ApiDocument,
  { requestBody, key }: Operation,
): { media: MediaType; value: Json } | null | undefined {
  if (!requestBody?.required) return undefined;
  const media = requestBody.content.find((one) => jsonMedia(one.media));
  if (!media?.schema) return null;
  const schemas = schemasOf(document, 'request');
  const schema = schemas.at(media.schema.pointer);
  const value = sampleValue(schema, { schemas, seed: key, examples: true });
  return value !== undefined && schemas.misfit(schema, value) === null ? { media, value } : null;
}

function textFor(document: ApiDocument, { schema, in: place }: Parameter, { key }: Operation): string | null {
  if (!schema) return 'one';
  const schemas = schemasOf(document, 'request');
  const read = schemas.at(schema.pointer);
  const value = sampleValue(read, { schemas, seed: key, examples: true });
  if (typeof value === 'object' || value === undefined || value === '') return null;
  // What a header or path cannot carry would be another value at the other end.
  return place === 'query' || /^[\x21-\x7e]+$/.test(String(value)) ? String(value) : null;
}

/** Each member of an answer is read by every other caller; one is always. */
function partOf(value: Json, random: Random, depth: number): Json {
  if (Array.isArray(value)) return value.slice(0, 1).map((item) => partOf(item, random, depth + 1));
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => depth < DEEPEST || !isObject(member));
  const read = members.filter(() => random() < 0.5);
  const kept = read.length > 0 ? read : members.slice(0, 1);
  return Object.fromEntries(kept.map(([name, member]) => [name, partOf(member, random, depth + 1)]));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
