import type { Difference } from '../../../drift/difference.ts';
import type { Json, JsonObject } from '../../../json.ts';
import type { Parameter } from '../../document/types.ts';
import { type Context, type OperationPair, subjectOf } from '../operation-pair.ts';
import { differenceOf, type Found, nameOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { lifecycleChangesOf, removalOf } from './diff-lifecycle.ts';
import { lifecycleOf } from './lifecycle.ts';
import { type ParameterPair, pairParameters } from './pair-parameters.ts';
import { wireFormOf } from './parameter-style.ts';

/** A parameter in both documents. */
interface Met {
  location: string;
  before: Parameter;
  after: Parameter;
  tell: Tell;
}

type Tell = (key: ChangeKey, args?: JsonObject) => Generator<Difference>;

/** Differences of the parameters of an operation. Path parameters are known by position, not by name. */
export function* diffParameters(context: Context, operation: OperationPair): Generator<Found> {
  const { unchanged } = context;
  if (unchanged.parameters(operation.baseline, operation.observed)) return;
  for (const pair of pairParameters(operation)) {
    const { location, before, after, movedTo } = pair;
    if (before?.in === after?.in && unchanged.value(before?.raw ?? null, after?.raw ?? null)) continue;
    const tell = tellerOf(operation, pair);
    if (before && after) {
      if (movedTo !== undefined) {
        const args = { from: before.in, to: after.in };
        yield* tell(after.required ? 'parameter.moved-required' : 'parameter.moved-optional', args);
      }
      yield* metDifferences(context, operation, { location, before, after, tell });
    } else if (before) yield* goneDifferences(context, before, tell);
    else if (after) yield* tell(addedKey(after));
  }
}

function addedKey({ in: place, required, shared }: Parameter): ChangeKey {
  if (place === 'path') return 'parameter.added-in-path';
  return `parameter.added-${required ? 'required' : 'optional'}${shared ? '-to-path' : ''}`;
}

function* goneDifferences({ asked }: Context, { raw }: Parameter, tell: Tell): Generator<Difference> {
  const lifecycle = lifecycleOf(raw);
  const { how, args } = removalOf(lifecycle, asked.today);
  if (lifecycle.deprecated && lifecycle.sunset?.day === null) {
    yield* tell('sunset.invalid', { written: lifecycle.sunset.written });
  }
  yield* tell(`parameter.${how}`, lifecycle.deprecated ? args : {});
}

function* metDifferences(context: Context, operation: OperationPair, met: Met): Generator<Found> {
  const { before, after, tell } = met;
  if (!before.required && after.required) yield* tell('required.became-required');
  if (before.required && !after.required) yield* tell('required.became-optional');
  const { stability } = lifecycleOf(operation.observed.raw);
  const [was, is] = [lifecycleOf(before.raw), lifecycleOf(after.raw)];
  for (const { key, args } of lifecycleChangesOf('parameter', was, is, stability, context.asked)) {
    yield* tell(key, args);
  }
  if (before.in === after.in) yield* writingDifferences(context, met);
  if (!before.schema && !after.schema) return;
  yield {
    place: {
      subject: { ...subjectOf(operation.baseline, 'request'), location: met.location },
      operation: nameOf(operation.baseline),
      site: 'request-parameter',
      ...(before.in === 'header' && { inner: 'request-header-property' as const }),
      ...(stability !== 'stable' && { stability: stability ?? 'draft' }),
      node: context.graph.node(
        before.schema ? [before.schema] : [],
        after.schema ? [after.schema] : [],
        'parameter',
      ),
      alwaysSent: before.required && after.required,
    },
  };
}

/** Differences of how a value is written, where that is another text. */
function* writingDifferences(
  { baseline, observed }: Context,
  { before, after, tell }: Met,
): Generator<Difference> {
  const was = wireFormOf(baseline, before);
  const is = wireFormOf(observed, after);
  const args = { from: was.style, to: is.style };
  if (before.raw.content !== undefined || after.raw.content !== undefined) {
    if (was.style !== is.style) yield* tell('serialization.changed', args);
    return;
  }
  if (was.style !== is.style) yield* tell('style.changed', args);
  else if (was.explode !== null && is.explode !== null && was.explode !== is.explode) {
    yield* tell('explode.changed', { from: was.explode, to: is.explode });
  }
  if (before.in !== 'query') return;
  yield* flagDifferences(before.raw.allowReserved, after.raw.allowReserved, 'allow-reserved', tell);
  yield* flagDifferences(before.raw.allowEmptyValue, after.raw.allowEmptyValue, 'allow-empty-value', tell);
}

function* flagDifferences(
  before: Json | undefined,
  after: Json | undefined,
  facet: 'allow-reserved' | 'allow-empty-value',
  tell: Tell,
): Generator<Difference> {
  if ((before === true) === (after === true)) return;
  yield* tell(after === true ? `${facet}.set` : `${facet}.unset`);
}

function tellerOf(operation: OperationPair, { location, before, after }: ParameterPair): Tell {
  return function* (key, args = {}) {
    const difference = differenceOf('request-parameter', key, {
      subject: { ...subjectOf(operation.baseline, 'request'), location },
      operation: nameOf(operation.baseline),
      pointer: { baseline: before?.pointer ?? null, observed: after?.pointer ?? null },
      args: { ...argumentsOf(location, before ?? after), ...args },
    });
    if (difference) yield difference;
  };
}

function argumentsOf(location: string, parameter: Parameter | null): JsonObject {
  if (!parameter || location.startsWith('path:')) return { in: 'path' };
  return {
    parameter: parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name,
    in: parameter.in,
  };
}
