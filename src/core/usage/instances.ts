import { isObject, type Json } from '../json.ts';

/** Every value that a body holds at a place: one for each element and map value on the way. */
export function instancesAt(body: Json | undefined, steps: readonly string[]): Json[] {
  if (body === undefined) return [];
  let found: Json[] = [body];
  for (const step of steps) found = found.flatMap((value) => [...members(value, step)]);
  return found;
}

function* members(value: Json, step: string): Generator<Json> {
  if (Array.isArray(value)) {
    if (step === '*') yield* value;
  } else if (isObject(value)) {
    if (step === '{*}') yield* Object.values(value);
    else if (Object.hasOwn(value, step)) yield value[step] as Json;
  }
}
