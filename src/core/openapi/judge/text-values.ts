import { isObject, type Json } from '../../json.ts';

/** What else a value can be once it is written as text: its scalars as texts, or its texts as scalars. */
export function asText(value: Json): Json[] {
  return [scalars(value, written), scalars(value, read)];
}

function scalars(value: Json, change: (value: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((each) => scalars(each, change));
  if (!isObject(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, scalars(each, change)]));
}

function written(value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function read(value: Json): Json {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
