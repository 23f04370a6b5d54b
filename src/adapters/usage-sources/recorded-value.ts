import { isObject, type Json } from '../../core/json.ts';

/** Largest body that is read, in UTF-16 units. */
const LARGEST = 4_000_000;

/** The member of an object, its own alone; undefined for anything else. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The elements of a list; none for anything else. */
export function elements(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A status as number or text (`200`, `200 OK`); null for anything else. */
export function statusIn(value: Json | undefined): number | null {
  const status = Number(
    /^\d{3}(?=\s|$)/.exec(typeof value === 'number' ? String(value) : textIn(value))?.[0],
  );
  return status >= 100 && status <= 599 ? status : null;
}

/** Headers as a mapping whose values are texts or lists of texts; names in lower case. */
export function headerMap(value: Json | undefined): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return named(entries.map(([name, one]) => [name, textIn(Array.isArray(one) ? one[0] : one)]));
}

/** Headers as a list of `{ name, value }`, by whichever words these are called. */
export function headerList(value: Json | undefined, called: 'name' | 'key'): Record<string, string> {
  return named(elements(value).map((one) => [textIn(member(one, called)), textIn(member(one, 'value'))]));
}

/** Headers as a flat list: name, value, name, value. */
export function headerPairs(value: Json | undefined): Record<string, string> {
  const flat = elements(value);
  return named(
    flat.flatMap((one, at) => (at % 2 === 0 ? [[textIn(one), textIn(flat[at + 1])] as const] : [])),
  );
}

/** A body's text as what it says: JSON, or the names and values of a form; undefined for anything else. */
export function bodyIn(text: string, media: string | undefined): { body?: Json } {
  if (text.trim() === '' || text.length > LARGEST) return {};
  if (/x-www-form-urlencoded/i.test(media ?? '')) return { body: formBody([...new URLSearchParams(text)]) };
  try {
    return { body: JSON.parse(text) as Json };
  } catch {
    return {};
  }
}

/** The fields of a form. */
export function formBody(pairs: readonly (readonly [string, string])[]): Json {
  return named(pairs, (name) => name);
}

export function fromBase64(text: string): string {
  return text.length > LARGEST ? '' : Buffer.from(text, 'base64').toString('utf8');
}

function named(
  pairs: readonly (readonly [string, string])[],
  as = (name: string) => name.toLowerCase(),
): Record<string, string> {
  const made: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) if (name !== '' && name !== '__proto__') made[as(name)] = value;
  return { ...made };
}
