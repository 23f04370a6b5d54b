import type { JsonObject } from '../../../json.ts';

/** Kinds of keywords, one bit each. */
export const STATED = {
  reference: 1,
  merged: 2,
  choice: 4,
  nullable: 8,
  type: 16,
  format: 32,
  bound: 64,
  size: 128,
  values: 256,
  pattern: 512,
  multiple: 1024,
  extensible: 2048,
  property: 4096,
  element: 8192,
  unique: 16_384,
  default: 32_768,
  direction: 65_536,
  lifecycle: 131_072,
  discriminator: 262_144,
  opaque: 524_288,
} as const;

type Kind = keyof typeof STATED;

/** Keywords that are not merged: each statement of one holds by itself. */
const OPAQUE = [
  'not',
  'if',
  'then',
  'else',
  'contains',
  'minContains',
  'maxContains',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'patternProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
  'contentMediaType',
  'contentEncoding',
  '$dynamicRef',
  '$ref', // one that leads nowhere
];

const KEYWORDS: readonly (readonly [Kind, readonly string[]])[] = [
  ['reference', ['$ref', '$dynamicRef']],
  ['merged', ['allOf']],
  ['choice', ['oneOf', 'anyOf']],
  ['nullable', ['nullable', 'x-nullable']],
  ['type', ['type']],
  ['format', ['format']],
  ['bound', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']],
  ['size', ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']],
  ['values', ['enum', 'const']],
  ['pattern', ['pattern']],
  ['multiple', ['multipleOf']],
  ['extensible', ['x-extensible-enum']],
  ['property', ['properties', 'required', 'additionalProperties']],
  ['element', ['items', 'prefixItems']],
  ['unique', ['uniqueItems']],
  ['default', ['default']],
  ['direction', ['readOnly', 'writeOnly']],
  ['lifecycle', ['deprecated', 'x-sunset', 'x-stability-level']],
  ['discriminator', ['discriminator']],
  ['opaque', OPAQUE],
];

const BITS = new Map<string, number>();
for (const [kind, keywords] of KEYWORDS)
  for (const keyword of keywords) BITS.set(keyword, (BITS.get(keyword) ?? 0) | STATED[kind]);

/** Which kinds of keywords a schema states at all: most state two or three of them, and the rest need not be read. */
export function statedIn(schema: JsonObject): number {
  let stated = 0;
  for (const keyword in schema) stated |= BITS.get(keyword) ?? 0;
  return stated;
}

/** True for a keyword that is not merged. */
export function isOpaque(keyword: string): boolean {
  return ((BITS.get(keyword) ?? 0) & STATED.opaque) !== 0;
}
