import { isObject, type Json } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import type { FieldRule, MessageRules } from './matching-rules.ts';
import { queryValues } from './query-values.ts';
import { isMapAt, type Place, ruleInForce } from './rule-in-force.ts';
import type { PactField } from './types.ts';

/** One message of an interaction, as far as its fields are concerned. */
export interface Message {
  part: PactField['part'];
  headers: Record<string, string>;
  rules: MessageRules;
  /** Content type of the body, or null. */
  media: string | null;
  body?: Json;
  path?: string;
  query?: Record<string, string[]>;
  status?: number;
}

/** Deeper than this no place is listed: what is below counts with its ancestor. */
const MAX_DEPTH = 100;

/** Every place of a message at which the pact looks, each with the matching rule in force there. */
export function messageFields(message: Message): PactField[] {
  const { part, rules } = message;
  const field = (
    of: PactField['of'],
    location: string,
    example: Json,
    rule: FieldRule | null,
  ): PactField => ({
    part,
    of,
    location,
    match: rule?.match ?? 'equality',
    example,
    regex: rule?.regex ?? null,
    ...(rule?.asks ? { asks: rule.asks } : {}),
  });
  const fields: PactField[] = [];
  if (message.path !== undefined) fields.push(field('path', '', message.path, ruleInForce(rules.path, [])));
  if (message.status !== undefined) {
    fields.push(field('status', '', message.status, ruleInForce(rules.status, [])));
  }
  for (const [name, values] of Object.entries(message.query ?? {})) {
    for (const [index, value] of values.entries()) {
      fields.push(field('query', name, value, ruleInForce(rules.query, [name, index])));
    }
  }
  for (const [name, value] of Object.entries(message.headers)) {
    fields.push(field('header', name, value, ruleInForce(rules.header, [name.toLowerCase(), 0])));
  }
  if (message.body !== undefined) {
    const body = isForm(message) ? queryValues(message.body) : message.body;
    for (const { place, location, value } of places(body, rules.body, [], '')) {
      fields.push(field('body', location, value, ruleInForce(rules.body, place)));
    }
  }
  return distinct(fields);
}

function isForm(message: Message): boolean {
  return typeof message.body === 'string' && /^application\/x-www-form-urlencoded/i.test(message.media ?? '');
}

function* places(
  value: Json,
  rules: readonly FieldRule[],
  place: Place,
  location: string,
): Generator<{ place: Place; location: string; value: Json }> {
  yield { place, location, value };
  if (place.length >= MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* places(item, rules, [...place, index], `${location}/*`);
    }
  } else if (isObject(value)) {
    const map = isMapAt(rules, place);
    for (const [name, item] of Object.entries(value)) {
      yield* places(item, rules, [...place, name], location + (map ? '/{*}' : toPointer([name])));
    }
  }
}

/** Elements of an array share a location: what they have in common is kept once. */
function distinct(fields: PactField[]): PactField[] {
  return [...new Map(fields.map((field) => [JSON.stringify(field), field])).values()];
}
