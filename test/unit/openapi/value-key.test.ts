import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { valueKey } from '../../../src/core/openapi/diff/schema/value-key.ts';

describe('what tells values apart', () => {
  it.each<[Json, Json]>([
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [1, 1.0],
    [[], []],
  ])('%j is %j', (one, other) => {
    expect(valueKey(one)).toBe(valueKey(other));
  });

  it('tells all these from each other, whatever a text says', () => {
    const values: Json[] = [
      null,
      'null',
      '\u0000null',
      true,
      'true',
      1,
      '1',
      '"1"',
      '',
      [],
      {},
      [1],
      '[1]',
      '\u0000[1]',
      { a: 1 },
      '\u0000{"a":1}',
      '\u0000"a"',
      'a',
    ];
    expect(new Set(values.map(valueKey)).size).toBe(values.length);
  });
});
