import { isObject, type Json } from '../../core/json.ts';
import type { ApiDocument, MediaType, Operation, Parameter } from '../../core/openapi/document/types.ts';
import { jsonMedia } from './documented.ts';
import { type ParameterSource, readParameter, scalar } from './read-parameters.ts';
import type { Schema } from './schema/convert-schema.ts';
import { mergeSchema } from './schema/merge-schema.ts';
import { type Misfit, schemasOf } from './schema/schemas.ts';
import type { Refusal } from './types.ts';

/** Deeper bodies are refused before anything looks at them. */
const DEEPEST = 100;

const FORM = 'application/x-www-form-urlencoded';

/** Headers that OpenAPI leaves to HTTP itself (3.1, 4.8.12.2). */
const OF_HTTP = new Set(['accept', 'content-type', 'authorization']);

/** What a request carried: the parsed body, or why it is refused. */
export type CheckedBody = { ok: true; body: Json | undefined } | { ok: false; refusal: Refusal };

/** Refuses the first documented parameter that is missing or does not fit its schema; null if all do. */
export function checkParameters(
  document: ApiDocument,
  operation: Operation,
  source: ParameterSource,
): Refusal | null {
  const schemas = schemasOf(document, 'request');
  for (const parameter of operation.parameters) {
    if (parameter.in === 'header' && OF_HTTP.has(parameter.name.toLowerCase())) continue;
    const value = readParameter(parameter, source, schemas);
    if (value === undefined) {
      if (parameter.required) return wrong(parameter, `The parameter ${parameter.name} is missing.`);
      continue;
    }
    const schema = parameter.schema ? schemas.at(parameter.schema.pointer) : true;
    if (schemas.misfit(schema, value))
      return wrong(parameter, `The parameter ${parameter.name} does not fit.`);
  }
  return null;
}

/** Reads a body as its media type says and checks it against the document. */
export function checkBody(
  document: ApiDocument,
  operation: Operation,
  contentType: string | undefined,
  bytes: Buffer,
): CheckedBody {
  const { requestBody } = operation;
  if (!requestBody) return { ok: true, body: undefined };
  if (bytes.length === 0) {
    if (!requestBody.required) return { ok: true, body: undefined };
    return refuse({ refused: 'malformed', message: 'A body is required.', code: 'body_missing' });
  }
  const media = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const documented = requestBody.content.find((one) => fits(one.media, media));
  if (!documented) return refuse({ refused: 'media', message: 'The media type is not supported.' });
  const read = parse(document, documented, media, bytes);
  if (read === undefined) return { ok: true, body: undefined };
  if (!read.ok) return refuse({ refused: 'malformed', message: read.message, code: 'unreadable' });
  const misfit = misfitOf(document, documented, read.body);
  if (!misfit) return { ok: true, body: read.body };
  return refuse({ refused: 'invalid', code: misfit.missing ? 'missing' : 'invalid', ...explain(misfit) });
}

function misfitOf(document: ApiDocument, media: MediaType, body: Json): Misfit | null {
  if (!media.schema) return null;
  const schemas = schemasOf(document, 'request');
  return schemas.misfit(schemas.at(media.schema.pointer), body);
}

type Read = { ok: true; body: Json } | { ok: false; message: string } | undefined;

/** Undefined for media types that are taken as they come (files, multipart). */
function parse(document: ApiDocument, documented: MediaType, media: string, bytes: Buffer): Read {
  if (media === FORM) return { ok: true, body: readForm(document, documented, bytes.toString('utf8')) };
  if (!jsonMedia(media))
    return media.startsWith('text/') ? { ok: true, body: bytes.toString('utf8') } : undefined;
  try {
    const body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
    return tooDeep(body) ? { ok: false, message: 'The body is nested too deeply.' } : { ok: true, body };
  } catch {
    return { ok: false, message: 'The body is not JSON.' };
  }
}

/** The fields of a form, each turned into what its schema accepts. */
function readForm(document: ApiDocument, documented: MediaType, text: string): Json {
  const schemas = schemasOf(document, 'request');
  const merged = documented.schema ? mergeSchema(schemas.at(documented.schema.pointer), schemas) : false;
  const properties = merged && isObject(merged.properties) ? merged.properties : {};
  const fields = [...new URLSearchParams(text)].map(([name, value]): [string, Json] => {
    const schema = Object.hasOwn(properties, name) ? (properties[name] as Schema) : true;
    return [name, scalar(value, schema, schemas)];
  });
  return Object.fromEntries(fields);
}

function tooDeep(body: Json): boolean {
  let level: Json[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) => (Array.isArray(one) ? one : isObject(one) ? Object.values(one) : []));
  }
  return false;
}

/** `application/*` and `*` + `/*` stand for what they say. */
function fits(documented: string, sent: string): boolean {
  if (documented === sent || documented === '*/*') return true;
  return documented.endsWith('/*') && sent.startsWith(documented.slice(0, -1));
}

function wrong(parameter: Parameter, message: string): Refusal {
  const refused = parameter.in === 'path' ? 'not-found' : 'parameter';
  return { refused, message, param: parameter.name, code: 'parameter' };
}

function explain({ at, missing }: Misfit): { message: string; param: string } {
  if (missing === null) return { message: `The value at ${at || '/'} does not fit.`, param: at || '/' };
  return { message: `The property ${missing} is missing.`, param: `${at}/${missing}` };
}

function refuse(refusal: Refusal): CheckedBody {
  return { ok: false, refusal };
}
