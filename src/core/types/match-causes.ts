import type { Difference } from '../drift/difference.ts';
import { fromPointer } from '../json-pointer.ts';
import type { GeneratedPlace, TypeFault } from './type-error.ts';

/** What a place or a difference is part of, and what it names there. */
interface Named {
  containers: Set<string>;
  names: Set<string>;
}

/** Most causes of one error that are told. */
const MOST = 5;

/** What says only how a schema is built up. */
const KEYWORDS = new Set([
  'items',
  'properties',
  'allOf',
  'oneOf',
  'anyOf',
  'additionalProperties',
  'schema',
]);

/**
 * The differences that an error comes from: those at the same operation, path or schema that name the same property,
 * parameter or value; where the error names none of these, those at the same place. Several fit as long as none fits
 * better; none where nothing does.
 */
export function causesOf(fault: TypeFault, differences: readonly Difference[]): Difference[] {
  const error = namedByError(fault);
  let best = 0;
  let causes: Difference[] = [];
  for (const difference of differences) {
    const score = scoreOf(error, namedByDifference(difference));
    if (score === 0 || score < best) continue;
    if (score > best) causes = [];
    best = score;
    if (!causes.some((one) => isSame(one, difference))) causes.push(difference);
  }
  return causes.slice(0, MOST);
}

/** A place in common is needed; a name in common counts for more than a second place. */
function scoreOf(error: Named, difference: Named): number {
  const places = [...difference.containers].filter((one) => error.containers.has(one)).length;
  if (places === 0) return 0;
  const names = [...difference.names].some((one) => error.names.has(one)) ? 10 : 0;
  return names + places;
}

function isSame(a: Difference, b: Difference): boolean {
  return (
    a.rule === b.rule &&
    a.pointer.baseline === b.pointer.baseline &&
    a.pointer.observed === b.pointer.observed &&
    JSON.stringify(a.args) === JSON.stringify(b.args)
  );
}

function namedByError({ places, quoted }: TypeFault): Named {
  const named: Named = { containers: new Set(), names: new Set(quoted) };
  for (const place of places) addPlace(named, place);
  return named;
}

function addPlace({ containers, names }: Named, place: GeneratedPlace): void {
  const [root, first, second, ...more] = place;
  if (root === 'components' && first !== undefined && second !== undefined) {
    containers.add(`${first}/${second}`);
    for (const name of more) names.add(name);
  } else if (root === 'operations' && first !== undefined) {
    containers.add(`operation/${first}`);
    for (const name of [second, ...more]) if (name !== undefined) names.add(name);
  } else if (root === 'paths' && first !== undefined) {
    containers.add(`path/${first}`);
    for (const name of [second, ...more]) if (name !== undefined) names.add(name);
  }
}

function namedByDifference({ pointer, operation, args, subject }: Difference): Named {
  const named: Named = { containers: new Set(), names: new Set() };
  for (const one of [pointer.baseline, pointer.observed]) {
    if (one === null) continue;
    const steps = fromPointer(one);
    if (steps[0] === 'components' && steps[2] !== undefined) named.containers.add(`${steps[1]}/${steps[2]}`);
    for (const step of steps.slice(3)) if (!KEYWORDS.has(step)) named.names.add(step);
  }
  if (operation?.operationId) named.containers.add(`operation/${operation.operationId}`);
  if (operation) named.containers.add(`path/${operation.path}`);
  if (operation) named.names.add(operation.method.toLowerCase());
  for (const step of subject.location.split('/')) if (step !== '' && step !== '*') named.names.add(step);
  for (const value of Object.values(args)) addValues(named.names, value);
  return named;
}

function addValues(names: Set<string>, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'number') names.add(String(value));
  else if (Array.isArray(value)) for (const one of value) addValues(names, one);
}
