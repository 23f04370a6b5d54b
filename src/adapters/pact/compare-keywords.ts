import type { Facet } from '../../core/drift/facet.ts';
import type { Result } from './compare-library.ts';

/** Which aspect a JSON Schema keyword is about. */
export const FACETS_BY_KEYWORD: Record<string, Facet> = {
  type: 'type',
  nullable: 'nullable',
  enum: 'enum',
  const: 'const',
  format: 'format',
  minimum: 'minimum',
  maximum: 'maximum',
  exclusiveMinimum: 'exclusive-minimum',
  exclusiveMaximum: 'exclusive-maximum',
  multipleOf: 'multiple-of',
  minLength: 'min-length',
  maxLength: 'max-length',
  minItems: 'min-items',
  maxItems: 'max-items',
  uniqueItems: 'unique-items',
  minProperties: 'min-properties',
  maxProperties: 'max-properties',
  oneOf: 'one-of',
  anyOf: 'any-of',
  not: 'not',
  discriminator: 'discriminator',
};

/** How the catalogue calls a bound that became too narrow for what we send. */
export const BOUNDS: Record<string, string> = {
  minimum: 'min-increased',
  maximum: 'max-decreased',
  exclusiveMinimum: 'exclusive-min-increased',
  exclusiveMaximum: 'exclusive-max-decreased',
  minLength: 'min-length-increased',
  maxLength: 'max-length-decreased',
  minItems: 'min-items-increased',
};

/** The keyword of the schema that did not hold: the last step of its path. */
export function keywordOf(result: Result): string {
  return (result.specDetails?.location ?? '').split('.').at(-1) ?? '';
}
