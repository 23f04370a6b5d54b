import { isObject, type Json } from '../json.ts';

/** Less than this part of the members in common, and nothing fits. */
const LEAST = 0.5;

/**
 * The one whose members a body has the largest part of. Null where none has half of them, or two fit as well: then
 * somebody has to say which it is.
 *
 * @param membersOf names at the root, lower case.
 */
export function bestFit<One>(
  all: readonly One[],
  membersOf: (one: One) => ReadonlySet<string>,
  body: Json | undefined,
): One | null {
  const [root] = Array.isArray(body) ? body : [body];
  if (!isObject(root)) return null;
  const had = new Set(Object.keys(root).map((name) => name.toLowerCase()));
  let best: One | null = null;
  let most = LEAST;
  let tied = false;
  for (const one of all) {
    const fit = common(membersOf(one), had);
    if (fit < most) continue;
    tied = best !== null && fit === most;
    best = one;
    most = fit;
  }
  return tied ? null : best;
}

function common(members: ReadonlySet<string>, had: ReadonlySet<string>): number {
  const all = new Set([...members, ...had]);
  const both = [...members].filter((name) => had.has(name));
  return all.size === 0 ? 0 : both.length / all.size;
}

/** Names at the root of a value, lower case. */
export function rootMembers(value: Json | undefined): ReadonlySet<string> {
  const [root] = Array.isArray(value) ? value : [value];
  return new Set(isObject(root) ? Object.keys(root).map((name) => name.toLowerCase()) : []);
}
