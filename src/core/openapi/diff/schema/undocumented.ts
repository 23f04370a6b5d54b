import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Located } from '../../document/types.ts';
import type { Flat } from './flat.ts';
import type { Group, Parts, Shape } from './shape.ts';
import { takesEverything } from './takes-everything.ts';

type Undocumented = Pick<Shape, 'additional' | 'additionalBy' | 'besideClosed'>;

/** Keywords by which properties count as evaluated only for some values. */
const CONDITIONAL = ['if', 'dependentSchemas', 'dependencies', '$dynamicRef', '$ref', 'not'];

/**
 * What holds for properties that are not documented. `unevaluatedProperties` of a schema that sees all others
 * means the same as `additionalProperties` of what they merge to, where no choice and no condition is among them
 * (JSON Schema 2020-12, core, 11.3).
 */
export function undocumentedOf(
  { plain, whole }: Flat,
  opaque: ReadonlyMap<string, Parts>,
  groups: readonly Group[],
): Undocumented {
  const stated = plain.filter(({ value }) => isStated(value.additionalProperties));
  if (stated.length > 0) return closedBy('additionalProperties', stated);
  const closing = opaque.get('unevaluatedProperties');
  const decidable = groups.length === 0 && !CONDITIONAL.some((keyword) => opaque.has(keyword));
  const sole = whole && plain.find(({ value }) => value === whole);
  if (!sole || !decidable || closing?.length !== 1 || sole.value.unevaluatedProperties === undefined) {
    return ANYTHING;
  }
  return closedBy('unevaluatedProperties', [sole]);
}

/** Of schemas that say nothing of them. */
export const ANYTHING: Undocumented = { additional: [], additionalBy: null, besideClosed: [] };

function isStated(value: Json | undefined): boolean {
  return value === false || (isObject(value) && !takesEverything(value));
}

function closedBy(
  keyword: 'additionalProperties' | 'unevaluatedProperties',
  stated: readonly Located<JsonObject>[],
): Undocumented {
  const said = stated.filter(({ value }) => value[keyword] !== false);
  const schemas = said.map(({ value, pointer }) => ({
    value: value[keyword] as Json,
    pointer: `${pointer}/${keyword}`,
  }));
  return said.length < stated.length
    ? { additional: null, additionalBy: keyword, besideClosed: schemas }
    : { additional: schemas, additionalBy: keyword, besideClosed: [] };
}
