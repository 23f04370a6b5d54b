import { canonicalJson } from '../../canonical-json.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { ApiDocument } from '../document/types.ts';

/** Which security schemes of two documents are the same one, whatever they are called. */
export interface SchemeNames {
  /** The one name that a scheme goes by in both documents, by its name in either. */
  baseline(name: string): string;
  observed(name: string): string;
  /** Schemes side by side; null where a document has none that is the same. */
  pairs: SchemePair[];
}

/** One scheme in both documents, under the name by which people know it. */
export interface SchemePair {
  name: string;
  baseline: Named | null;
  observed: Named | null;
}

interface Named {
  name: string;
  scheme: JsonObject;
}

/**
 * Pairs schemes by name, and those whose name the other document does not have by what they ask of a caller:
 * a scheme that was only renamed is the same one, and so is one of two that ask for the same.
 */
export function schemeNames(baseline: ApiDocument, observed: ApiDocument): SchemeNames {
  const before = new Map(Object.entries(baseline.securitySchemes));
  const after = new Map(Object.entries(observed.securitySchemes));
  const firstAs = new Map<string, string>();
  const canonical = new Map<string, string>();
  for (const [name, scheme] of before) {
    const meaning = meaningOf(scheme);
    if (!firstAs.has(meaning)) firstAs.set(meaning, name);
    canonical.set(name, firstAs.get(meaning) as string);
  }
  const others = new Map<string, string>();
  const renamed = new Map<string, string>();
  const gone = [...before].filter(([name]) => !after.has(name));
  for (const [name, scheme] of after) {
    const known = canonical.get(name);
    const meaning = meaningOf(scheme);
    others.set(name, known ?? firstAs.get(meaning) ?? name);
    if (known !== undefined) continue;
    const at = gone.findIndex(([, one]) => meaningOf(one) === meaning);
    const [old] = at === -1 ? [] : gone.splice(at, 1);
    if (old) renamed.set(old[0], name);
    else if (!firstAs.has(meaning)) firstAs.set(meaning, name);
  }
  const named = (all: Map<string, JsonObject>, name: string | undefined): Named | null => {
    const scheme = name === undefined ? undefined : all.get(name);
    return name === undefined || !scheme ? null : { name, scheme };
  };
  const taken = new Set(renamed.values());
  const pairs: SchemePair[] = [
    ...[...before.keys()].map((name) => ({
      name,
      baseline: named(before, name),
      observed: named(after, renamed.get(name) ?? name),
    })),
    ...[...after.keys()]
      .filter((name) => !before.has(name) && !taken.has(name))
      .map((name) => ({ name, baseline: null, observed: named(after, name) })),
  ];
  return {
    baseline: (name) => canonical.get(name) ?? name,
    observed: (name) => others.get(name) ?? canonical.get(name) ?? name,
    pairs,
  };
}

/** What a scheme asks of a caller, as text: words about it left out, names that know no case in one case. */
function meaningOf(scheme: JsonObject): string {
  const said = Object.entries(scheme).filter(([member]) => !saysNothing(member));
  return canonicalJson({
    ...Object.fromEntries(said),
    ...(typeof scheme.scheme === 'string' && { scheme: scheme.scheme.toLowerCase() }),
    ...(scheme.in === 'header' && typeof scheme.name === 'string' && { name: scheme.name.toLowerCase() }),
    ...(isObject(scheme.flows) && { flows: flowsAsked(scheme.flows) }),
  });
}

function saysNothing(member: string): boolean {
  return ['description', 'bearerFormat', 'deprecated'].includes(member) || member.startsWith('x-');
}

function flowsAsked(flows: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(flows).map(([flow, value]): [string, Json] => {
      if (!isObject(value)) return [flow, value];
      return [flow, { ...value, scopes: isObject(value.scopes) ? Object.keys(value.scopes).sort() : [] }];
    }),
  );
}
