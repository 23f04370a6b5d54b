import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { resolveWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located, Parameter } from '../../document/types.ts';
import { mediaKey, mediaTypeOf } from './media-ranges.ts';

/** How a value is written into a URL or header. */
export interface WireForm {
  /** A style; or the media type of its `content`. */
  style: string;
  /** Whether each value of a list or object is written on its own; null where that makes no difference. */
  explode: boolean | null;
}

/** Styles that write one plain value as `name=value`. */
const FORMS = new Set(['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']);

/** Deeper nested schemas count as if they could be lists. */
const DEEPEST = 8;

/**
 * How a parameter or header is written (OpenAPI 3.2, 4.12): defaults filled in, and styles that write the same
 * text for what its schema allows made one.
 */
export function wireFormOf(document: ApiDocument, parameter: Parameter): WireForm {
  const { raw, schema } = parameter;
  const media = isObject(raw.content) ? Object.keys(raw.content)[0] : undefined;
  if (media !== undefined) return { style: mediaKey(mediaTypeOf(media)), explode: null };
  const several = schema === null || mayBeSeveral(document, schema, 0);
  return formOf(raw, parameter.in, several);
}

/** How a part of a form is written, where `encoding` says so (OpenAPI 3.2, 4.15). */
export function partFormOf(
  document: ApiDocument,
  encoding: JsonObject,
  schema: Located<Json> | null,
): WireForm {
  return formOf(encoding, 'query', schema === null || mayBeSeveral(document, schema, 0));
}

function formOf(raw: JsonObject, place: Parameter['in'], several: boolean): WireForm {
  const style =
    typeof raw.style === 'string' ? raw.style : place === 'path' || place === 'header' ? 'simple' : 'form';
  const explode = typeof raw.explode === 'boolean' ? raw.explode : style === 'form' || style === 'cookie';
  if (several) return { style, explode: style === 'deepObject' ? null : explode };
  return { style: FORMS.has(style) ? 'form' : style, explode: null };
}

/** True unless every value that the schema allows is a plain one, which is written the same either way. */
function mayBeSeveral(document: ApiDocument, at: Located<Json>, depth: number): boolean {
  const { value, pointer } = resolveWhereKnown(document, at);
  if (!isObject(value) || depth > DEEPEST) return true;
  const { type, const: one, enum: listed } = value;
  const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type : null;
  if (types) return types.includes('array') || types.includes('object');
  if (one !== undefined) return isSeveral(one);
  if (Array.isArray(listed)) return listed.some(isSeveral);
  const inside = (keyword: string): Located<Json>[] => {
    const members = value[keyword];
    if (!Array.isArray(members)) return [];
    return members.map((member, index) => ({ value: member, pointer: `${pointer}/${keyword}/${index}` }));
  };
  const all = inside('allOf');
  if (all.length > 0 && all.some((member) => !mayBeSeveral(document, member, depth + 1))) return false;
  for (const keyword of ['oneOf', 'anyOf']) {
    const choice = inside(keyword);
    if (choice.length > 0) return choice.some((member) => mayBeSeveral(document, member, depth + 1));
  }
  return true;
}

function isSeveral(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}
