import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { isOfFormat } from './formats.ts';
import { isFieldName } from './kept-text.ts';
import { type ResolveSchema, type ShapePlace, shapePlan } from './shape-plan.ts';
import { placeholder, put, sizeClass } from './shape-value.ts';

const DEEPEST = 40;
const MOST_PLACES = 5_000;
const MOST_MEMBERS = 200;
const MOST_ELEMENTS = 100;

/** A number that can be one of no more than these says nothing of a person. */
const NARROW = 1_000;

/**
 * A value as it came, member by member and element by element, with everything personal taken out by allow-list. Kept
 * are what a shape keeps, flags, and integers that the contract holds within narrow bounds; texts become placeholders
 * with the class of their length and, where they have it, the format that the contract states.
 */
export function redactValue(value: Json, schema: Located<Json> | null, resolve: ResolveSchema): Json {
  const plan = shapePlan(resolve);
  let places = 0;

  const redact = (here: Json, place: ShapePlace, depth: number): Json => {
    if (++places > MOST_PLACES || depth > DEEPEST) return '<more>';
    if (Array.isArray(here)) return redactArray(here, place, depth);
    if (isObject(here)) return redactObject(here, place, depth);
    return typeof here === 'boolean' || here === null || place.values.has(here)
      ? here
      : redactScalar(here, place);
  };

  const redactArray = (elements: Json[], place: ShapePlace, depth: number): Json => {
    const items = plan.items(place);
    const made = elements.slice(0, MOST_ELEMENTS).map((element) => redact(element, items, depth + 1));
    return elements.length > MOST_ELEMENTS ? [...made, `<${sizeClass(elements.length)} elements>`] : made;
  };

  const redactObject = (object: JsonObject, place: ShapePlace, depth: number): Json => {
    const made: JsonObject = {};
    let hidden = 0;
    for (const name of Object.keys(object).slice(0, MOST_MEMBERS)) {
      const own = plan.property(place, name);
      const isKept = own !== null || (!place.isMap && isFieldName(name));
      // Names that are data are counted, so that as many members stay as there were.
      const shown = isKept ? name : `{*${++hidden === 1 ? '' : hidden}}`;
      put(made, shown, redact(object[name] as Json, own ?? plan.rest(place), depth + 1));
    }
    return made;
  };

  return redact(value, plan.root(schema), 0);
}

function redactScalar(value: string | number, { parts }: ShapePlace): Json {
  if (typeof value === 'number') {
    return parts.some((part) => isNarrow(part.value, value)) ? value : placeholder(value);
  }
  const formats = parts.map(({ value: schema }) => schema.format);
  const format = formats.find((one) => typeof one === 'string' && FORMATS.has(one) && isOfFormat(one, value));
  return format === undefined ? placeholder(value) : `<${String(format)} ${sizeClass(value.length)}>`;
}

/** Formats that a text is seen to have. */
const FORMATS = new Set([
  'date',
  'date-time',
  'time',
  'duration',
  'uuid',
  'email',
  'uri',
  'ipv4',
  'ipv6',
  'hostname',
]);

function isNarrow({ type, minimum, maximum }: JsonObject, value: number): boolean {
  if (type !== 'integer' || typeof minimum !== 'number' || typeof maximum !== 'number') return false;
  return maximum - minimum < NARROW && minimum <= value && value <= maximum;
}
