import { isObject, type Json, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import type { Server, ServerVariable } from './types.ts';

/** More servers than this of one place are not read: nobody lists them by hand. */
const MOST_SERVERS = 500;

/** The servers that a document, path item or operation lists; null where it lists none. */
export function readServers(value: Json | undefined, pointer: string): Server[] | null {
  if (!Array.isArray(value)) return null;
  const servers = value.slice(0, MOST_SERVERS).flatMap((server, index): Server[] => {
    if (!isObject(server) || typeof server.url !== 'string') return [];
    const variables = isObject(server.variables) ? server.variables : {};
    return [
      { url: server.url, variables: variablesOf(variables), pointer: pointer + toPointer([`${index}`]) },
    ];
  });
  return servers.length > 0 ? servers : null;
}

/** A server's URL with each variable at its default; what has none stays as it is written. */
export function atDefaults({ url, variables }: Server): string {
  return url.replace(/\{([^{}]*)\}/g, (whole, name: string) => variables.get(name)?.default ?? whole);
}

function variablesOf(variables: JsonObject): Map<string, ServerVariable> {
  return new Map(
    Object.entries(variables).map(([name, value]) => {
      const variable = isObject(value) ? value : {};
      const values = Array.isArray(variable.enum) ? variable.enum.flatMap((one) => text(one) ?? []) : [];
      return [name, { default: text(variable.default), values: values.length > 0 ? values : null }];
    }),
  );
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
