import { isObject, type Json } from '../../core/json.ts';
import { fromPointer } from '../../core/json-pointer.ts';

/** How an answer can be wrong in meaning while its form stays as promised. */
export const DISTORTIONS = [
  'cents',
  'sign',
  'empty-list',
  'cut-list',
  'duplicate',
  'stale',
  'zone-shift',
  'wrong-sum',
  'default',
  'other',
] as const;

/** A fault in the meaning of one operation's answers. */
export interface Distortion {
  operationId: string;
  kind: (typeof DISTORTIONS)[number];
  /** RFC 6901, into the answer's body. */
  pointer: string;
  /** For `other`: what stands there instead. */
  value?: Json;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The body with these faults in it; places that are not there stay so. */
export function distort(body: Json, operationId: string | null, faults: readonly Distortion[]): Json {
  const own = faults.filter((fault) => fault.operationId === operationId);
  return own.reduce(
    (altered, fault) => replaceAt(altered, fromPointer(fault.pointer), (old) => wrong(old, fault)),
    body,
  );
}

function replaceAt(value: Json, [token, ...rest]: string[], replace: (old: Json) => Json): Json {
  if (token === undefined) return replace(value);
  if (Array.isArray(value))
    return value.map((one, index) =>
      String(index) === token || token === '*' ? replaceAt(one, rest, replace) : one,
    );
  if (!isObject(value) || !Object.hasOwn(value, token)) return value;
  return { ...value, [token]: replaceAt(value[token] as Json, rest, replace) };
}

function wrong(old: Json, { kind, value }: Distortion): Json {
  switch (kind) {
    case 'cents':
      return typeof old === 'number' ? Math.round(old * 100) : old;
    case 'sign':
      return typeof old === 'number' ? -old : old;
    case 'wrong-sum':
      return typeof old === 'number' ? old + 1 : old;
    case 'empty-list':
      return Array.isArray(old) ? [] : old;
    case 'cut-list':
      return Array.isArray(old) ? old.slice(0, -1) : old;
    case 'duplicate':
      return Array.isArray(old) ? [...old.slice(0, -1), ...old.slice(0, 1)] : old;
    case 'stale':
      return moved(old, -30 * DAY_MS);
    case 'zone-shift':
      return moved(old, 2 * HOUR_MS);
    case 'default':
      return zeroOf(old);
    case 'other':
      return value ?? old;
    default:
      return kind satisfies never;
  }
}

function moved(old: Json, ms: number): Json {
  const at = typeof old === 'string' ? Date.parse(old) : Number.NaN;
  return Number.isNaN(at) ? old : new Date(at + ms).toISOString();
}

function zeroOf(old: Json): Json {
  if (typeof old === 'number') return 0;
  if (typeof old === 'string') return '';
  return typeof old === 'boolean' ? false : old;
}
