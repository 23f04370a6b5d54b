/** Any JSON value, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** True for a JSON object; false for arrays, null and scalars. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True where arrays and objects are nested in one another more often than `most` times. Of any depth. */
export function isDeeperThan(value: Json, most: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap(inside);
  }
  return false;
}

function inside(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts = Array.isArray(value) ? value : Object.values(value);
  return parts.filter((one) => typeof one === 'object' && one !== null);
}
