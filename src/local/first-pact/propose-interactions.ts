import { createAjvValidators } from '../../adapters/judge/ajv-validators.ts';
import { createConformance } from '../../core/exchange/conform.ts';
import { isObject, type Json } from '../../core/json.ts';
import type { ApiDocument, MediaType, Operation } from '../../core/openapi/document/types.ts';
import type { Expected, NotProposed, ProposedInteraction } from '../../core/pact/proposed.ts';
import { plainText } from '../../core/report/plain-text.ts';
import { type UseRequest, useRequest } from '../../core/usage/use-request.ts';
import { examplesOf, jsonMedia, sampleBody, successOf } from '../emulator/documented.ts';
import { sampleValue } from '../emulator/schema/sample-value.ts';
import { schemasOf } from '../emulator/schema/schemas.ts';
import { expectedOf, isPlain } from './expected-value.ts';

/** More interactions than this are no beginning any more. */
const MOST = 40;

/**
 * A first pact for the operations that were chosen: each is asked as the document's examples ask, and is to answer what
 * the document promises of its good answer. What it says too little about is told with the reason.
 */
export function proposeInteractions(
  document: ApiDocument,
  operations: readonly Operation[],
): { proposed: ProposedInteraction[]; left: NotProposed[] } {
  const proposed: ProposedInteraction[] = [];
  const left: NotProposed[] = [];
  for (const operation of operations) {
    const { key, method, path, operationId, summary } = operation;
    const name = { key, method, path, ...(operationId && { operationId }), ...(summary && { summary }) };
    const made =
      proposed.length < MOST ? propose(document, operation) : `a first pact has ${MOST} interactions`;
    if (typeof made === 'string') left.push({ operation: name, why: made });
    else proposed.push({ description: described(operation, proposed), operation: name, ...made });
  }
  return { proposed, left };
}

function propose(
  document: ApiDocument,
  operation: Operation,
): Pick<ProposedInteraction, 'request' | 'response'> | string {
  if (/[?#]/.test(operation.path)) return 'its path has more than a path';
  if (isElsewhere(document, operation)) return 'it has a server of its own';
  const good = successOf(operation);
  if (!good || good.status < 200 || good.status > 299) return 'the document has no good answer of it';
  const parameters = useRequest(document, operation, { operation: '', with: {}, fields: [] });
  if (!parameters.ok) return `no example of ${parameters.missing.join(', ')}`;
  const sent = bodyFor(document, operation);
  if (typeof sent === 'string') return sent;
  const unfit = whyUnfit(document, operation, parameters, sent);
  if (unfit) return unfit;
  const { accept: _, cookie, ...headers } = parameters.headers;
  if (cookie !== undefined) return 'it needs a cookie';
  return {
    request: {
      method: operation.method,
      path: parameters.path,
      query: queryOf(parameters.query),
      headers: { ...headers, ...(sent && { 'Content-Type': sent.media }) },
      ...(sent && { body: sent.body }),
    },
    response: { status: good.status, ...answerBody(document, operation, good.media) },
  };
}

/** An operation that none of the document's own servers has. */
function isElsewhere({ servers }: ApiDocument, operation: Operation): boolean {
  const own = operation.servers ?? [];
  return servers.length > 0 && own.length > 0 && !own.some(({ url }) => servers.includes(url));
}

/** Why a check would take this call for a fault of ours; null where it would not. */
function whyUnfit(
  document: ApiDocument,
  operation: Operation,
  { path, query, headers }: Extract<UseRequest, { ok: true }>,
  sent: Sent | null,
): string | null {
  const conformed = createConformance(document, createAjvValidators(document)).conform({
    id: 0,
    purpose: 'use',
    interaction: null,
    use: operation.key,
    request: {
      method: operation.method,
      path,
      query,
      headers: { ...headers, ...(sent && { 'content-type': sent.media }) },
      ...(sent && { body: sent.body }),
    },
    response: null,
    failure: null,
    ms: 0,
  });
  if (conformed.operation?.key !== operation.key) return 'the examples of its path lead to another operation';
  const unfit = conformed.request.some(
    ({ subject, level }) => subject.section === 'request' && level !== 'info',
  );
  return unfit ? 'the examples of what it is sent do not fit' : null;
}

function queryOf(text: string): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) query[name] = [...(query[name] ?? []), value];
  return query;
}

/** A JSON body, and its media type. */
interface Sent {
  media: string;
  body: Json;
}

/** The JSON body to send; null for none; a text that says why there is none. */
function bodyFor(document: ApiDocument, { requestBody, key }: Operation): Sent | string | null {
  if (!requestBody || requestBody.content.length === 0) return null;
  const media = requestBody.content.find((one) => jsonMedia(one.media));
  if (!media) return requestBody.required ? 'what it is sent is no JSON' : null;
  const schemas = schemasOf(document, 'request');
  const schema = media.schema ? schemas.at(media.schema.pointer) : true;
  const example = examplesOf(document, media).find((one) => schemas.misfit(schema, one) === null);
  const body =
    example ?? (schema === true ? undefined : sampleValue(schema, { schemas, seed: key, examples: true }));
  if (body === undefined || schemas.misfit(schema, body) !== null) return 'no example of what it is sent';
  return hasPlainNames(body)
    ? { media: media.media, body }
    : 'what it is sent has names that mean something to Pact';
}

function answerBody(
  document: ApiDocument,
  { key }: Operation,
  media: MediaType | null,
): { body?: Expected; media?: string } {
  if (!media?.schema || !jsonMedia(media.media)) return {};
  const schemas = schemasOf(document, 'response');
  const schema = schemas.at(media.schema.pointer);
  const value = sampleBody(document, media, key, 0);
  if (value === undefined || schemas.misfit(schema, value) !== null) return {};
  const body = expectedOf(schema, value, { schemas, isWritten: isWritten(document, media, value) });
  return body ? { body, media: media.media } : {};
}

function isWritten(document: ApiDocument, media: MediaType, value: Json): boolean {
  if (examplesOf(document, media).includes(value)) return true;
  const written = media.schema && isObject(media.schema.value) ? media.schema.value : {};
  return written.example !== undefined || written.examples !== undefined;
}

/** As the interaction of a pact is called: one of its kind. */
function described(
  { summary, operationId, method, path }: Operation,
  before: readonly ProposedInteraction[],
): string {
  const wish = `a request: ${plainText(summary ?? operationId ?? `${method} ${path}`, 80)}`;
  const isTaken = before.some(({ description }) => description === wish);
  return isTaken ? `${wish} (${method} ${path})` : wish;
}

function hasPlainNames(value: Json): boolean {
  if (Array.isArray(value)) return value.every(hasPlainNames);
  if (!isObject(value)) return true;
  return Object.entries(value).every(([name, one]) => isPlain(name) && hasPlainNames(one));
}
