import { canonicalJson } from '../canonical-json.ts';
import { fillIn } from '../carried/fill-in.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { valueAt } from '../json-pointer.ts';
import { isPageComplete } from './page-complete.ts';
import { isDay, readAmount, readInstant, sameAmount } from './read-value.ts';
import type { Assertion } from './types.ts';
import { valuesAt } from './values-at.ts';

/** What an answer is held against beside itself. */
export interface Around {
  /** Values captured so far, by name. */
  known: JsonObject;
  /** Calendar time, in ms since 1970. */
  now: number;
  /** What the document names as default or example at a pointer. */
  defaults(pointer: string): readonly Json[];
}

const DAY_MS = 86_400_000;
/** Clocks differ; a date-time that is further ahead than this was not just written. */
const AHEAD_MS = 300_000;

/**
 * True where an answer's body is as a journey expects it.
 *
 * @throws NotKnown for a `${name}` that was not captured.
 */
export function holds(assertion: Assertion, body: Json | undefined, around: Around): boolean {
  const values = valuesAt(body, assertion.pointer);
  const all = (is: (value: Json) => boolean) => values.every((value) => value !== undefined && is(value));
  switch (assertion.kind) {
    case 'not-empty':
      return values.length > 0 && all(hasSomething);
    case 'fresh':
      return all((value) => isFresh(value, assertion.withinMs, around.now));
    case 'same-scale': {
      const other = readAmount(fillIn(assertion.as, around.known));
      return other !== null && all((value) => isWithin(readAmount(value), other, assertion.factor));
    }
    case 'sum':
      return isSum(values, body === undefined ? undefined : valueAt(body, assertion.equals));
    case 'page-complete':
      return isPageComplete(body, assertion);
    case 'not-default': {
      const defaults = around.defaults(assertion.pointer).map(told);
      return all((value) => !isZero(value) && !defaults.includes(told(value)));
    }
    case 'equals': {
      const wanted = told(fillIn(assertion.value, around.known));
      return all((value) => told(value) === wanted);
    }
    case 'range':
      return all((value) => isBetween(readAmount(value), assertion.min, assertion.max));
    case 'unique':
      return all(() => true) && new Set(values.map((value) => told(value as Json))).size === values.length;
    case 'same-time': {
      const other = readInstant(fillIn(assertion.as, around.known));
      return other !== null && all((value) => isAbout(readInstant(value), other, assertion.withinMs));
    }
    case 'moves-on': {
      const since = readInstant(body === undefined ? undefined : valueAt(body, assertion.since));
      const waiting = assertion.from.map(told);
      const isDue = since !== null && around.now - since > assertion.withinMs;
      return since !== null && all((value) => !isDue || !waiting.includes(told(value)));
    }
    default:
      return assertion satisfies never;
  }
}

function hasSomething(value: Json): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : value !== null;
}

function isFresh(value: Json, withinMs: number, now: number): boolean {
  const at = readInstant(value);
  if (at === null) return false;
  return now - at <= withinMs + (isDay(value) ? DAY_MS : 0) && at - now <= AHEAD_MS;
}

function isWithin(amount: number | null, other: number, factor: number): boolean {
  if (amount === null || Math.sign(amount) !== Math.sign(other)) return false;
  const [least, most] = [Math.abs(amount), Math.abs(other)].toSorted((a, b) => a - b) as [number, number];
  return most <= least * factor || sameAmount(most, least * factor);
}

function isSum(values: readonly (Json | undefined)[], total: Json | undefined): boolean {
  const wanted = readAmount(total);
  const amounts = values.map(readAmount);
  if (wanted === null || amounts.includes(null)) return false;
  return sameAmount(
    (amounts as number[]).reduce((sum, amount) => sum + amount, 0),
    wanted,
  );
}

function isBetween(amount: number | null, min: number | null, max: number | null): boolean {
  return amount !== null && (min === null || amount >= min) && (max === null || amount <= max);
}

function isAbout(at: number | null, other: number, withinMs: number): boolean {
  return at !== null && Math.abs(at - other) <= withinMs;
}

/** The zero of a type: what stands there where nobody has written anything. */
function isZero(value: Json): boolean {
  return value === null || value === 0 || value === '' || value === false || !hasSomething(value);
}

/** A text that is the same for the same value; also of texts that no canonical JSON can hold. */
function told(value: Json): string {
  try {
    return canonicalJson(value);
  } catch {
    return JSON.stringify(value);
  }
}
