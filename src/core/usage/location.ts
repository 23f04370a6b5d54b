import { fromPointer } from '../json-pointer.ts';

/** A subject's location, taken apart. */
export interface Location {
  of: 'body' | 'query' | 'header' | 'cookie' | 'path';
  /** Name of the parameter or header (header names in lower case), position of a path parameter; `''` in a body. */
  name: string;
  /** Below it: names, `*` for elements, `{*}` for the values of a map. */
  steps: string[];
  /** Discriminator values or content hashes of the alternatives that the place is in, outermost first. */
  alternatives: string[];
}

/** Takes the location of a subject apart (see `Subject`). */
export function readLocation(location: string): Location {
  const parameter = /^(query|header|cookie|path):([^/]*)(.*)$/s.exec(location);
  const of = (parameter?.[1] ?? 'body') as Location['of'];
  const name = parameter?.[2] ?? '';
  const all = fromPointer(parameter ? (parameter[3] ?? '') : location);
  return {
    of,
    name: of === 'header' ? name.toLowerCase() : name,
    steps: all.filter((step) => !isAlternative(step)),
    alternatives: all.filter(isAlternative).map((step) => step.slice(1, -1)),
  };
}

/**
 * True if `steps` is at the place `of` or below it. `{*}` stands for any name, on either side.
 *
 * @param loose elements of arrays need not be written (`/data/id` for `/data/*` + `/id`).
 */
export function isWithin(steps: readonly string[], of: readonly string[], loose = false): boolean {
  const inner = loose ? steps.filter((step) => step !== '*') : steps;
  const outer = loose ? of.filter((step) => step !== '*') : of;
  return (
    outer.length <= inner.length && outer.every((step, index) => isSameStep(step, inner[index] as string))
  );
}

function isSameStep(a: string, b: string): boolean {
  return a === b || (a === '{*}' && b !== '*') || (b === '{*}' && a !== '*');
}

function isAlternative(step: string): boolean {
  return /^<.*>$/s.test(step);
}
