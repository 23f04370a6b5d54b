import { isObject, type Json, type JsonObject } from '../../json.ts';

/** The members that are objects, converted; `null` leaves one out. `x-` members stay as they are, or are left out. */
export function each(
  of: Json | undefined,
  convert: (one: JsonObject) => JsonObject | null,
  named = true,
): JsonObject {
  if (!isObject(of)) return {};
  return Object.fromEntries(
    Object.entries(of).flatMap(([name, value]): [string, Json][] => {
      if (!named && name.startsWith('x-')) return [[name, value]];
      const converted = isObject(value) ? convert(value) : null;
      return converted ? [[name, converted]] : [];
    }),
  );
}

/** The texts in a list, or `otherwise` where there is none. */
export function textsOf(list: Json | undefined, otherwise: readonly string[]): readonly string[] {
  const texts = Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  return texts.length > 0 ? texts : otherwise;
}

/** An object without some of its members. */
export function withoutMembers(of: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)));
}

/** An object with only some of its members. */
export function onlyMembers(of: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));
}
