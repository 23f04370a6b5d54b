import type { Json, JsonObject } from '../../core/json.ts';
import type { Parameter } from '../../core/openapi/document/types.ts';
import type { Schema } from './schema/convert-schema.ts';
import { mergeSchema } from './schema/merge-schema.ts';
import type { Schemas } from './schema/schemas.ts';

/** Where parameters are looked for. Header names are lower case. */
export interface ParameterSource {
  pathParams: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string>;
}

/**
 * A parameter's value as its `style` and `explode` write it (OpenAPI 3.1, 4.8.12), its scalars turned into
 * what the schema accepts; undefined where it was not sent.
 */
export function readParameter(
  parameter: Parameter,
  source: ParameterSource,
  schemas: Schemas,
): Json | undefined {
  const schema = parameter.schema ? schemas.at(parameter.schema.pointer) : true;
  const merged = mergeSchema(schema, schemas) || {};
  if (parameter.in === 'query' && parameter.raw.style === 'deepObject')
    return deepObject(parameter, source.query);
  const texts = textsOf(parameter, source);
  if (texts.length === 0) return undefined;
  if (parameter.raw.content !== undefined) return asJson(texts[0] as string);
  const types = [merged.type].flat();
  if (types.includes('array')) {
    const items = (merged.items ?? true) as Schema;
    return split(parameter, texts).map((text) => scalar(text, items, schemas));
  }
  if (types.includes('object')) return flatObject(texts[0] as string);
  return scalar(texts[0] as string, schema, schemas);
}

function textsOf(parameter: Parameter, source: ParameterSource): string[] {
  const { name } = parameter;
  switch (parameter.in) {
    case 'path':
      return Object.hasOwn(source.pathParams, name) ? [source.pathParams[name] as string] : [];
    case 'query':
      return [...source.query.getAll(name), ...source.query.getAll(`${name}[]`)];
    case 'header': {
      const value = source.headers[name.toLowerCase()];
      return value === undefined ? [] : [value];
    }
    case 'cookie':
      return cookies(source.headers.cookie ?? '').flatMap(([key, value]) => (key === name ? [value] : []));
    case 'querystring':
      return source.query.size > 0 ? [source.query.toString()] : [];
    default:
      return parameter.in satisfies never;
  }
}

function split(parameter: Parameter, texts: string[]): string[] {
  const style = parameter.raw.style ?? (parameter.in === 'query' ? 'form' : 'simple');
  const explode = parameter.raw.explode ?? style === 'form';
  if (parameter.in === 'query' && explode) return texts;
  const separator = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
  return texts.flatMap((text) => text.split(separator)).map((text) => text.trim());
}

/** The text itself where the schema takes it, else the number, boolean or null that it spells. */
export function scalar(text: string, schema: Schema, schemas: Schemas): Json {
  if (schemas.misfit(schema, text) === null) return text;
  if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) || /^(true|false|null)$/.test(text)) {
    return asJson(text.replace(/^(-?)0+(?=\d)/, '$1'));
  }
  return text;
}

function deepObject(parameter: Parameter, query: URLSearchParams): Json | undefined {
  const start = `${parameter.name}[`;
  const members = [...query].filter(([key]) => key.startsWith(start) && key.endsWith(']'));
  if (members.length === 0) return undefined;
  return Object.fromEntries(members.map(([key, value]) => [key.slice(start.length, -1), value]));
}

function flatObject(text: string): JsonObject {
  const parts = text.split(',');
  const pairs = parts.flatMap((key, index): [string, Json][] =>
    index % 2 === 0 ? [[key, parts[index + 1] ?? '']] : [],
  );
  return Object.fromEntries(pairs);
}

function cookies(header: string): [string, string][] {
  return header.split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf('=');
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]];
  });
}

function asJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
