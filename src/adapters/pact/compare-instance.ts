import { isObject, type Json } from '../../core/json.ts';

/**
 * The comparator writes places with dots (`[root].interactions[0].response.body.data.0.id`), names with
 * dots in them included: they are read along our own body.
 *
 * @returns names and element numbers; as far as the body goes.
 */
export function instancePath(
  location: string,
  part: 'request' | 'response',
  body: Json | undefined,
): (string | number)[] {
  const marker = `.${part}.body`;
  const at = location.indexOf(marker);
  return at < 0 || body === undefined ? [] : (walk(body, location.slice(at + marker.length)) ?? []);
}

function walk(value: Json, rest: string): (string | number)[] | null {
  if (rest === '') return [];
  for (const [token, next] of candidates(value, rest)) {
    const tail = walk(next, rest.slice(1 + written(token).length));
    if (tail) return [token, ...tail];
  }
  return null;
}

function* candidates(value: Json, rest: string): Generator<[string | number, Json]> {
  if (Array.isArray(value)) {
    const index = /^\.(\d+)(?=\.|$)/.exec(rest)?.[1];
    const item = index === undefined ? undefined : value[Number(index)];
    if (index !== undefined && item !== undefined) yield [Number(index), item];
  } else if (isObject(value)) {
    for (const [name, next] of Object.entries(value)) {
      const text = `.${written(name)}`;
      if (rest === text || rest.startsWith(`${text}.`)) yield [name, next];
    }
  }
}

/** As in a JSON Pointer whose slashes have become dots. */
function written(token: string | number): string {
  return String(token).replaceAll('~', '~0').replaceAll('/', '~1');
}
