import type { Difference } from '../../../drift/difference.ts';
import { normalisePath } from '../../../drift/subject.ts';
import type { Operation } from '../../document/types.ts';
import { type Context, type OperationPair, subjectOf } from '../operation-pair.ts';
import { differenceOf, type Found, nameOf } from '../place.ts';
import { type Asked, isHeldTo, NOTHING_ASKED } from '../policy.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { operationSecurityDifferences } from '../wire/diff-security.ts';
import { operationServerDifferences } from '../wire/diff-servers.ts';
import { diffBodies } from './diff-bodies.ts';
import { lifecycleChangesOf, removalOf, stabilityChanges } from './diff-lifecycle.ts';
import { diffParameters } from './diff-parameters.ts';
import { diffResponses } from './diff-responses.ts';
import { lifecycleOf } from './lifecycle.ts';

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
  const { asked } = context;
  const isUnchanged = context.unchanged.operation(pair.baseline, pair.observed);
  if (!isUnchanged) yield* stabilityDifferences(pair, asked);
  const { stability } = lifecycleOf(pair.observed.raw);
  if (stability !== null && !isHeldTo(asked.policy, stability)) return;
  if (!isUnchanged) yield* metaDifferences(pair, asked);
  // Schemes and the document's servers may mean something else now.
  yield* operationSecurityDifferences(context, pair);
  yield* operationServerDifferences(context, pair);
  if (isUnchanged) return;
  yield* diffParameters(context, pair);
  yield* diffBodies(context, pair);
  yield* diffResponses(context, pair);
}

/** An operation that is gone: as was said, before its day or without a word. */
function* removed({ asked }: Context, operation: Operation, pathStays: boolean): Generator<Difference> {
  const lifecycle = lifecycleOf(operation.raw);
  if (lifecycle.stability !== null && !isHeldTo(asked.policy, lifecycle.stability)) return;
  const { how, args } = removalOf(lifecycle, asked.today);
  if (how === 'removed-with-deprecation' && lifecycle.sunset?.day === null) {
    yield* about({ baseline: operation }, 'sunset.invalid', { written: lifecycle.sunset.written });
  }
  yield* about({ baseline: operation }, `${pathStays ? 'operation' : 'path'}.${how}`, args);
}

/** What an operation says of itself: its name, tags, and how long it stays. */
export function* metaDifferences(pair: OperationPair, asked: Asked = NOTHING_ASKED): Generator<Difference> {
  const { baseline: before, observed: after } = pair;
  const [was, is] = [lifecycleOf(before.raw), lifecycleOf(after.raw)];
  for (const { key, args } of lifecycleChangesOf('operation', was, is, is.stability, asked)) {
    yield* about(pair, key, args);
  }
  if (before.operationId !== undefined && before.operationId !== after.operationId) {
    yield* about(pair, 'operation-id.removed', { operationId: before.operationId });
  } else if (before.operationId === undefined && after.operationId !== undefined) {
    yield* about(pair, 'operation-id.added', { operationId: after.operationId });
  }
  for (const tag of before.tags) if (!after.tags.includes(tag)) yield* about(pair, 'tag.removed', { tag });
  for (const tag of after.tags) if (!before.tags.includes(tag)) yield* about(pair, 'tag.added', { tag });
}

function* stabilityDifferences(pair: OperationPair, { policy }: Asked): Generator<Difference> {
  const before = lifecycleOf(pair.baseline.raw);
  for (const { key, args } of stabilityChanges(before, lifecycleOf(pair.observed.raw), policy)) {
    yield* about(pair, key, args);
  }
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
