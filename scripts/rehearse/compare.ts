import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { UNRESOLVED } from './resolve.ts';

/** A property that was read back otherwise than planned. */
export interface Difference {
  path: string;
  planned: string;
  found: string;
}

/** A planned resource beside what was read back. */
export interface Comparison {
  /** Properties that are as planned. */
  same: string[];
  differs: Difference[];
  /** Properties of which the emulator tells nothing. */
  untold: string[];
}

/** Not a matter of behaviour: labels that CloudFormation and the emulator handle each in its way. */
const LABELS = new Set(['Tags', 'ResourceTags']);

/**
 * Holds each planned property against what was read back. Names of properties are compared without case (APIs and
 * templates differ in it), scalars as text, JSON in text as data, lists in any order.
 */
export function compare(planned: JsonObject, found: JsonObject): Comparison {
  const comparison: Comparison = { same: [], differs: [], untold: [] };
  for (const [name, value] of Object.entries(planned)) {
    if (LABELS.has(name)) continue;
    const before = comparison.differs.length + comparison.untold.length;
    hold(name, value, named(found, name), comparison);
    if (comparison.differs.length + comparison.untold.length === before) comparison.same.push(name);
  }
  return comparison;
}

function hold(path: string, planned: Json, found: Json | undefined, into: Comparison): void {
  const wanted = asData(planned);
  const there = found === undefined ? undefined : asData(found);
  if (there === undefined || there === null) {
    if (!isEmpty(wanted)) into.untold.push(path);
    return;
  }
  if (isObject(wanted) && isObject(there)) {
    for (const [name, value] of Object.entries(wanted).filter(([label]) => !LABELS.has(label)))
      hold(`${path}.${name}`, value, named(there, name), into);
    return;
  }
  if (Array.isArray(wanted) && Array.isArray(there)) {
    holdLists(path, wanted, there, into);
    return;
  }
  if (isSame(wanted, there)) return;
  into.differs.push({ path, planned: brief(wanted), found: brief(there) });
}

function holdLists(path: string, wanted: Json[], there: Json[], into: Comparison): void {
  const left = [...there];
  for (const value of wanted) {
    const at = left.findIndex((other) => isSame(value, other));
    if (at >= 0) left.splice(at, 1);
    else if (left.length === 1 && wanted.length === 1) hold(`${path}.0`, value, left[0], into);
    else
      into.differs.push({
        path,
        planned: brief(value),
        found: left.length ? brief(left) : 'not in the list',
      });
  }
}

/** Whether everything that is planned is found. */
function isSame(wanted: Json, there: Json): boolean {
  const one = asData(wanted);
  const other = asData(there);
  if (isObject(one) && isObject(other))
    return Object.entries(one).every(([name, value]) => {
      const inner = named(other, name);
      return inner === undefined ? isEmpty(value) : isSame(value, inner);
    });
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value) => other.some((inner) => isSame(value, inner)));
  if (Array.isArray(one) !== Array.isArray(other)) {
    // A list of one is often written as its one value.
    const [list, single] = Array.isArray(one) ? [one, other] : [other, one];
    return Array.isArray(list) && list.length === 1 && isSame(list[0] ?? null, single);
  }
  const isFlag = typeof one === 'boolean' || typeof other === 'boolean';
  if (typeof one === 'number' || typeof other === 'number') return Number(one) === Number(other);
  return isFlag ? String(one).toLowerCase() === String(other).toLowerCase() : String(one) === String(other);
}

function named(object: JsonObject, name: string): Json | undefined {
  if (object[name] !== undefined) return object[name];
  const key = Object.keys(object).find((other) => other.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

function asData(value: Json): Json {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

function brief(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = text.replaceAll(UNRESOLVED, '?');
  return shown.length > 90 ? `${shown.slice(0, 87)}...` : shown;
}
