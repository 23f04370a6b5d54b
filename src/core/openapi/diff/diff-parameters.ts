import type { Difference } from '../../drift/difference.ts';
import type { JsonObject } from '../../json.ts';
import type { Operation, Parameter } from '../document/types.ts';
import { type Context, type OperationPair, subjectOf } from './operation-pair.ts';
import { differenceOf, type Found, nameOf } from './place.ts';
import type { ChangeKey } from './rules.ts';

/** Header parameters that OpenAPI says to ignore: other parts of the document describe them. */
const IGNORED = new Set(['header:accept', 'header:content-type', 'header:authorization']);

/** Differences of the parameters of an operation. Path parameters are known by position, not by name. */
export function* diffParameters({ graph }: Context, pair: OperationPair): Generator<Found> {
  const before = byLocation(pair.baseline);
  const after = byLocation(pair.observed);
  for (const [location, parameter] of before) {
    const other = after.get(location);
    const about = aboutParameter(pair, location, parameter, other ?? null);
    if (!other) {
      yield* about(parameter.deprecated ? 'parameter.removed-with-deprecation' : 'parameter.removed');
      continue;
    }
    if (!parameter.required && other.required) yield* about('required.became-required');
    if (parameter.required && !other.required) yield* about('required.became-optional');
    if (!parameter.deprecated && other.deprecated) yield* about('deprecated.set');
    if (parameter.deprecated && !other.deprecated) yield* about('deprecated.unset');
    if (!parameter.schema && !other.schema) continue;
    yield {
      place: {
        subject: { ...subjectOf(pair.baseline, 'request'), location },
        operation: nameOf(pair.baseline),
        site: 'request-parameter',
        node: graph.node(
          parameter.schema ? [parameter.schema] : [],
          other.schema ? [other.schema] : [],
          'parameter',
        ),
        alwaysSent: parameter.required && other.required,
      },
    };
  }
  for (const [location, parameter] of after) {
    if (before.has(location) || location.startsWith('path:')) continue;
    const about = aboutParameter(pair, location, null, parameter);
    yield* about(parameter.required ? 'parameter.added-required' : 'parameter.added-optional');
  }
}

function aboutParameter(
  pair: OperationPair,
  location: string,
  before: Parameter | null,
  after: Parameter | null,
): (key: ChangeKey) => Generator<Difference> {
  return function* (key) {
    const difference = differenceOf('request-parameter', key, {
      subject: { ...subjectOf(pair.baseline, 'request'), location },
      operation: nameOf(pair.baseline),
      pointer: { baseline: before?.pointer ?? null, observed: after?.pointer ?? null },
      args: argumentsOf(location, before ?? after),
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

function byLocation(operation: Operation): Map<string, Parameter> {
  const order = [...operation.path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
  const found = new Map<string, Parameter>();
  for (const parameter of operation.parameters) {
    const location = locationOf(parameter, order);
    if (!IGNORED.has(location)) found.set(location, parameter);
  }
  return found;
}

/** A path parameter that its path does not have comes after those that it has. */
function locationOf(parameter: Parameter, order: (string | undefined)[]): string {
  if (parameter.in === 'header') return `header:${parameter.name.toLowerCase()}`;
  if (parameter.in !== 'path') return `${parameter.in}:${parameter.name}`;
  const position = order.indexOf(parameter.name);
  return `path:${position === -1 ? order.push(parameter.name) - 1 : position}`;
}
