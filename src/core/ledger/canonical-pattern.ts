import { z } from 'zod';

/** What this reads of a JSON Schema that zod makes. */
interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  exclusiveMinimum?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | false;
  propertyNames?: Schema;
  $ref?: string;
  $defs?: Record<string, Schema>;
}

/** Matches nothing: what has no pattern here is left to the full parse. */
const NEVER = '(?!)';
const TEXT = '"[^"\\\\\\x00-\\x1f]*(?:\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\\\\x00-\\x1f]*)*"';
/** Numbers that a double holds without rounding to infinity; an exponent is left to the full parse. */
const NUMBER = '-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,20})?';
const INTEGER = '(?:0|-?[1-9]\\d{0,14})';
const POSITIVE = '[1-9]\\d{0,14}';
/** How deep free values may lie in each other. */
const DEPTH = 2;

/** Kinds of zod schemas whose JSON Schema says all that they check. */
const SAID_IN_FULL = new Set([
  'array',
  'boolean',
  'enum',
  'lazy',
  'literal',
  'null',
  'nullable',
  'number',
  'object',
  'optional',
  'record',
  'string',
  'union',
]);
/** Patterns of strings in which neither a quote nor a backslash can stand. */
const PLAIN_PATTERN = /^\^(?:\\d|\\\.|[\w:-]|\[(?:\d-\d|a-[f-z]|A-Z|\d)+\]|\{\d+(?:,\d+)?\}|\(\?:|[)|?])*\$$/;

/**
 * The source of a regular expression for texts of a schema in canonical JSON (RFC 8785: sorted keys, no white space): what
 * matches it, the schema accepts. The reverse does not hold: what is rare, or is checked by code, does not match.
 *
 * @param captured keys of the outermost object whose value is a group, in the order of keys.
 */
export function canonicalPattern(schema: z.ZodType, captured: readonly string[]): string {
  const whole = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { type, checks = [] } = zodSchema._zod.def as { type: string; checks?: z.core.$ZodCheck[] };
      if (SAID_IN_FULL.has(type) && !checks.some(({ _zod }) => _zod.def.check === 'custom')) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    },
  }) as Schema;
  const definitions = whole.$defs ?? {};
  const groups = new Set(captured);
  const pieces = piecesOf(whole, (key, member) => {
    const value = patternOf(member, definitions, DEPTH);
    return groups.has(key) ? `(${value})` : value;
  });
  return pieces?.join('') ?? NEVER;
}

function patternOf(schema: Schema, definitions: Record<string, Schema>, depth: number): string {
  const inside = (one: Schema) => patternOf(one, definitions, depth);
  if (schema.$ref !== undefined) {
    const target = definitions[schema.$ref.replace('#/$defs/', '')];
    return target && depth > 0 ? patternOf(target, definitions, depth - 1) : NEVER;
  }
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return anyOf(schema.enum.map(literal));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choicesOf(choices, inside);
  if (Array.isArray(schema.type)) return anyOf(schema.type.map((type) => inside({ ...schema, type })));
  switch (schema.type) {
    case 'null':
      return 'null';
    case 'boolean':
      return '(?:true|false)';
    case 'integer':
      return schema.exclusiveMinimum === 0 ? POSITIVE : INTEGER;
    case 'number':
      return NUMBER;
    case 'string':
      return textOf(schema.pattern);
    case 'array':
      return schema.items ? listed('\\[', inside(schema.items), '\\]') : NEVER;
    case 'object':
      return schema.properties
        ? (piecesOf(schema, (_, member) => inside(member))?.join('') ?? NEVER)
        : mapOf(schema, inside);
    default:
      return NEVER;
  }
}

function textOf(pattern: string | undefined): string {
  if (pattern === undefined) return TEXT;
  if (!PLAIN_PATTERN.test(pattern)) return NEVER;
  return `"(?:${pattern.slice(1, -1).replace(HEX_DIGITS, inEights)})"`;
}

const HEX_DIGITS = /(\[[^\]]+\])\{(\d+)\}/g;

/** A quarter faster than counting one by one: hashes are a good part of an entry. */
function inEights(whole: string, set: string, times: string): string {
  const eights = Number(times) / 8;
  return Number.isInteger(eights) ? `(?:${set.repeat(8)}){${eights}}` : whole;
}

function mapOf({ propertyNames, additionalProperties, required }: Schema, inside: (one: Schema) => string) {
  if (!additionalProperties) return NEVER;
  const value = inside(additionalProperties);
  const names = propertyNames?.enum;
  if (!names) return listed('\\{', `${inside(propertyNames ?? {})}:${value}`, '\\}');
  const all = names.map(String).toSorted();
  if (required?.length !== all.length) return NEVER;
  return `\\{${all.map((name) => `${literal(name)}:${value}`).join(',')}\\}`;
}

/** None, or some with a comma between them; the item stands once, since patterns of items are long. */
function listed(open: string, item: string, close: string): string {
  return item.includes(NEVER) ? open + close : `${open}(?:${item}(?:,(?!${close})|(?=${close})))*${close}`;
}

/** An object member by member, so that what objects begin with in common is tried once; null for one that is not closed. */
function piecesOf(schema: Schema, patternFor: (key: string, member: Schema) => string): string[] | null {
  const { properties = {}, required = [], additionalProperties } = schema;
  const isNeeded = new Set(required);
  if (additionalProperties !== false || isNeeded.size === 0) return null;
  let begun = false;
  const pieces = Object.keys(properties)
    .toSorted()
    .map((key) => {
      const member = `${literal(key)}:${patternFor(key, properties[key] as Schema)}`;
      const comma = begun ? `,${member}` : isNeeded.has(key) ? member : `${member},`;
      begun ||= isNeeded.has(key);
      return isNeeded.has(key) ? comma : `(?:${comma})?`;
    });
  return ['\\{', ...pieces, '\\}'];
}

function choicesOf(choices: readonly Schema[], inside: (one: Schema) => string): string {
  const objects = choices.map((one) =>
    one.properties ? piecesOf(one, (_, member) => inside(member)) : null,
  );
  const others = choices.filter((_, at) => objects[at] === null).map(inside);
  return anyOf([...others, ...merged(objects.filter((one) => one !== null))]);
}

/** Alternatives with their common beginnings told once. */
function merged(alternatives: readonly (readonly string[])[]): string[] {
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const [first = '', ...rest] of alternatives) byFirst.set(first, [...(byFirst.get(first) ?? []), rest]);
  return [...byFirst].map(([first, rests]) =>
    rests.length === 1 ? first + rests[0]?.join('') : first + anyOf(merged(rests)),
  );
}

function anyOf(alternatives: readonly string[]): string {
  const possible = alternatives.filter((one) => one !== NEVER);
  return possible.length === 0 ? NEVER : `(?:${possible.join('|')})`;
}

/** A value as canonical JSON has it, as the source of a pattern. */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
