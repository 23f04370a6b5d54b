import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Matcher, readMatchers } from './matcher.ts';
import { type PathStep, readRulePath } from './rule-path.ts';

/** A matching rule and the place it is written for. */
export interface FieldRule extends Matcher {
  path: PathStep[];
}

/** The matching rules of one message, whichever specification they were written in. */
export interface MessageRules {
  body: FieldRule[];
  /** First step of each path is the header's or parameter's name; header names are lower case. Of a message: its metadata. */
  header: FieldRule[];
  query: FieldRule[];
  path: FieldRule[];
  status: FieldRule[];
}

type Category = keyof MessageRules;

/**
 * Reads `matchingRules`: flat keys of specification 2 (`$.body.items[0].id`), grouped ones of 3 and 4
 * (`{ body: { "$.items[0].id": { matchers, combine } } }`), in the same map if need be.
 * What is no rule is passed over, so that a newer kind never makes a pact unreadable.
 */
export function readMatchingRules(raw: Json | undefined): MessageRules {
  const rules: MessageRules = { body: [], header: [], query: [], path: [], status: [] };
  if (!isObject(raw)) return rules;
  for (const [key, value] of Object.entries(raw)) {
    if (key.startsWith('$')) {
      const [first, ...path] = readRulePath(key) ?? [];
      const category = first?.kind === 'name' ? categoryOf(first.name) : null;
      if (category && isObject(value)) rules[category].push(...rulesAt(category, path, value));
      continue;
    }
    const category = categoryOf(key);
    if (category && isObject(value)) rules[category].push(...grouped(category, value));
  }
  return rules;
}

function grouped(category: Category, group: JsonObject): FieldRule[] {
  if (Array.isArray(group.matchers)) return rulesAt(category, [], group);
  return Object.entries(group).flatMap(([name, rule]) => {
    const path = pathOf(category, name);
    return path && isObject(rule) ? rulesAt(category, path, rule) : [];
  });
}

/** Header and parameter names stand there plain (`X-Trace.Id`), or as a path (`$.q[0]`, `q[0]`). */
function pathOf(category: Category, name: string): PathStep[] | null {
  if (category === 'body' || name === '' || name.startsWith('$')) return readRulePath(name);
  const element = /^(.*?)(\[(?:\d+|\*)\])?$/.exec(name);
  const rest = element?.[2] ? readRulePath(`$${element[2]}`) : [];
  return [{ kind: 'name', name: element?.[1] ?? name }, ...(rest ?? [])];
}

function rulesAt(category: Category, path: PathStep[], raw: JsonObject): FieldRule[] {
  const at = category === 'header' ? path.map(lowerCase) : path;
  return readMatchers(raw).flatMap((matcher) => [
    { ...matcher, path: at },
    ...matcher.below.flatMap((inner) => rulesAt(category, [...at, ...inner.path], inner.rule)),
  ]);
}

function lowerCase(step: PathStep): PathStep {
  return step.kind === 'name' ? { kind: 'name', name: step.name.toLowerCase() } : step;
}

function categoryOf(name: string): Category | null {
  if (name === 'headers' || name === 'header') return 'header';
  if (name === 'metadata' || name === 'metaData') return 'header';
  return name === 'body' || name === 'query' || name === 'path' || name === 'status' ? name : null;
}
