import * as library from '@pactflow/openapi-pact-comparator';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type {
  ApiDocument,
  MediaType,
  Operation,
  Parameter,
  ResponseObject,
} from '../../core/openapi/document/types.ts';
import { isSameMedia, mediaOf } from '../../core/pact/media.ts';
import { responseFor } from '../../core/pact/response-for.ts';
import type { PactInteraction } from '../../core/pact/types.ts';
import { MOST_SCHEMAS, type Projection, projectSchema } from './compare-projection.ts';

/** One result of the comparator. */
export interface Result {
  code: string;
  type: 'error' | 'warning' | 'info';
  message: string;
  mockDetails?: { location: string; value: unknown };
  specDetails?: { location: string };
}

/** As much of the comparator as is used here: its own declarations do not resolve under NodeNext. */
export interface Comparator {
  compare(pact: JsonObject): AsyncIterable<Result>;
}

const { Comparator: Library } = library as unknown as {
  Comparator: new (options: { oas: JsonObject }) => Comparator;
};

/** An interaction and the operation that it calls. */
export interface Call {
  interaction: PactInteraction;
  operation: Operation;
}

/** A comparator, and where in its document each of the interactions that it was made for has its operation. */
export interface Compared {
  comparator: Comparator;
  /** In the order of the interactions. */
  places: number[];
}

/**
 * The comparator for some interactions. It gets a document of their operations alone, below `callPath` of their places,
 * each schema as far as the interaction reaches: what is odd, vast or hostile elsewhere in the document, and settings
 * that it carries for the library, do not reach it. Interactions that reach the same of an operation share a place.
 * Making one is what takes long: it compiles a meta-schema, and then the schemas of each place.
 *
 * @throws whatever the library throws for odd schemas.
 */
export function comparatorFor(document: ApiDocument, calls: readonly Call[]): Compared {
  const known = new Map<string, number>();
  const paths: JsonObject = {};
  const places = calls.map((call, index) => {
    const { method, path } = call.operation;
    const own = { [method.toLowerCase()]: ownOperation(document, call) };
    const written = JSON.stringify([path, own]);
    const place = known.get(written) ?? index;
    known.set(written, place);
    paths[callPath(place, path)] = own;
    return place;
  });
  return { comparator: new Library({ oas: { openapi: '3.1.0', info: {}, paths } }), places };
}

/**
 * The smallest of the library's meta-schemas: it knows the keywords of contents alone, which no projection has. By
 * default the library would compile the whole one, twice for each comparator, to check what is compiled after it anyway:
 * most of the time that it takes.
 */
const SMALLEST = 'https://json-schema.org/draft/2019-09/meta/content';

function topSchema(...asked: Parameters<typeof projectSchema>): Json {
  const schema = projectSchema(...asked);
  return isObject(schema) ? { $schema: SMALLEST, ...schema } : schema;
}

/** Where a path is at that place. */
export function callPath(place: number, path: string): string {
  return `/${place}${path}`;
}

function ownOperation(document: ApiDocument, { interaction, operation }: Call): JsonObject {
  const { request, response } = interaction;
  const budget = { left: MOST_SCHEMAS };
  const asked: Projection = { document, reading: 'request', budget };
  const answered: Projection = { document, reading: 'response', budget };
  const { requestBody } = operation;
  const answer = responseFor(operation, response.status);
  const answers: JsonObject = {};
  for (const one of operation.responses) {
    answers[one.status] = { description: '', ...(one === answer ? answerOf(answered, one, response) : {}) };
  }
  const own: JsonObject = {
    parameters: operation.parameters.map((one) => parameterOf(asked, one)),
    responses: answers,
  };
  if (requestBody) {
    const content = contentOf(
      asked,
      requestBody.content,
      mediaOf(request.headers, request.body),
      request.body,
    );
    own.requestBody = { required: requestBody.required, content };
  }
  return own;
}

function answerOf(
  to: Projection,
  { headers, content }: ResponseObject,
  ours: PactInteraction['response'],
): JsonObject {
  return {
    headers: Object.fromEntries(
      headers.map(({ name, schema }) => [name, { schema: schema ? topSchema(to, schema, null) : {} }]),
    ),
    content: contentOf(to, content, mediaOf(ours.headers, ours.body), ours.body),
  };
}

function parameterOf(to: Projection, { name, in: where, required, schema, raw }: Parameter): JsonObject {
  const parameter: JsonObject = { name, in: where, required };
  if (raw.style !== undefined) parameter.style = raw.style;
  if (raw.explode !== undefined) parameter.explode = raw.explode;
  if (schema) parameter.schema = topSchema(to, schema, null);
  return parameter;
}

/** The schema of the media type that we send or read; the others are only named. */
function contentOf(
  to: Projection,
  content: readonly MediaType[],
  media: string | null,
  body: Json | undefined,
): JsonObject {
  const values = body === undefined ? [] : [body];
  const types: JsonObject = {};
  for (const one of content) {
    const ours = isSameMedia(one.media, media);
    types[one.media] = one.schema ? { schema: ours ? topSchema(to, one.schema, values) : {} } : {};
  }
  return types;
}
