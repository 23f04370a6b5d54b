import type { Difference } from '../../drift/difference.ts';
import type { Operation, Parameter, ResponseObject } from '../document/types.ts';
import { diffContent } from './diff-content.ts';
import { type Context, type OperationPair, subjectOf } from './operation-pair.ts';
import { differenceOf, type Found, nameOf } from './place.ts';
import type { ChangeKey } from './rules.ts';

/** One status, as both documents describe it. */
interface ResponsePair {
  operation: OperationPair;
  status: string;
  baseline: ResponseObject | null;
  observed: ResponseObject | null;
}

/** Differences of the responses of an operation. A status that is not listed is its range's or the default. */
export function* diffResponses(context: Context, operation: OperationPair): Generator<Found> {
  const statuses = new Set(
    [...operation.baseline.responses, ...operation.observed.responses].map((response) => response.status),
  );
  for (const status of statuses) {
    const baseline = responseFor(operation.baseline, status);
    const observed = responseFor(operation.observed, status);
    const pair = { operation, status, baseline, observed };
    if (baseline && observed) yield* diffResponse(context, pair, baseline, observed);
    else yield* statusDifference(pair);
  }
}

/**
 * The response that describes a status: its own, its range's, or for errors the default. The default
 * does not stand for a success, which a client must find listed.
 */
function responseFor({ responses }: Operation, status: string): ResponseObject | null {
  const named = (name: string) => responses.find((response) => response.status === name);
  const range = /^\d\d\d$/.test(status) ? named(`${status[0]}XX`) : undefined;
  const rest = isSuccess(status) ? undefined : named('default');
  return named(status) ?? range ?? rest ?? null;
}

function* diffResponse(
  context: Context,
  pair: ResponsePair,
  baseline: ResponseObject,
  observed: ResponseObject,
): Generator<Found> {
  yield* diffHeaders(context, pair, baseline, observed);
  yield* diffContent(context, {
    operation: pair.operation,
    subject: subjectAt(pair),
    site: 'response-body',
    baseline,
    observed,
  });
}

function* diffHeaders(
  { graph }: Context,
  pair: ResponsePair,
  baseline: ResponseObject,
  observed: ResponseObject,
): Generator<Found> {
  const before = byName(baseline.headers);
  const after = byName(observed.headers);
  for (const [name, header] of before) {
    const other = after.get(name);
    if (!other) {
      yield* about(pair, header.required ? 'header.removed-required' : 'header.removed-optional', name);
      continue;
    }
    if (header.required && !other.required) yield* about(pair, 'required.became-optional', name);
    if (!header.required && other.required) yield* about(pair, 'required.became-required', name);
    if (!header.schema || !other.schema) continue;
    yield {
      place: {
        subject: { ...subjectAt(pair), location: `header:${name}` },
        operation: nameOf(pair.operation.baseline),
        site: 'response-header',
        node: graph.node([header.schema], [other.schema], 'response'),
      },
    };
  }
  for (const name of after.keys()) if (!before.has(name)) yield* about(pair, 'header.added', name);
}

function* statusDifference(pair: ResponsePair): Generator<Difference> {
  const kind = isSuccess(pair.status) ? 'success' : 'non-success';
  const difference = differenceOf('response-body', `status.${kind}-${pair.baseline ? 'removed' : 'added'}`, {
    subject: subjectAt(pair),
    operation: nameOf(pair.operation.baseline),
    pointer: { baseline: pair.baseline?.pointer ?? null, observed: pair.observed?.pointer ?? null },
    args: { status: pair.status },
  });
  if (difference) yield difference;
}

function* about(pair: ResponsePair, key: ChangeKey, header: string): Generator<Difference> {
  const difference = differenceOf('response-header', key, {
    subject: { ...subjectAt(pair), location: `header:${header}` },
    operation: nameOf(pair.operation.baseline),
    pointer: { baseline: pointerOf(pair.baseline, header), observed: pointerOf(pair.observed, header) },
    args: { header },
  });
  if (difference) yield difference;
}

function pointerOf(response: ResponseObject | null, header: string): string | null {
  return response ? (byName(response.headers).get(header)?.pointer ?? response.pointer) : null;
}

/** Header names in lower case; a `Content-Type` here says nothing (OpenAPI 3). */
function byName(headers: readonly Parameter[]): Map<string, Parameter> {
  const named = headers.map((header): [string, Parameter] => [header.name.toLowerCase(), header]);
  return new Map(named.filter(([name]) => name !== 'content-type'));
}

function subjectAt({ operation, status }: ResponsePair) {
  return { ...subjectOf(operation.baseline, 'response'), status };
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}
