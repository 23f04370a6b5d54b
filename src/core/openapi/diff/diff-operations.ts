import type { Difference } from '../../drift/difference.ts';
import { normalisePath } from '../../drift/subject.ts';
import type { Operation } from '../document/types.ts';
import { diffBodies } from './diff-bodies.ts';
import { diffParameters } from './diff-parameters.ts';
import { diffResponses } from './diff-responses.ts';
import { operationSecurityDifferences } from './diff-security.ts';
import { type Context, type OperationPair, subjectOf } from './operation-pair.ts';
import { differenceOf, type Found, nameOf } from './place.ts';
import type { ChangeKey } from './rules.ts';

/** Differences of all operations: the baseline's in its order, then those that are new. */
export function* diffOperations(context: Context): Generator<Found> {
  const { known, added } = context.pairing;
  const paths = new Set(context.observed.operations.map((operation) => normalisePath(operation.path)));
  for (const { baseline, observed } of known) {
    if (observed) yield* diffOperation(context, { baseline, observed });
    else yield* removed(context, baseline, paths.has(normalisePath(baseline.path)));
  }
  for (const operation of added) yield* about({ observed: operation }, 'operation.added');
}

function* diffOperation(context: Context, pair: OperationPair): Generator<Found> {
  yield* metaDifferences(pair);
  yield* operationSecurityDifferences(context, pair);
  yield* diffParameters(context, pair);
  yield* diffBodies(context, pair);
  yield* diffResponses(context, pair);
}

function* removed({ today }: Context, operation: Operation, pathStays: boolean): Generator<Difference> {
  const facet = pathStays ? 'operation' : 'path';
  const { sunset, deprecated } = operation;
  const early = sunset !== null && today !== null && sunset.slice(0, 10) > today.slice(0, 10);
  const key: ChangeKey = !deprecated
    ? `${facet}.removed`
    : early
      ? `${facet}.removed-before-sunset`
      : `${facet}.removed-with-deprecation`;
  yield* about({ baseline: operation }, key, sunset === null ? {} : { sunset });
}

/** What an operation says of itself: its name, tags, and how long it stays. */
export function* metaDifferences(pair: OperationPair): Generator<Difference> {
  const { baseline: before, observed: after } = pair;
  if (!before.deprecated && after.deprecated) {
    if (after.sunset === null) yield* about(pair, 'deprecated.set');
    else yield* about(pair, 'deprecated.set-with-sunset', { sunset: after.sunset });
  }
  if (before.deprecated && !after.deprecated) yield* about(pair, 'deprecated.unset');
  if (before.deprecated && after.deprecated && before.sunset !== null && after.sunset === null) {
    yield* about(pair, 'sunset.removed', { sunset: before.sunset });
  }
  if (before.operationId !== undefined && before.operationId !== after.operationId) {
    yield* about(pair, 'operation-id.removed', { operationId: before.operationId });
  } else if (before.operationId === undefined && after.operationId !== undefined) {
    yield* about(pair, 'operation-id.added', { operationId: after.operationId });
  }
  for (const tag of before.tags) if (!after.tags.includes(tag)) yield* about(pair, 'tag.removed', { tag });
  for (const tag of after.tags) if (!before.tags.includes(tag)) yield* about(pair, 'tag.added', { tag });
}

function* about(
  pair: Partial<OperationPair>,
  key: ChangeKey,
  args: Difference['args'] = {},
): Generator<Difference> {
  const operation = pair.baseline ?? pair.observed;
  if (!operation) return;
  const difference = differenceOf('operation', key, {
    subject: subjectOf(operation, 'operation'),
    operation: nameOf(operation),
    pointer: { baseline: pair.baseline?.pointer ?? null, observed: pair.observed?.pointer ?? null },
    args,
  });
  if (difference) yield difference;
}
