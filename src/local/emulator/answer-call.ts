import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import { authenticate } from './authenticate.ts';
import { checkBody, checkParameters } from './check-request.ts';
import { type Distortion, distort } from './distort.ts';
import { type Documented, jsonMedia, responseFor, sampleBody, successOf } from './documented.ts';
import { findResources } from './find-resources.ts';
import { keepRecords } from './keep-records.ts';
import { type Missing, withoutFields } from './missing.ts';
import { opaqueBytes } from './opaque-body.ts';
import { pageOfSample } from './page-of-sample.ts';
import type { RecordStore } from './record-store.ts';
import { refusalAnswer } from './refusal-answer.ts';
import { sampleHeaders } from './sample-headers.ts';
import { schemasOf } from './schema/schemas.ts';
import { shapeValue } from './schema/shape-value.ts';
import type { Tokens } from './token-endpoint.ts';
import {
  type Behaviour,
  type Call,
  type Credentials,
  isRefusal,
  type OperationHeaders,
  type Outcome,
  type Refusal,
} from './types.ts';

/** A request as it arrived. `body: null`: larger than is read. */
export interface Arrived {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer | null;
}

/** What is sent back. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string | undefined;
}

/** What an emulated partner is at this moment. */
export interface Partner {
  document: ApiDocument;
  /** The version that answers are shaped by, where that is not the published one. */
  answers: ApiDocument | null;
  headers: OperationHeaders;
  behaviour: Behaviour;
  credentials: Credentials;
  tokens: Tokens;
  records: RecordStore;
  now: Date;
  /** Faults in the meaning of its answers. */
  distortions: readonly Distortion[];
  /** What is no more, though the document names it; null: everything is there. */
  missing: Missing | null;
}

/** Carries out one request as the document in force says. */
export function answerCall(arrived: Arrived, partner: Partner): Answer {
  const { document } = partner;
  const method = arrived.method === 'HEAD' ? 'GET' : arrived.method;
  const match =
    matchOperation(document, arrived.method, arrived.path) ?? matchOperation(document, method, arrived.path);
  if (!match) return refuse(noOperation(arrived.path, document), null, partner);
  const { operation, pathParams } = match;
  const deny = (refusal: Refusal) => refuse(refusal, operation, partner);
  if (partner.missing?.operations.has(operation.key))
    return deny({ refused: 'gone', message: 'This is no longer here.' });
  const denied = authenticate(document, operation, arrived, partner);
  if (denied) return deny(denied);
  if (!arrived.body) return deny({ refused: 'too-large', message: 'The body is too large.' });
  const wrong = checkParameters(document, operation, { pathParams, ...arrived });
  if (wrong) return deny(wrong);
  const checked = checkBody(document, operation, arrived.headers['content-type'], arrived.body);
  if (!checked.ok) return deny(checked.refusal);

  const running = partner.answers?.byKey.get(operation.key);
  const answering = { document: (running && partner.answers) ?? document, operation: running ?? operation };
  const media = successOf(answering.operation)?.media;
  const call: Call = {
    operation,
    document,
    answering,
    path: belowBase(operation, arrived.path),
    pathParams,
    query: arrived.query,
    headers: arrived.headers,
    body: checked.body,
    records: partner.records,
    now: partner.now,
    sample: (n) => (media ? sampleBody(answering.document, media, operation.key, n) : undefined),
  };
  const outcome = carryOut(call, partner.behaviour);
  return isRefusal(outcome) ? deny(outcome) : send(outcome, call, partner);
}

function carryOut(call: Call, behaviour: Behaviour): Outcome {
  const own = behaviour.operations?.[call.operation.operationId ?? ''];
  if (own) return own(call);
  const found = findResources(call.document).get(call.operation.key);
  if (found) return keepRecords(call, found.resource, found.role, behaviour);
  const body = call.sample(0);
  if (isObject(body) && Object.keys(call.pathParams).length > 0)
    return { body: echoed(body, call.pathParams) };
  if (body === undefined) return {};
  return { body: call.operation.method === 'GET' ? pageOfSample(body, call) : body };
}

/** An answer about `/things/17` speaks of 17. */
function echoed(body: JsonObject, pathParams: Record<string, string>): JsonObject {
  const asked = Object.entries(pathParams).filter(([name]) => typeof body[name] === 'string');
  return { ...body, ...Object.fromEntries(asked) };
}

/** Shapes an outcome to the version in force and puts it under its documented status and media type. */
function send(outcome: Exclude<Outcome, Refusal>, call: Call, partner: Partner): Answer {
  const { operation, document } = call.answering;
  const documented: Documented | null =
    outcome.status === undefined ? successOf(operation) : responseFor(operation, outcome.status);
  const headers = {
    ...(documented ? sampleHeaders(documented.response, document, operation.key) : {}),
    ...outcome.headers,
    ...partner.headers[operation.key],
  };
  const status = outcome.status ?? documented?.status ?? 200;
  const media = documented?.media;
  if (!media || status === 204 || status === 304) return { status, headers, body: undefined };
  const type = media.media === '*/*' ? 'application/json' : media.media;
  const typed = { ...headers, 'content-type': jsonMedia(type) ? `${type}; charset=utf-8` : type };
  if (!jsonMedia(type)) return { status, headers: typed, body: opaqueBytes(type, outcome.body) };
  const schemas = schemasOf(document, 'response');
  const shape = (body: Json) => {
    const { schema } = media;
    const shaped = schema ? shapeValue(body, schemas.at(schema.pointer), schemas, operation.key) : body;
    return withoutFields(shaped, operation.key, String(status), partner.missing);
  };
  return {
    status,
    headers: typed,
    body: JSON.stringify(
      distort(shape(outcome.body ?? null), operation.operationId ?? null, partner.distortions),
    ),
  };
}

function refuse(refusal: Refusal, operation: Operation | null, partner: Partner): Answer {
  const { status, media, body } = refusalAnswer(refusal, partner.document, operation);
  const headers = { ...refusal.headers, ...(operation ? partner.headers[operation.key] : {}) };
  if (body === undefined) return { status, headers, body };
  return { status, headers: { ...headers, 'content-type': media }, body: JSON.stringify(body) };
}

function noOperation(path: string, document: ApiDocument): Refusal {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) =>
    matchOperation(document, one, path),
  );
  if (methods.length === 0)
    return { refused: 'not-found', message: 'There is nothing here.', code: 'no_such_path' };
  const allow = methods.join(', ');
  return { refused: 'method', message: `Only ${allow} can be used here.`, headers: { allow } };
}

/** The part of a path that the operation's template covers: without the base path of a server. */
function belowBase(operation: Operation, path: string): string {
  const segments = path.split('/');
  const wanted = operation.path.split('/').length;
  return `/${segments.slice(segments.length - wanted + 1).join('/')}`;
}
