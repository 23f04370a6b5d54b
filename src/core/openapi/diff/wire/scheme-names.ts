import { canonicalJson } from '../../../canonical-json.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { ApiDocument } from '../../document/types.ts';

/** Which security schemes of two documents are the same one, whatever they are called. */
export interface SchemeNames {
  /** The one name that a scheme goes by in both documents, by its name in either. */
  baseline(name: string): string;
  observed(name: string): string;
  /** The name of the first scheme that asks for the same as this one, which goes by the given name in both documents. */
  alike(name: string): string;
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
  /** What it asks for, as text. */
  meaning: string;
}

/**
 * Pairs schemes by name, and those whose name the other document does not have by what they ask of a caller: a scheme
 * that was only renamed is the same one. Two that both documents have stay two, even if they ask for the same.
 */
export function schemeNames(baseline: ApiDocument, observed: ApiDocument): SchemeNames {
  const before = meant(baseline);
  const after = meant(observed);
  const firstAs = new Map<string, string>();
  const canonical = new Map<string, string>();
  const gone = new Map<string, Named[]>();
  for (const one of before.values()) {
    if (!firstAs.has(one.meaning)) firstAs.set(one.meaning, one.name);
    canonical.set(one.name, after.has(one.name) ? one.name : (firstAs.get(one.meaning) as string));
    if (after.has(one.name)) continue;
    const alike = gone.get(one.meaning);
    if (alike) alike.push(one);
    else gone.set(one.meaning, [one]);
  }
  const others = new Map<string, string>();
  const renamed = new Map<string, Named>();
  const added: SchemePair[] = [];
  for (const one of after.values()) {
    others.set(one.name, canonical.get(one.name) ?? firstAs.get(one.meaning) ?? one.name);
    if (before.has(one.name)) continue;
    const old = gone.get(one.meaning)?.shift();
    if (old) renamed.set(old.name, one);
    else added.push({ name: one.name, baseline: null, observed: one });
    if (!firstAs.has(one.meaning)) firstAs.set(one.meaning, one.name);
  }
  const kept = [...before.values()].map((one) => ({
    name: one.name,
    baseline: one,
    observed: renamed.get(one.name) ?? after.get(one.name) ?? null,
  }));
  return {
    baseline: (name) => canonical.get(name) ?? name,
    observed: (name) => others.get(name) ?? canonical.get(name) ?? name,
    alike: (name) => firstAs.get((after.get(name) ?? before.get(name))?.meaning ?? '') ?? name,
    pairs: [...kept, ...added],
  };
}

function meant({ securitySchemes }: ApiDocument): Map<string, Named> {
  return new Map(
    Object.entries(securitySchemes).map(([name, scheme]) => [
      name,
      { name, scheme, meaning: meaningOf(scheme) },
    ]),
  );
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
