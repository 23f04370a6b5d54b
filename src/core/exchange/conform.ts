import type { Difference } from '../drift/difference.ts';
import type { Subject } from '../drift/subject.ts';
import { matchOperation, type OperationMatch } from '../openapi/document/match-operation.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import { type ConformContext, collected, noteOf, type Undecided } from './conform-context.ts';
import { conformRequest } from './conform-request.ts';
import { conformResponse } from './conform-response.ts';
import { conformSecurity } from './conform-security.ts';
import { wordsOf } from './contract-words.ts';
import { reachOf } from './reach.ts';
import type { SchemaValidators } from './schema-validators.ts';
import type { Exchange } from './types.ts';

/** How one exchange stands to one document. */
export interface ConformResult {
  /** The operation that was called; null where the document has none. */
  operation: Operation | null;
  /** What of our request the document refuses. */
  request: Difference[];
  /** What of the answer the document does not allow; `info` where an open-world reader passes over it. */
  response: Difference[];
  /** Places that could not be judged. */
  undecided: Undecided[];
  /** Differences beyond the limit of one exchange, counted only. */
  more: number;
  /** True if this exchange exercised the subject's place, so that its absence there means something. */
  reaches(subject: Subject): boolean;
}

/** Holds exchanges against one document. */
export interface Conformance {
  conform(exchange: Exchange): ConformResult;
}

/**
 * Conformance to a document: differences have the subject, facet, rule and args that the spec diff would give
 * for the change of the document that would explain them. Elements of arrays are told once, as `*`. Of the values
 * themselves only what is listed in a document is named.
 *
 * @param beside the other document that is known, whose listed values are named too
 */
export function createConformance(
  document: ApiDocument,
  validators: SchemaValidators,
  beside: ApiDocument | null = null,
): Conformance {
  const isWord = wordsOf(beside ? [document, beside] : [document]);
  return { conform: (exchange) => conform({ document, validators, isWord }, exchange) };
}

function conform(on: Omit<ConformContext, 'operation'>, exchange: Exchange): ConformResult {
  const { document } = on;
  const match = matched(document, exchange.request);
  if (!match) return undocumented(exchange);
  const context: ConformContext = { ...on, operation: match.operation };
  const request = collected([
    ...conformSecurity(context, exchange),
    ...conformRequest(context, exchange, match.pathParams),
  ]);
  const response = collected(conformResponse(context, exchange));
  return {
    operation: match.operation,
    request: request.differences,
    response: response.differences,
    undecided: [...request.undecided, ...response.undecided],
    more: request.more + response.more,
    reaches: reachOf(context, exchange),
  };
}

/** `HEAD` is answered wherever `GET` is (RFC 9110, 9.3.2). */
function matched(document: ApiDocument, { method, path }: Exchange['request']): OperationMatch | null {
  const match = matchOperation(document, method, path);
  return match ?? (method.toUpperCase() === 'HEAD' ? matchOperation(document, 'GET', path) : null);
}

/** The path may carry identifiers of a person, so it is not told. */
function undocumented({ request }: Exchange): ConformResult {
  const note = noteOf(null, {
    key: 'operation.removed',
    site: 'operation',
    subject: { method: request.method.toUpperCase(), path: '*', section: 'operation', location: '' },
    args: {},
    pointer: null,
  });
  return {
    operation: null,
    request: collected([note]).differences,
    response: [],
    undecided: [],
    more: 0,
    reaches: () => false,
  };
}
