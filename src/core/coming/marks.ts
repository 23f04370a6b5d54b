import { readLifecycleDate } from '../exchange/date-text.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** What an operation, parameter or property says of its own end. Days are ISO days in UTC. */
export interface Marks {
  deprecated: boolean;
  /** From when it is deprecated; null: not said. */
  deprecatedOn: string | null;
  /** When it goes; null: not said. */
  endsOn: string | null;
}

const ENDS = [
  'x-sunset',
  'x-sunset-date',
  'x-sunset-at',
  'x-sunset-on',
  'x-api-sunset-date',
  'x-deprecated-sunset',
  'x-removal-date',
  'x-removal',
  'x-removed-at',
  'x-removed-on',
  'x-remove-on',
  'x-end-of-life',
  'x-end-of-life-date',
  'x-eol',
  'x-eol-date',
  'x-retirement-date',
];
const DEPRECATED = [
  'x-deprecated-at',
  'x-deprecated-on',
  'x-deprecated-since',
  'x-deprecation-date',
  'x-deprecation',
  'x-api-deprecation-date',
];

/**
 * Reads `deprecated` and the `x-` marks by which documents say when something is deprecated or goes. Of several, the
 * first that holds a date; what is no date, such as a version, says nothing.
 */
export function readMarks(raw: JsonObject): Marks {
  const deprecated = raw.deprecated === true;
  if (!hasExtension(raw)) return deprecated ? DEPRECATED_ALONE : NO_MARKS;
  return {
    deprecated,
    deprecatedOn: firstDay(raw, DEPRECATED),
    endsOn: firstDay(raw, ENDS),
  };
}

const NO_MARKS: Marks = { deprecated: false, deprecatedOn: null, endsOn: null };
const DEPRECATED_ALONE: Marks = { ...NO_MARKS, deprecated: true };

/** Most of a document has none, and all of it is asked. */
function hasExtension(raw: JsonObject): boolean {
  for (const name in raw) if (name.charCodeAt(0) === X && name.charCodeAt(1) === DASH) return true;
  return false;
}

const X = 'x'.charCodeAt(0);
const DASH = '-'.charCodeAt(0);

function firstDay(raw: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const day = Object.hasOwn(raw, name) ? dayOf(raw[name]) : null;
    if (day) return day;
  }
  return null;
}

/** A date as text or in seconds, or an object with one as its `date`, `on` or `at`. */
function dayOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return readLifecycleDate(value)?.slice(0, 10) ?? null;
  if (typeof value === 'number') return readLifecycleDate(String(value))?.slice(0, 10) ?? null;
  if (!isObject(value)) return null;
  const inside = [value.date, value.on, value.at].find((one) => typeof one === 'string');
  return typeof inside === 'string' ? (readLifecycleDate(inside)?.slice(0, 10) ?? null) : null;
}
