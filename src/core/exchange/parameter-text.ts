import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Parameter } from '../openapi/document/types.ts';
import { isJsonMedia } from './media.ts';
import { readStyled, type Style } from './parameter-style.ts';
import { kindOf } from './schema-types.ts';
import { asJson, typed } from './typed-value.ts';

/**
 * The value that a text stands for in a path, header or cookie parameter, or in a query as one pair: by the style of the
 * parameter, and as the types of its schema want it. Undefined where it is in a media type that is not read here.
 */
export function readText(root: JsonObject, parameter: Parameter, text: string): Json | undefined {
  if (!parameter.schema) return undefined;
  if (isObject(parameter.raw.content)) return readContent(parameter.raw.content, text);
  const written = readStyled(text, styleOf(parameter), kindOf(root, parameter.schema));
  return typed(root, [parameter.schema], written);
}

const STYLES: Record<Parameter['in'], string> = {
  query: 'form',
  querystring: 'form',
  cookie: 'form',
  path: 'simple',
  header: 'simple',
};

/** How a parameter is written, with the defaults of its place. */
export function styleOf({ name, in: place, raw }: Parameter): Style {
  const style = typeof raw.style === 'string' ? raw.style : STYLES[place];
  const explode = typeof raw.explode === 'boolean' ? raw.explode : isExplodedAlone(style);
  return { name, style, explode };
}

function isExplodedAlone(style: string): boolean {
  return style === 'form' || style === 'deepObject' || style === 'cookie';
}

/** What is no JSON where JSON was promised is a text there. */
function readContent(content: JsonObject, text: string): Json | undefined {
  const media = Object.keys(content)[0]?.split(';')[0]?.trim().toLowerCase() ?? '';
  return isJsonMedia(media) ? (asJson(text) ?? text) : undefined;
}
