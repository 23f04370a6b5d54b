import { isObject, type Json } from '../json.ts';

/**
 * The query of a pact's request as names and values: a string (`a=1&a=2`, percent-encoded) in
 * specifications 1 and 2, a map of names to values in 3 and 4. Also reads form bodies.
 */
export function queryValues(query: Json | undefined): Record<string, string[]> {
  if (typeof query === 'string') return fromText(query);
  if (!isObject(query)) return {};
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, values(value)]));
}

function fromText(query: string): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const pair of query.replace(/^\?/, '').split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    found.set(name, [...(found.get(name) ?? []), cut < 0 ? '' : decode(pair.slice(cut + 1))]);
  }
  return Object.fromEntries(found);
}

function values(value: Json): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((item) => (typeof item === 'string' ? item : item === null ? '' : JSON.stringify(item)));
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
