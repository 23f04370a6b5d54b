import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Parameter } from '../openapi/document/types.ts';
import { readList, readText, scalar, schemaTypes } from './parameter-text.ts';
import { member, unfolded } from './schema-place.ts';

/** One `name=value` of a query, decoded. `text` keeps separators that were sent encoded apart. */
export interface QueryPair {
  name: string;
  text: string;
}

/** Reads a raw query string in order (`application/x-www-form-urlencoded`). */
export function readQuery(query: string): QueryPair[] {
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
): { value: Json } | 'absent' | 'unknown' {
  const pairs = query.filter((pair) => takesQueryName(root, parameter, pair.name));
  if (pairs.length === 0) return 'absent';
  if (pairs.some(({ text }) => text.includes('<credentials>')) || !parameter.schema) return 'unknown';
  const types = schemaTypes(root, parameter.schema);
  if (types.has('object') && !isObject(parameter.raw.content)) {
    return pairs.every(({ name }) => name === parameter.name) && !isExploded(parameter)
      ? 'unknown'
      : { value: objectOf(root, parameter, pairs) };
  }
  if (types.has('array') && isExploded(parameter) && !isObject(parameter.raw.content)) {
    return {
      value: readList(
        root,
        parameter.schema,
        pairs.map(({ text }) => text),
      ),
    };
  }
  const value = readText(root, parameter, pairs[0]?.text ?? '');
  return value === undefined ? 'unknown' : { value };
}

/** True if a name in the query belongs to the parameter: its own, `name[]`, `name[key]`, or a field of its object. */
export function takesQueryName(root: JsonObject, parameter: Parameter, name: string): boolean {
  if (parameter.in !== 'query') return false;
  if (name === parameter.name || name === `${parameter.name}[]`) return true;
  if (name.startsWith(`${parameter.name}[`)) return true;
  if (!parameter.schema || parameter.raw.style === 'deepObject' || isObject(parameter.raw.content))
    return false;
  if (!isExploded(parameter) || !schemaTypes(root, parameter.schema).has('object')) return false;
  return unfolded(root, parameter.schema).some(({ value, pointer }) => {
    const properties = member({ value, pointer }, 'properties');
    return properties === null || member(properties, name) !== null;
  });
}

function isExploded({ raw }: Parameter): boolean {
  if (typeof raw.explode === 'boolean') return raw.explode;
  return raw.style === undefined || raw.style === 'form' || raw.style === 'deepObject';
}

function objectOf(root: JsonObject, parameter: Parameter, pairs: readonly QueryPair[]): JsonObject {
  const plain = parameter.schema ? unfolded(root, parameter.schema) : [];
  return Object.fromEntries(
    pairs.map(({ name, text }) => {
      const key = /\[([^\]]*)\]$/.exec(name)?.[1] ?? name;
      const properties = plain.map((one) => member(one, 'properties')).find((one) => one !== null);
      const own = properties ? member(properties, key) : null;
      return [key, own ? scalar(schemaTypes(root, own), text) : text];
    }),
  );
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
