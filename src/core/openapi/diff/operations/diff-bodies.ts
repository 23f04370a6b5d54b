import type { Difference } from '../../../drift/difference.ts';
import { type Context, type OperationPair, subjectOf } from '../operation-pair.ts';
import { differenceOf, type Found, nameOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { diffContent } from './diff-content.ts';

/** Differences of the request body of an operation. */
export function* diffBodies(context: Context, pair: OperationPair): Generator<Found> {
  const { raw } = pair.baseline;
  if (context.unchanged.value(raw.requestBody ?? null, pair.observed.raw.requestBody ?? null)) return;
  const before = pair.baseline.requestBody;
  const after = pair.observed.requestBody;
  if (!before && !after) return;
  if (!before) {
    yield* about(pair, after?.required ? 'body.added-required' : 'body.added-optional');
    return;
  }
  if (!after) {
    yield* about(pair, 'body.removed');
    return;
  }
  if (!before.required && after.required) yield* about(pair, 'required.became-required');
  if (before.required && !after.required) yield* about(pair, 'required.became-optional');
  yield* diffContent(context, {
    operation: pair,
    subject: subjectOf(pair.baseline, 'request'),
    site: 'request-body',
    baseline: before,
    observed: after,
  });
}

function* about(pair: OperationPair, key: ChangeKey): Generator<Difference> {
  const difference = differenceOf('request-body', key, {
    subject: subjectOf(pair.baseline, 'request'),
    operation: nameOf(pair.baseline),
    pointer: {
      baseline: pair.baseline.requestBody?.pointer ?? null,
      observed: pair.observed.requestBody?.pointer ?? null,
    },
  });
  if (difference) yield difference;
}
