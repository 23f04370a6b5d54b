import { isObject, type Json, type JsonObject } from '../json.ts';
import { type PathStep, readRulePath } from './rule-path.ts';
import type { MatcherAsks, PactField } from './types.ts';

/** What a matching rule asks for. */
export interface Matcher {
  match: PactField['match'];
  regex: string | null;
  /** Its arguments, where it has any. */
  asks?: MatcherAsks;
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
  'semver',
  'date',
  'time',
  'datetime',
  'statusCode',
  'include',
  'integer',
  'decimal',
  'number',
  'boolean',
  'arrayContains',
  'other',
  'type',
  // It takes any type: where a rule for the type stands beside it, that one says more.
  'notEmpty',
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
  const asks = asksOf(name, raw);
  return {
    match: kindOf(name, regex),
    regex: name === 'regex' ? regex : null,
    ...(asks ? { asks } : {}),
    cascades: !map && name !== 'arrayContains',
    map,
    below: [...eachValue(name, raw.rules), ...variants(name, raw.variants)],
  };
}

const FORMATS = { date: 'yyyy-MM-dd', time: 'HH:mm:ss', datetime: "yyyy-MM-dd'T'HH:mm:ssXXX" };

function asksOf(name: string, raw: JsonObject): MatcherAsks | null {
  const kind = kindOf(name, null);
  if (kind === 'date' || kind === 'time' || kind === 'datetime')
    return { text: textOf(raw.format ?? raw[name] ?? raw.timestamp) ?? FORMATS[kind] };
  if (kind === 'include') return { text: textOf(raw.value) ?? '' };
  if (kind === 'statusCode') {
    const codes = Array.isArray(raw.status) ? raw.status.filter((one) => typeof one === 'number') : null;
    return codes ? { codes } : { text: textOf(raw.status) ?? '' };
  }
  const bounds = {
    ...(typeof raw.min === 'number' ? { min: raw.min } : {}),
    ...(typeof raw.max === 'number' ? { max: raw.max } : {}),
  };
  return Object.keys(bounds).length > 0 ? bounds : null;
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Specification 2 may leave `match` out: `{ min: 1 }`, `{ regex: "…" }`, `{ timestamp: "…" }`. */
function implied(raw: JsonObject): string {
  if ('regex' in raw) return 'regex';
  const timed = ['timestamp', 'datetime', 'date', 'time'].find((name) => name in raw);
  if (timed !== undefined) return timed;
  return 'min' in raw || 'max' in raw ? 'type' : 'other';
}

function kindOf(name: string, regex: string | null): PactField['match'] {
  if (name === 'regex') return regex === null ? 'other' : 'regex';
  if (name === 'values' || name === 'eachKey' || name === 'eachValue') return 'type';
  if (name === 'timestamp') return 'datetime';
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
