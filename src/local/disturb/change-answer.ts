import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { Reply } from './reply.ts';
import type { Arrangement } from './types.ts';

/** The same answer to every call. */
export const always = (answer: Reply, more: Arrangement = {}): Arrangement => ({
  ...more,
  react: () => answer,
});

/** Changes an answer that is no error. */
export const fine = (change: (well: Reply) => Reply): Arrangement => ({
  react: (_, well) => (well.status < 300 ? change(well) : well),
});

/** Changes the body of an answer that is no error. */
export const body = (change: (body: Json) => Json): Arrangement =>
  fine((well) => ({ ...well, body: change(well.body as Json) }));

/** Changes every object of an answer that is no error, those inside first. */
export const objects = (change: (one: JsonObject) => JsonObject): Arrangement =>
  body((whole) => inside(whole, change));

/** Gives a member another value, where it is there. */
export const replaced =
  (name: string, value: (old: Json) => Json) =>
  (one: JsonObject): JsonObject =>
    Object.hasOwn(one, name) ? { ...one, [name]: value(one[name] as Json) } : one;

/** Gives all members other names. */
export const renamed =
  (to: (name: string) => string) =>
  (one: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [to(name), value]));

/** Leaves members out. */
export const without =
  (...names: string[]) =>
  (one: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name)));

function inside(value: Json, change: (one: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => inside(item, change));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, item]) => [name, inside(item, change)]);
  return change(Object.fromEntries(members) as JsonObject);
}
