import type { Difference } from '../../../drift/difference.ts';
import type { JsonObject } from '../../../json.ts';
import type { Operation, Parameter, ResponseObject } from '../../document/types.ts';
import { type Context, type OperationPair, subjectOf } from '../operation-pair.ts';
import { differenceOf, type Found, nameOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { diffContent } from './diff-content.ts';
import { lifecycleChangesOf } from './diff-lifecycle.ts';
import { linkDifferences } from './diff-links.ts';
import { lifecycleOf } from './lifecycle.ts';
import { wireFormOf } from './parameter-style.ts';

/** One status, as both documents describe it. */
interface ResponsePair {
  operation: OperationPair;
  status: string;
  baseline: ResponseObject | null;
  observed: ResponseObject | null;
}

/** Differences of the responses of an operation. A status that is not listed is its range's or the default. */
export function* diffResponses(context: Context, operation: OperationPair): Generator<Found> {
  const before = byStatus(operation.baseline);
  const after = byStatus(operation.observed);
  const statuses = new Set(before.keys());
  for (const status of after.keys()) statuses.add(status);
  for (const status of statuses) {
    const baseline = responseFor(before, status);
    const observed = responseFor(after, status);
    if (baseline && observed && isSaid(baseline, status, observed) && isSaid(observed, status, baseline)) {
      yield* diffResponse(context, { operation, status, baseline, observed }, baseline, observed);
      continue;
    }
    const own = (response: ResponseObject | null) => (response?.status === status ? response : null);
    yield* statusDifference({ operation, status, baseline: own(baseline), observed: own(observed) });
  }
}

/**
 * The response that describes a status: its own, its range's, or for errors the default. The default
 * does not stand for a success, which a client must find listed.
 */
function responseFor(responses: ReadonlyMap<string, ResponseObject>, status: string): ResponseObject | null {
  const range = /^\d\d\d$/.test(status) ? responses.get(`${status[0]}XX`) : undefined;
  const rest = isSuccess(status) ? undefined : responses.get('default');
  return responses.get(status) ?? range ?? rest ?? null;
}

function byStatus({ responses }: Operation): Map<string, ResponseObject> {
  const found = new Map<string, ResponseObject>();
  for (const response of responses) found.set(response.status, response);
  return found;
}

/** A default without content says nothing of a status whose content the other document describes. */
function isSaid(response: ResponseObject, status: string, other: ResponseObject): boolean {
  return response.status === status || response.content.length > 0 || other.content.length === 0;
}

function* diffResponse(
  context: Context,
  pair: ResponsePair,
  baseline: ResponseObject,
  observed: ResponseObject,
): Generator<Found> {
  if (context.unchanged.value(baseline.raw, observed.raw)) return;
  yield* diffHeaders(context, pair, baseline, observed);
  yield* diffContent(context, {
    operation: pair.operation,
    subject: subjectAt(pair),
    site: 'response-body',
    baseline,
    observed,
  });
  if (baseline.raw.links === undefined && observed.raw.links === undefined) return;
  yield* linkDifferences(context, baseline, observed, {
    subject: subjectAt(pair),
    operation: nameOf(pair.operation.baseline),
  });
}

function* diffHeaders(
  context: Context,
  pair: ResponsePair,
  baseline: ResponseObject,
  observed: ResponseObject,
): Generator<Found> {
  const before = byName(baseline.headers);
  const after = byName(observed.headers);
  for (const [name, header] of before) {
    const other = after.get(name);
    if (other && context.unchanged.value(header.raw, other.raw)) continue;
    if (!other) {
      yield* about(pair, header.required ? 'header.removed-required' : 'header.removed-optional', name);
      continue;
    }
    if (header.required && !other.required) yield* about(pair, 'required.became-optional', name);
    if (!header.required && other.required) yield* about(pair, 'required.became-required', name);
    yield* headerDifferences(context, pair, name, header, other);
    if (!header.schema && !other.schema) continue;
    yield {
      place: {
        subject: { ...subjectAt(pair), location: `header:${name}` },
        operation: nameOf(pair.operation.baseline),
        site: 'response-header',
        node: context.graph.node(
          header.schema ? [header.schema] : [],
          other.schema ? [other.schema] : [],
          'response',
        ),
      },
    };
  }
  for (const name of after.keys()) if (!before.has(name)) yield* about(pair, 'header.added', name);
}

/** How long a header stays, and how it is written. */
function* headerDifferences(
  { baseline, observed, asked }: Context,
  pair: ResponsePair,
  name: string,
  before: Parameter,
  after: Parameter,
): Generator<Difference> {
  const { stability } = lifecycleOf(pair.operation.observed.raw);
  const [was, is] = [lifecycleOf(before.raw), lifecycleOf(after.raw)];
  for (const { key, args } of lifecycleChangesOf('property', was, is, stability, asked)) {
    yield* about(pair, key, name, args);
  }
  const form = wireFormOf(baseline, before);
  const other = wireFormOf(observed, after);
  const isContent = before.raw.content !== undefined || after.raw.content !== undefined;
  if (isContent) {
    const args = { from: form.style, to: other.style };
    if (form.style !== other.style) yield* about(pair, 'serialization.changed', name, args);
  } else if (form.explode !== null && other.explode !== null && form.explode !== other.explode) {
    yield* about(pair, 'explode.changed', name, { from: form.explode, to: other.explode });
  }
}

function* statusDifference(pair: ResponsePair): Generator<Difference> {
  const difference = differenceOf('response-body', statusKey(pair), {
    subject: subjectAt(pair),
    operation: nameOf(pair.operation.baseline),
    pointer: { baseline: pair.baseline?.pointer ?? null, observed: pair.observed?.pointer ?? null },
    args: { status: pair.status },
  });
  if (difference) yield difference;
}

function statusKey({ status, baseline, operation }: ResponsePair): ChangeKey {
  const kind = isSuccess(status) ? 'success' : 'non-success';
  if (!baseline) return `status.${kind}-added`;
  const isNarrowed =
    status === '2XX' && operation.observed.responses.some((other) => isSuccess(other.status));
  return isNarrowed ? 'status.range-narrowed' : `status.${kind}-removed`;
}

function* about(
  pair: ResponsePair,
  key: ChangeKey,
  header: string,
  args: JsonObject = {},
): Generator<Difference> {
  const difference = differenceOf('response-header', key, {
    subject: { ...subjectAt(pair), location: `header:${header}` },
    operation: nameOf(pair.operation.baseline),
    pointer: { baseline: pointerOf(pair.baseline, header), observed: pointerOf(pair.observed, header) },
    args: { header, ...args },
  });
  if (difference) yield difference;
}

function pointerOf(response: ResponseObject | null, header: string): string | null {
  return response ? (byName(response.headers).get(header)?.pointer ?? response.pointer) : null;
}

/** Header names in lower case; a `Content-Type` here says nothing (OpenAPI 3). */
function byName(headers: readonly Parameter[]): Map<string, Parameter> {
  const named = new Map<string, Parameter>();
  for (const header of headers) named.set(header.name.toLowerCase(), header);
  named.delete('content-type');
  return named;
}

function subjectAt({ operation, status }: ResponsePair) {
  return { ...subjectOf(operation.baseline, 'response'), status };
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}
