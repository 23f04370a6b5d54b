import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Parameter } from '../openapi/document/types.ts';
import { readNested } from './nested-names.ts';
import { readStyled } from './parameter-style.ts';
import { readText, styleOf } from './parameter-text.ts';
import { member, unfolded } from './schema-place.ts';
import { kindOf, schemaTypes } from './schema-types.ts';
import { asJson, typed } from './typed-value.ts';

/** One `name=value` of a query, decoded. */
export interface QueryPair {
  name: string;
  text: string;
}

/** What was sent for a parameter, and as one text where it was; `unknown` where something was that is not to be judged. */
export type Sent = { value: Json; text?: string } | 'absent' | 'unknown';

/** Reads a raw query string in order (`application/x-www-form-urlencoded`). */
export function readQuery(query: string): QueryPair[] {
  if (query === '') return [];
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const name = at < 0 ? pair : pair.slice(0, at);
      return { name: decoded(name), text: decoded(at < 0 ? '' : pair.slice(at + 1)) };
    });
}

/** What a query says for one parameter, by its style (`form`, delimited, `deepObject`). */
export function readQueryParameter(
  root: JsonObject,
  parameter: Parameter,
  query: readonly QueryPair[],
): Sent {
  const { schema } = parameter;
  const pairs = query.filter((pair) => takesQueryName(root, parameter, pair.name));
  if (pairs.length === 0) return 'absent';
  if (pairs.some(({ text }) => text.includes('<credentials>')) || !schema) return 'unknown';
  if (parameter.raw.allowEmptyValue === true && pairs.every(({ text }) => text === '')) return 'unknown';
  if (isObject(parameter.raw.content)) return known(readText(root, parameter, pairs[0]?.text ?? ''));
  const kind = kindOf(root, schema);
  const style = styleOf(parameter);
  const bracketed = pairs.some(
    ({ name }) => name !== parameter.name && name.startsWith(`${parameter.name}[`),
  );
  if (bracketed) return { value: typed(root, [schema], readNested(pairs)[parameter.name] ?? '') };
  if (kind === 'object' && style.explode) return { value: typed(root, [schema], readNested(pairs)) };
  if (kind === 'array') {
    const texts = pairs.map(({ text }) => text);
    const all = style.explode ? texts : texts.flatMap((text) => readStyled(text, style, kind) as string[]);
    return { value: typed(root, [schema], all), ...(texts.length === 1 && { text: texts[0] as string }) };
  }
  return known(readText(root, parameter, pairs[0]?.text ?? ''));
}

/** The whole query as one value (OpenAPI 3.2, `in: querystring`): a form, or JSON. */
export function readQuerystring(root: JsonObject, { schema, raw }: Parameter, query: string): Sent {
  if (query === '') return 'absent';
  const media = isObject(raw.content) ? Object.keys(raw.content)[0]?.split(';')[0]?.trim() : undefined;
  if (!schema || query.includes('credentials')) return 'unknown';
  if (media === 'application/x-www-form-urlencoded') {
    return { value: typed(root, [schema], readNested(readQuery(query))) };
  }
  return media === 'application/json' ? { value: asJson(decoded(query)) ?? decoded(query) } : 'unknown';
}

/** True if a name in the query belongs to the parameter: its own, `name[]`, `name[key]`, or a field of its object. */
export function takesQueryName(root: JsonObject, parameter: Parameter, name: string): boolean {
  if (parameter.in !== 'query') return false;
  if (name === parameter.name || name.startsWith(`${parameter.name}[`)) return true;
  if (!parameter.schema || parameter.raw.style === 'deepObject' || isObject(parameter.raw.content))
    return false;
  if (!styleOf(parameter).explode || !schemaTypes(root, parameter.schema).has('object')) return false;
  return unfolded(root, parameter.schema).some(({ value, pointer }) => {
    const properties = member({ value, pointer }, 'properties');
    return properties === null || member(properties, name) !== null;
  });
}

function known(value: Json | undefined): Sent {
  return value === undefined ? 'unknown' : { value };
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
