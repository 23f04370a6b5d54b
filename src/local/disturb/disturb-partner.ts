import type { ServerOptions } from 'node:https';
import { nearest } from '../../core/agreement/nearest.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isJsonMedia } from '../../core/exchange/media.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import { DRIFT_MODES } from './drift-modes.ts';
import { FAULT_MODES } from './fault-modes.ts';
import type { DisturbedRequest, Reply } from './reply.ts';
import { type DriftMode, type DriftPlaces, type FaultMode, FIRST, type Reaction } from './types.ts';
import { jsonOf, successAnswer, topWordsOf, wordsOf } from './words-of.ts';

/** What happens at a partner, and where. */
export interface Disturbed {
  name: string;
  /** The operations that it is at, as `METHOD /path`; null: all that it can be at. */
  at: string[] | null;
  /** What a check tells of it. */
  told: string;
  react(operation: Operation | null, request: DisturbedRequest, well: Reply): Reaction | Promise<Reaction>;
  tls?: ServerOptions;
  /** Where it is looked for, if not where it is. */
  url?: (url: string) => string;
}

/** A name as it is typed: `503 with Retry-After` is `503-with-retry-after`. */
export function modeId(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** A line for each mode: what it is called, and what a check tells of it. */
export function modeList(kind: 'fault' | 'drift'): string[] {
  const modes = kind === 'fault' ? FAULT_MODES.map((one) => [one.name, toldOf(one)]) : driftList();
  const width = Math.max(...modes.map(([name = '']) => modeId(name).length));
  return modes.map(([name = '', told = '']) => `${modeId(name).padEnd(width)}  ${told}`);
}

function driftList(): string[][] {
  return DRIFT_MODES.map(({ name }) => [name, 'a change']);
}

/**
 * A way of failing, put at an operation or at all.
 *
 * @param at `operationId` or `METHOD /path`; left out: all that it can be at
 * @throws ForewarnError `usage` for an unknown name, with the nearest, and for an operation that is not there
 */
export function faultOf(name: string, document: ApiDocument, at?: string): Disturbed {
  const mode = named('fault', name, FAULT_MODES);
  const only = at === undefined ? null : operationOf(document, at);
  const { react, tls, url } = mode.arrange(FIRST);
  return {
    name: mode.name,
    at: only && [`${only.method} ${only.path}`],
    told: toldOf(mode),
    react: (operation, request, well) => {
      const isHere = operation !== null && (only === null || only.key === operation.key);
      return isHere && react && isFaulty(mode, operation, well) ? react(request, well) : well;
    },
    ...(tls ? { tls } : {}),
    ...(url ? { url } : {}),
  };
}

/**
 * A true change, at an operation that it can be at.
 *
 * @param at `operationId` or `METHOD /path`; left out: where it is met most easily
 * @throws ForewarnError `usage` for an unknown name, with the nearest, and where no operation can be changed so
 */
export function driftOf(name: string, document: ApiDocument, at?: string): Disturbed {
  const mode = named('drift', name, DRIFT_MODES);
  const asked = at === undefined ? document.operations : [operationOf(document, at)];
  const [only] = asked
    .filter((operation) => canDrift(mode, document, operation))
    .toSorted((one, other) => depth(mode, document, one) - depth(mode, document, other));
  if (!only) {
    const fitting = document.operations.filter((one) => canDrift(mode, document, one));
    const known = fitting.map((one) => one.operationId ?? `${one.method} ${one.path}`);
    throw new ForewarnError('usage', `${at ?? 'no operation of this document'} cannot show "${mode.name}"`, {
      fix: known.length > 0 ? `--at one of: ${known.slice(0, 20).join(', ')}` : 'see --drift list',
    });
  }
  const { react } = mode.arrange(FIRST, wordsOf(document, only));
  return {
    name: mode.name,
    at: [`${only.method} ${only.path}`],
    told: 'a change',
    react: (operation, request, well) => (operation?.key === only.key && react ? react(request, well) : well),
  };
}

function toldOf({ told }: FaultMode): string {
  return told.map((one) => (one === 'green' ? 'nothing: it can be read' : one)).join(', ');
}

function named<Mode extends { name: string }>(
  kind: 'fault' | 'drift',
  asked: string,
  modes: readonly Mode[],
): Mode {
  const found = modes.find(({ name }) => modeId(name) === modeId(asked));
  if (found) return found;
  const near = nearest(
    modeId(asked),
    modes.map(({ name }) => modeId(name)),
  );
  throw new ForewarnError('usage', `there is no ${kind} "${asked}"`, {
    fix: near ? `did you mean ${near}?` : `forewarn emulate --${kind} list says which there are`,
  });
}

function operationOf(document: ApiDocument, asked: string): Operation {
  const nameOf = (one: Operation) => `${one.method} ${one.path}`;
  const found = document.operations.find((one) => one.operationId === asked || nameOf(one) === asked);
  if (found) return found;
  const known = document.operations.map((one) => one.operationId ?? nameOf(one));
  const near = nearest(asked, known);
  throw new ForewarnError('usage', `the document has no operation ${asked}`, {
    fix: near ? `did you mean ${near}?` : `--at one of: ${known.slice(0, 20).join(', ')}`,
  });
}

function isFaulty({ places }: FaultMode, operation: Operation, well: Reply): boolean {
  switch (places) {
    case 'all':
      return true;
    case 'json':
      return isJsonMedia(mediaOf(well));
    case 'secured':
      return isSecured(operation);
    case 'get':
      return operation.method === 'GET';
    default:
      return places satisfies never;
  }
}

function mediaOf({ headers }: Reply): string {
  return String(headers['content-type'] ?? '')
    .split(';', 1)
    .join('')
    .trim()
    .toLowerCase();
}

function isSecured({ security }: Operation): boolean {
  return security !== null && security.length > 0 && security.every((one) => Object.keys(one).length > 0);
}

/** What is in no list, and is read without a record's id, is met by whoever calls. */
function depth({ word }: DriftMode, document: ApiDocument, operation: Operation): number {
  const inList =
    word !== undefined && !topWordsOf(document, operation).has(wordsOf(document, operation)[word][0]);
  return (inList ? 4 : 0) + (operation.path.includes('{') ? 2 : 0) + (operation.method === 'GET' ? 0 : 1);
}

function canDrift(mode: DriftMode, document: ApiDocument, operation: Operation): boolean {
  if (!isPlace(mode.at, document, operation)) return false;
  return mode.word === undefined || wordsOf(document, operation)[mode.word].length > 0;
}

function isPlace(at: DriftPlaces, document: ApiDocument, operation: Operation): boolean {
  const { method, path, requestBody } = operation;
  const success = successAnswer(operation);
  const answer = jsonOf(success?.content);
  const isList = () => answer !== null && wordsOf(document, operation).list[0] === '*';
  switch (at) {
    case 'any':
      return success !== null;
    case 'json':
      return answer !== null;
    case 'object':
      return answer !== null && !isList();
    case 'array':
      return isList();
    case 'file':
      return success !== null && success.content.length > 0 && answer === null;
    case 'record':
      return method === 'GET' && path.includes('{') && answer !== null;
    case 'sends':
      return jsonOf(requestBody?.content) !== null;
    case 'secured':
      return isSecured(operation);
    case 'open':
      return !isSecured(operation);
    case 'get':
      return method === 'GET';
    case 'telling':
      return method === 'GET' && !path.includes('{');
    case 'deletes':
      return method === 'DELETE';
    default:
      return at satisfies never;
  }
}
