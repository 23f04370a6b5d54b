import type { JsonObject } from '../json.ts';

/** True for a difference that says that its place will go: a header, a mark with a day, or what we heard. */
export function announcesEnd(of: { rule: string; facet: string; args: JsonObject }): boolean {
  const { rule, facet, args } = of;
  if (facet === 'sunset') return !rule.endsWith('-deleted');
  return facet === 'deprecated' && (args.on != null || args.sunset != null);
}
