import type { JsonObject } from '../../json.ts';

const known = new WeakMap<JsonObject, readonly string[]>();

/**
 * The statuses that responses are written by, in the order of the document and as they are written; extensions are left
 * out. Listed once: JavaScript keeps members whose names are numbers in a sparse list, which takes long to go through.
 */
export function statusesOf(responses: JsonObject): readonly string[] {
  const before = known.get(responses);
  if (before) return before;
  const found = Object.keys(responses).filter((status) => !status.startsWith('x-'));
  known.set(responses, found);
  return found;
}
