import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import { contentKey } from '../../document/content-key.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { Parts, Shape } from '../schema/shape.ts';
import type { Documents } from './alternative-facts.ts';
import { asArgument, type Compared, factOf, type Pair } from './fact.ts';

/** Keywords that hold one schema: their facet, where that schema applies, and whether it composes. */
const SCHEMAS = [
  ['contains', 'contains', '/*', false],
  ['unevaluatedItems', 'unevaluated-items', '/*', false],
  ['unevaluatedProperties', 'unevaluated-properties', '/{*}', false],
  ['propertyNames', 'property-names', '/<propertyNames>', true],
  ['then', 'then', '/<then>', false],
  ['else', 'else', '/<else>', false],
  ['contentSchema', 'content-schema', '/<contentSchema>', false],
] as const;

/** Keywords that hold a schema under each of several names. */
const MAPS = [
  ['patternProperties', 'pattern-property', '/{*}'],
  ['dependentSchemas', 'dependent-schema', ''],
] as const;

/** Differences of keywords that are not merged: what came and went, and the schemas in them to compare further. */
export function keywordFacts(pair: Pair, documents: Documents): void {
  const { a, b } = pair;
  if (a.opaque.size + b.opaque.size === 0) return;
  for (const [keyword, facet, step, composes] of SCHEMAS) {
    if (keyword === 'unevaluatedProperties' && (isClosing(a) || isClosing(b))) continue;
    const [before, after] = [a.opaque.get(keyword), b.opaque.get(keyword)];
    if (!before && after) pair.tell(factOf(pair, `${facet}.added`));
    else if (before && !after) pair.tell(factOf(pair, `${facet}.removed`));
    else if (before?.length === 1 && after?.length === 1) {
      pair.tell({
        edge: { step, baseline: before, observed: after, ...(!composes && { uncertain: 'condition' }) },
      });
    } else if (isRewritten(pair, keyword, documents)) pair.tell(undecided(pair, keyword));
  }
  conditionFacts(pair, documents);
  for (const [keyword, facet, step] of MAPS) mapFacts(pair, keyword, facet, step);
  dependentFacts(pair);
  containedFacts(pair);
  for (const [keyword, facet] of CONTENT) {
    const [from, to] = [textIn(a, keyword), textIn(b, keyword)];
    if (from !== to)
      pair.tell(factOf(pair, `${facet}.changed`, { from: asArgument(from), to: asArgument(to) }));
  }
  for (const keyword of ['dependencies', '$dynamicRef', '$ref']) {
    if (isRewritten(pair, keyword, documents)) pair.tell(undecided(pair, keyword));
  }
}

const CONTENT = [
  ['contentMediaType', 'content-media-type'],
  ['contentEncoding', 'content-encoding'],
] as const;

/** Both have a direction where they come or go. */
function conditionFacts(pair: Pair, documents: Documents): void {
  for (const keyword of ['if', 'not'] as const) {
    const [before, after] = [pair.a.opaque.has(keyword), pair.b.opaque.has(keyword)];
    if (before !== after) pair.tell(factOf(pair, `${keyword}.${after ? 'added' : 'removed'}`));
    else if (isRewritten(pair, keyword, documents)) pair.tell(undecided(pair, keyword));
  }
}

function mapFacts(
  pair: Pair,
  keyword: string,
  facet: 'pattern-property' | 'dependent-schema',
  step: string,
): void {
  const before = entriesIn(pair.a, keyword);
  const after = entriesIn(pair.b, keyword);
  const named = (name: string) => ({
    [facet === 'pattern-property' ? 'pattern' : 'property']: asArgument(name),
  });
  for (const [name, baseline] of before) {
    const observed = after.get(name);
    if (observed)
      pair.tell({ edge: { step: step || `/<if ${toPointer([name]).slice(1)}>`, baseline, observed } });
    else pair.tell(factOf(pair, `${facet}.removed`, named(name)));
  }
  for (const name of after.keys())
    if (!before.has(name)) pair.tell(factOf(pair, `${facet}.added`, named(name)));
}

