import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { alternativeLabel } from './alternative-label.ts';
import { alternativesOf } from './alternatives.ts';
import { member, referred } from './schema-place.ts';

/** Keywords that are followed by a name or a position in a schema path. */
const NAMED = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  'allOf',
  'anyOf',
  'oneOf',
  'prefixItems',
]);

/** One step of a schema path: a keyword, with the name or position that belongs to it. */
export interface SchemaStep {
  keyword: string;
  argument: string | null;
}

/** Reads a schema path keyword by keyword, so that a property called `items` is no keyword. */
export function stepsOf(schemaPath: readonly string[]): SchemaStep[] {
  const steps: SchemaStep[] = [];
  for (let index = 0; index < schemaPath.length; index++) {
    const keyword = schemaPath[index] as string;
    const argument = NAMED.has(keyword) ? (schemaPath[++index] ?? null) : null;
    steps.push({ keyword, argument });
  }
  return steps;
}

/** The schema that a schema path leads to, where it is written; null where the path leaves the document. */
export function schemaAt(
  root: JsonObject,
  schema: Located<Json>,
  schemaPath: readonly string[],
): Located<Json> | null {
  let at: Located<Json> | null = schema;
  for (const step of stepsOf(schemaPath)) at = at && stepInto(root, at, step);
  return at;
}

/**
 * Where in the body a schema path is about, as a subject's location: `/items/*` + `/total`, map values
 * `{*}`, alternatives `<label>`.
 */
export function locationOf(root: JsonObject, schema: Located<Json>, schemaPath: readonly string[]): string {
  let location = '';
  let at: Located<Json> | null = schema;
  for (const step of stepsOf(schemaPath)) {
    location += segmentOf(root, at, step);
    at = at && stepInto(root, at, step);
  }
  return location;
}

/** A property's name as one segment of a location. */
export function propertySegment(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function segmentOf(root: JsonObject, at: Located<Json> | null, { keyword, argument }: SchemaStep): string {
  switch (keyword) {
    case 'properties':
      return propertySegment(argument ?? '');
    case 'items':
    case 'prefixItems':
    case 'contains':
    case 'unevaluatedItems':
      return '/*';
    case 'additionalProperties':
    case 'patternProperties':
    case 'unevaluatedProperties':
      return '/{*}';
    case 'anyOf':
    case 'oneOf':
      return at && isObject(at.value)
        ? alternativeLabel(root, { value: at.value, pointer: at.pointer }, Number(argument))
        : '';
    default:
      return '';
  }
}

function stepInto(
  root: JsonObject,
  at: Located<Json>,
  { keyword, argument }: SchemaStep,
): Located<Json> | null {
  if (!isObject(at.value)) return null;
  if (keyword === '$ref') return referred(root, at.value);
  if (keyword === 'anyOf' || keyword === 'oneOf') {
    // A reader of responses takes `oneOf` for `anyOf`.
    const written = member(at, keyword);
    if (!written) return alternativesOf({ value: at.value, pointer: at.pointer })[Number(argument)] ?? null;
  }
  if (keyword === 'prefixItems' && !Array.isArray(at.value.prefixItems)) {
    const tuple = member(at, 'items');
    return tuple && member(tuple, argument ?? '');
  }
  const inside = member(at, keyword);
  if (!inside || argument === null) return inside;
  // A reference that was written out is the last member of `allOf`.
  return member(inside, argument) ?? (keyword === 'allOf' ? referred(root, at.value) : null);
}
