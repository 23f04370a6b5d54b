import { describe, expect, it } from 'vitest';
import { captureFrom, fillIn, fillInPath, fitsWhere } from '../../../src/adapters/pact/recipe-values.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

const NAME = `\${n}`;
const KNOWN: JsonObject = {
  n: 5,
  s: 'a/b',
  yes: true,
  none: null,
  list: [1],
  'odd name': 'x',
  next: '/p?q=1',
};

describe('filling in a recipe', () => {
  it.each<[Json, Json]>([
    [`\${n}`, 5],
    [`\${yes}`, true],
    [`\${none}`, null],
    [`\${list}`, [1]],
    [`\${odd name}`, 'x'],
    [`n=\${n} s=\${s} \${list}`, 'n=5 s=a/b [1]'],
    [
      { a: [`\${n}`, 1], [NAME]: `\${s}` },
      { a: [5, 1], [NAME]: 'a/b' },
    ],
    ['no $ {n} {n} $n', 'no $ {n} {n} $n'],
    [7, 7],
    [null, null],
  ])('makes %j to %j', (value, expected) => {
    expect(fillIn(value, KNOWN)).toEqual(expected);
  });

  it.each([`\${other}`, `a \${toString}`, `\${__proto__}`])('knows nothing as %s', (value) => {
    expect(() => fillIn(value, KNOWN)).toThrow('nothing is known as');
  });

  it.each([
    [`/x/\${s}?a=\${n}&b=\${s}`, '/x/a%2Fb', 'a=5&b=a%2Fb'],
    [`\${next}`, '/p', 'q=1'],
    ['/x', '/x', ''],
  ])('makes the path %s to %s and %s', (path, expected, query) => {
    expect(fillInPath(path, KNOWN)).toEqual({ path: expected, query });
  });
});

describe('what an answer has', () => {
  const answer: Json = { data: [{ id: 1, tags: ['x', { y: null }] }], 'a/b': 's' };

  it.each<[JsonObject, boolean]>([
    [{}, true],
    [{ '/data/0/id': 1 }, true],
    [{ '/data/0/id': '1' }, false],
    [{ '/data/0/id': 1, '/data/1/id': 2 }, false],
    [{ '/data/0/tags': ['x', { y: null }] }, true],
    [{ '/data/0/tags': ['x', { y: null, z: 1 }] }, false],
    [{ '/data/0/tags': ['x'] }, false],
    [{ '/a~1b': `\${word}` }, true],
    [{ '': answer }, true],
  ])('fits %j: %s', (where, fits) => {
    expect(fitsWhere(answer, where, { word: 's' })).toBe(fits);
  });

  it('is captured by pointer', () => {
    expect(captureFrom(answer, { id: '/data/0/id', word: '/a~1b' })).toEqual({ id: 1, word: 's' });
    expect(() => captureFrom(answer, { id: '/data/1/id' })).toThrow('/data/1/id');
    expect(() => captureFrom(undefined, { id: '/id' })).toThrow('/id');
    expect(fitsWhere(undefined, { '/id': 1 }, {})).toBe(false);
  });
});
