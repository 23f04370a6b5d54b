import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { readMatchingRules } from '../../../src/core/pact/matching-rules.ts';
import { type Place, ruleInForce } from '../../../src/core/pact/rule-in-force.ts';
import { readRulePath } from '../../../src/core/pact/rule-path.ts';

const rule = (match: string): JsonObject => ({ matchers: [{ match }] });

function inForce(body: JsonObject, place: Place) {
  return ruleInForce(readMatchingRules({ body }).body, place)?.match ?? null;
}

describe('ruleInForce', () => {
  it.each<[string, JsonObject, Place, string | null]>([
    ['nothing', {}, ['a'], null],
    ['a rule above', { $: rule('type') }, ['a', 0, 'b'], 'type'],
    ['the longer path', { '$.a': rule('type'), '$.a.b': rule('integer') }, ['a', 'b'], 'integer'],
    ['the exact step', { '$.a[*]': rule('type'), '$.a[0]': rule('integer') }, ['a', 0], 'integer'],
    ['the name before any', { '$.*': rule('type'), '$.a': rule('number') }, ['a'], 'number'],
    ['not a sibling', { '$.a.b': rule('type') }, ['a', 'c'], null],
    ['not what is below', { '$.a.b': rule('type') }, ['a'], null],
    ['an index is not a name', { '$.a[0]': rule('type') }, ['a', '0'], null],
    ['values stay at their place', { '$.a': rule('values') }, ['a', 'x'], null],
    ['the last of equals', { '$.a': rule('type'), "$['a']": rule('integer') }, ['a'], 'integer'],
  ])('%s', (_name, body, place, expected) => {
    expect(inForce(body, place)).toBe(expected);
  });
});

describe('readRulePath', () => {
  it.each([
    ['$', []],
    ['', []],
    ['$.a', ['a']],
    ['a[1]', ['a', 1]],
    ["$['a b'][\"c'd\"]", ['a b', "c'd"]],
    ["$['it\\'s']", ["it's"]],
    ['$.a[*].*', ['a', null, null]],
    ['$.a-b.@id', ['a-b', '@id']],
  ])('%s', (text, expected) => {
    const steps = readRulePath(text)?.map((step) =>
      step.kind === 'name' ? step.name : step.kind === 'index' ? step.index : null,
    );
    expect(steps).toEqual(expected);
  });

  it.each(['$.', '$..a', '$[?(@.a)]', "$['a"])('%s is no path of a rule', (text) => {
    expect(readRulePath(text)).toBe(null);
  });
});
