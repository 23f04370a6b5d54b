import type { JsonObject } from '../../../json.ts';

/** Kinds of keywords, one bit each. */
export const STATED = {
  choice: 1,
  bound: 2,
  size: 4,
  values: 8,
  pattern: 16,
  multiple: 32,
  extensible: 64,
  property: 128,
} as const;

const BITS = new Map<string, number>(
  Object.entries({
    choice: ['oneOf', 'anyOf'],
    bound: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
    size: ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
    values: ['enum', 'const'],
    pattern: ['pattern'],
    multiple: ['multipleOf'],
    extensible: ['x-extensible-enum'],
    property: ['properties', 'required', 'additionalProperties'],
  }).flatMap(([kind, keywords]) => keywords.map((keyword) => [keyword, STATED[kind as keyof typeof STATED]])),
);

/** Which kinds of keywords schemas state at all: most state two or three of them, and the rest need not be read. */
export function statedIn(schemas: readonly JsonObject[]): number {
  let stated = 0;
  for (const schema of schemas) for (const keyword in schema) stated |= BITS.get(keyword) ?? 0;
  return stated;
}
