import { groupBy } from '../../../group-by.ts';
import type { Operation, Parameter } from '../../document/types.ts';
import type { OperationPair } from '../operation-pair.ts';

/** One parameter of an operation in either document, by its location (`query:limit`, `path:0`). */
export interface ParameterPair {
  location: string;
  before: Parameter | null;
  after: Parameter | null;
  /** Where it stands now, if it is sent elsewhere. */
  movedTo?: string;
}

/** Header parameters that OpenAPI says to ignore: other parts of the document describe them. */
const IGNORED = new Set(['header:accept', 'header:content-type', 'header:authorization']);

/**
 * Pairs the parameters of an operation: path parameters by position, headers in any case, the rest by name. One
 * that is gone from one place and new in another under its name has moved.
 */
export function pairParameters({ baseline, observed }: OperationPair): ParameterPair[] {
  const before = byLocation(baseline);
  const after = byLocation(observed);
  const fresh = new Map<string, Parameter>();
  for (const [location, parameter] of after) if (!before.has(location)) fresh.set(location, parameter);
  const byName = groupBy(fresh.keys(), (location) => fresh.get(location)?.name.toLowerCase());
  const pairs: ParameterPair[] = [];
  for (const [location, parameter] of before) {
    const other = after.get(location);
    if (other) {
      pairs.push({ location, before: parameter, after: other });
      continue;
    }
    const movedTo = byName
      .get(parameter.name.toLowerCase())
      ?.find((one) => isElsewhere(fresh.get(one), parameter));
    if (movedTo === undefined) pairs.push({ location, before: parameter, after: null });
    else {
      fresh.delete(movedTo);
      pairs.push({ location, before: parameter, after: after.get(movedTo) ?? null, movedTo });
    }
  }
  for (const [location, parameter] of fresh) pairs.push({ location, before: null, after: parameter });
  return pairs;
}

function isElsewhere(one: Parameter | undefined, other: Parameter): boolean {
  return one !== undefined && one.in !== other.in;
}

function byLocation(operation: Operation): Map<string, Parameter> {
  const order = operation.path.includes('{')
    ? [...operation.path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1])
    : [];
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