function dependentFacts(pair: Pair): void {
  const before = dependentIn(pair.a);
  const after = dependentIn(pair.b);
  for (const property of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(property), after.get(property)];
    const args = { property: asArgument(property) };
    if (!from) pair.tell(factOf(pair, 'dependent-required.added', args));
    else if (!to) pair.tell(factOf(pair, 'dependent-required.removed', args));
    else if ([...from].sort().join() !== [...to].sort().join())
      pair.tell(factOf(pair, 'dependent-required.changed', args));
  }
}

/** How often `contains` must hold: once at least, where nothing is said. */
function containedFacts(pair: Pair): void {
  const { a, b } = pair;
  if (!a.opaque.has('contains') || !b.opaque.has('contains')) return;
  const least = [limitIn(a, 'minContains') ?? 1, limitIn(b, 'minContains') ?? 1] as const;
  if (least[0] !== least[1]) {
    const change = least[1] > least[0] ? 'increased' : 'decreased';
    pair.tell(factOf(pair, `min-contains.${change}`, { from: least[0], to: least[1] }));
  }
  const [from, to] = [limitIn(a, 'maxContains'), limitIn(b, 'maxContains')];
  if (from === to) return;
  const args = { ...(from !== null && { from }), ...(to !== null && { to }) };
  const more = (to ?? Number.POSITIVE_INFINITY) > (from ?? Number.POSITIVE_INFINITY);
  pair.tell(factOf(pair, more ? 'max-contains.increased' : 'max-contains.decreased', args));
}

function undecided(pair: Pair, keyword: string): Compared {
  return factOf(pair, 'schema.undecided', { keyword });
}

/** True where `unevaluatedProperties` is read as what holds for undocumented properties. */
function isClosing({ additionalBy }: Shape): boolean {
  return additionalBy === 'unevaluatedProperties';
}

function isRewritten({ a, b }: Pair, keyword: string, documents: Documents): boolean {
  const [before, after] = [a.opaque.get(keyword), b.opaque.get(keyword)];
  if (!before && !after) return false;
  return contentOf(documents.a, before) !== contentOf(documents.b, after);
}

function contentOf({ raw }: ApiDocument, parts: Parts = []): string {
  return [...new Set(parts.map((at) => contentKey(raw, at)))].sort().join(' ');
}

function entriesIn({ opaque }: Shape, keyword: string): Map<string, Located<Json>[]> {
  const entries = new Map<string, Located<Json>[]>();
  for (const { value, pointer } of opaque.get(keyword) ?? []) {
    if (!isObject(value)) continue;
    for (const [name, schema] of Object.entries(value)) {
      const at = { value: schema, pointer: pointer + toPointer([name]) };
      const known = entries.get(name);
      if (known) known.push(at);
      else entries.set(name, [at]);
    }
  }
  return entries;
}

/** Properties that ask for others; what is asked for anyhow is left out. */
function dependentIn({ opaque, required }: Shape): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { value } of opaque.get('dependentRequired') ?? []) {
    if (!isObject(value)) continue;
    for (const [property, names] of Object.entries(value as JsonObject)) {
      if (!Array.isArray(names)) continue;
      const asked = names.filter((name): name is string => typeof name === 'string' && !required.has(name));
      const all = new Set([...(found.get(property) ?? []), ...asked]);
      all.delete(property);
      if (all.size > 0) found.set(property, all);
    }
  }
  return found;
}

/** The tightest of what is stated. */
function limitIn({ opaque }: Shape, keyword: 'minContains' | 'maxContains'): number | null {
  const stated = (opaque.get(keyword) ?? [])
    .map(({ value }) => value)
    .filter((value) => typeof value === 'number');
  if (stated.length === 0) return null;
  return keyword === 'minContains' ? Math.max(...stated) : Math.min(...stated);
}

function textIn({ opaque }: Shape, keyword: string): string | undefined {
  const stated = (opaque.get(keyword) ?? [])
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string');
  return stated.sort()[0];
}
