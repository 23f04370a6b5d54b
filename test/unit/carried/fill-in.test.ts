import { describe, expect, it } from 'vitest';
import {
  captureFrom,
  fillIn,
  fillInPath,
  firstFitting,
  fitsWhere,
} from '../../../src/core/carried/fill-in.ts';
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

describe('a path', () => {
  it.each<[string, Json]>([
    [`/items/\${id}`, '..'],
    [`/items/\${id}`, '.'],
    [`/items/\${id}`, ''],
    [`/items/x\${id}`, ''],
    [`/items/.\${id}`, '.'],
    [`/items/\${id}/close`, '..'],
    [`\${id}`, '//evil.example/x'],
    [`\${id}`, '/\\\\evil.example'],
    [`\${id}`, 'https://evil.example/'],
    [`\${id}`, '/items/%2e%2e/customers'],
  ])('%s is not called with %j', (path, id) => {
    expect(() => fillInPath(path, { id })).toThrow(/^(a value|the path)/);
  });

  it('keeps a value within its segment', () => {
    expect(fillInPath(`/items/\${id}?q=\${id}`, { id: 'a/b?c#d' })).toEqual({
      path: '/items/a%2Fb%3Fc%23d',
      query: 'q=a%2Fb%3Fc%23d',
    });
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

  it.each<[Json, string]>([
    [{ id: 1 }, 'an object'],
    [[1], 'a list'],
    [null, 'null'],
    ['', 'empty'],
    ['x'.repeat(1_025), 'longer than 1024 characters'],
    ['a/../b', 'a text that leads to another path'],
    ['a\u0000', 'a text with control characters'],
    [2 ** 53, 'a number too large to be exact'],
  ])('is not captured where it is %j', (id, why) => {
    expect(() => captureFrom({ id }, { id: '/id' })).toThrow(
      `/id of the answer is not used as \${id}: it is ${why}`,
    );
  });

  it.each<Json>(['ch_1', 'a/b', 'a..b', '...', 'ö 1', 0, -1.5, 1.5e9, false, 'x'.repeat(1_024)])(
    'is captured where it is %j',
    (id) => {
      expect(captureFrom({ id }, { id: '/id' })).toEqual({ id });
    },
  );

  it('is the first element that fits, of an array', () => {
    const items: Json = {
      data: [
        { id: 1, a: 'x' },
        { id: 2, a: 'y' },
        { id: 3, a: 'y' },
      ],
    };
    const step = { each: '/data', where: { '/a': `\${word}` } };
    expect(firstFitting(items, step, { word: 'y' })).toEqual({ value: { id: 2, a: 'y' } });
    expect(firstFitting(items, step, { word: 'z' })).toBeNull();
    expect(firstFitting({ data: { id: 1, a: 'y' } }, step, { word: 'y' })).toBeNull();
    expect(firstFitting(items, { each: null, where: { '/data/1/a': 'y' } }, {})).toEqual({ value: items });
  });
});
