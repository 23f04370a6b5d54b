import { operationOf, parseSubject, type Subject } from '../drift/subject.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** What an exchange showed at a place: shape only, never a value. */
export interface ObservedPlace {
  /** Null: no answer. */
  status: number | null;
  /** Media type without parameters; null without a body. */
  media: string | null;
  /**
   * Types of JSON at the place, sorted; `absent` where it was not there. Null where the place is not part of what was
   * observed: an operation as a whole, a parameter, a body that was not kept.
   */
  types: string[] | null;
  /** Names beside the place, sorted; at most 20. */
  beside: string[];
}

/** Most names that are told. */
const MOST_NAMES = 20;

/**
 * What the exchanges that were kept show at a subject. The last one that has the subject's status counts, else the last
 * one of its operation.
 *
 * @param payload a payload of kind `exchanges` of the evidence store; null where it is not kept any more
 */
export function observedAt(payload: JsonObject | null, subject: string): ObservedPlace | null {
  const parsed = parseSubject(subject);
  const all = payload && Array.isArray(payload.exchanges) ? payload.exchanges.filter(isObject) : [];
  if (!parsed) return null;
  const own = all.filter(
    (one) => one.operation === operationOf(parsed) && isObject(one.response) && isAsked(one.purpose),
  );
  const found = own.findLast(({ response }) => hasStatus(response, parsed.status)) ?? own.at(-1);
  if (!found || !isObject(found.response)) return null;
  const { status, media, body } = found.response;
  const place = parsed.section === 'response' && hasStatus(found.response, parsed.status) ? parsed : null;
  return {
    status: typeof status === 'number' ? status : null,
    media: typeof media === 'string' ? media : null,
    ...(place && body !== undefined ? shapeIn(body, place) : { types: null, beside: [] }),
  };
}

/** A call that nothing came back of that can be judged; its status where there was an answer. */
export interface SilentCall {
  method: string;
  path: string;
  status: number | null;
}

/** The calls of an operation (null: all) that nothing came back of that can be judged, each once. */
export function silentCalls(payload: JsonObject | null, operation: string | null): SilentCall[] {
  const all = payload && Array.isArray(payload.exchanges) ? payload.exchanges.filter(isObject) : [];
  const calls = all.flatMap(({ operation: key, request, response, failure, purpose }): SilentCall[] => {
    const status = isObject(response) && typeof response.status === 'number' ? response.status : null;
    const isSilent = status === null ? failure !== null : status >= 500;
    if (!isSilent || !isAsked(purpose) || !isObject(request) || key === null) return [];
    if (operation !== null && key !== operation) return [];
    return [{ method: String(request.method), path: String(request.path), status }];
  });
  return [...new Map(calls.map((one) => [`${one.method} ${one.path}`, one])).values()];
}

/** True for calls that were made to look, not to prepare or to clean up. */
function isAsked(purpose: Json | undefined): boolean {
  return purpose === 'interaction' || purpose === 'use';
}

function hasStatus(response: Json | undefined, status: string | undefined): boolean {
  if (!isObject(response) || status === undefined) return false;
  const text = String(response.status);
  return status === 'default' || status === text || status === `${text[0]}XX`;
}

function shapeIn(body: Json, { location }: Subject): Pick<ObservedPlace, 'types' | 'beside'> {
  const [first = '', ...rest] = location.split('/');
  if (first !== '') return { types: null, beside: [] };
  const segments = rest
    .filter((one) => !/^<.*>$/.test(one))
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'));
  let around: Json[] = [];
  let here: (Json | undefined)[] = [body];
  for (const segment of segments) {
    around = here.filter((one) => one !== undefined);
    here = here.flatMap((one) => (one === undefined ? [one] : within(one, segment)));
  }
  const names = around.flatMap((one) => (isObject(one) ? Object.keys(one) : []));
  return {
    types: [...new Set(here.map(typeOf))].toSorted(),
    beside: [...new Set(names)].toSorted().slice(0, MOST_NAMES),
  };
}

/** A shape's members at a step; what an object does not have is undefined, what is no object has nothing. */
function within(shape: Json, segment: string): (Json | undefined)[] {
  if (segment === '*') return Array.isArray(shape) ? shape.filter((one) => !isCount(one)) : [undefined];
  if (!isObject(shape)) return [undefined];
  return [Object.hasOwn(shape, segment) ? shape[segment] : undefined];
}

/** The last element of a list's shape: how many there were. */
function isCount(shape: Json): boolean {
  return typeof shape === 'string' && / elements>$/.test(shape);
}

/** The type of a shape; what is kept as it is, a value of the contract, is its type as well. */
function typeOf(shape: Json | undefined): string {
  if (shape === undefined) return 'absent';
  if (shape === null) return 'null';
  if (Array.isArray(shape)) return 'array';
  if (typeof shape !== 'string') return typeof shape;
  return /^<(integer|number|boolean|null|more)>$/.exec(shape)?.[1] ?? 'string';
}
