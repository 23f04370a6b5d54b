import { isObject, type Json, type JsonObject } from '../json.ts';
import { type PathStep, readRulePath } from './rule-path.ts';
import type { PactField } from './types.ts';

/** What a matching rule asks for. */
export interface Matcher {
  match: PactField['match'];
  regex: string | null;
  /** False: holds for its own place only. */
  cascades: boolean;
  /** True: the object there is a map; its keys are not names of fields. */
  map: boolean;
  /** Rules it carries for places below it, by path from its own place. */
  below: { path: PathStep[]; rule: JsonObject }[];
}

/** Strictest first: where several rules must all hold, the first of these is in force. */
const STRICTEST: PactField['match'][] = [
  'equality',
  'null',
  'regex',
  'include',
  'integer',
  'decimal',
  'number',
  'boolean',
  'other',
  'type',
];

/**
 * Reads one rule: a bare matcher (specification 2) or `{ matchers: [...], combine }` (3 and 4).
 * Of several matchers one is given: the strictest where all must hold, the loosest where any may.
 *
 * @returns one matcher, or none where nothing is asked.
 */
export function readMatchers(raw: JsonObject): Matcher[] {
  const list = Array.isArray(raw.matchers) ? raw.matchers : [raw];
  const matchers = list.filter(isObject).map(readMatcher);
  const ordered = matchers.toSorted((a, b) => STRICTEST.indexOf(a.match) - STRICTEST.indexOf(b.match));
  const chosen = String(raw.combine).toUpperCase() === 'OR' ? ordered.at(-1) : ordered[0];
  if (!chosen) return [];
  return [
    {
      ...chosen,
      map: matchers.some((matcher) => matcher.map),
      below: matchers.flatMap((matcher) => matcher.below),
    },
  ];
}

function readMatcher(raw: JsonObject): Matcher {
  const name = String(raw.match ?? implied(raw));
  const regex = typeof raw.regex === 'string' ? raw.regex : null;
  const map = name === 'values' || name === 'eachKey' || name === 'eachValue';
  return {
    match: kindOf(name, regex),
    regex: name === 'regex' ? regex : null,
    cascades: !map && name !== 'arrayContains',
    map,
    below: [...eachValue(name, raw.rules), ...variants(name, raw.variants)],
  };
}

/** Specification 2 may leave `match` out: `{ min: 1 }`, `{ regex: "…" }`, `{ timestamp: "…" }`. */
function implied(raw: JsonObject): string {
  if ('regex' in raw) return 'regex';
  return 'min' in raw || 'max' in raw ? 'type' : 'other';
}

function kindOf(name: string, regex: string | null): PactField['match'] {
  if (name === 'regex') return regex === null ? 'other' : 'regex';
  if (name === 'values') return 'type';
  return STRICTEST.find((kind) => kind === name) ?? 'other';
}

function eachValue(name: string, rules: Json | undefined): Matcher['below'] {
  if (name !== 'eachValue' || !Array.isArray(rules)) return [];
  return [{ path: [{ kind: 'any' }], rule: { matchers: rules } }];
}

function variants(name: string, list: Json | undefined): Matcher['below'] {
  if (name !== 'arrayContains' || !Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((variant, position) => {
    const index = typeof variant.index === 'number' ? variant.index : position;
    const rules = isObject(variant.rules) ? variant.rules : {};
    const inside = isObject(rules.body) ? rules.body : rules;
    return Object.entries(inside).flatMap(([text, rule]) => {
      const path = readRulePath(text);
      return path && isObject(rule) ? [{ path: [{ kind: 'index' as const, index }, ...path], rule }] : [];
    });
  });
}
