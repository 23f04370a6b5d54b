import { describe, expect, it } from 'vitest';
import { textsOf } from '../../../../src/core/openapi/witness/pattern-texts.ts';

const PATTERNS = [
  '^[a-z]{2,4}$',
  '^(red|green|blue)$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{11,30}$',
  '^(?:0|[1-9][0-9]*)(?<part>\\.[0-9]{1,2})?$',
  '[^\\s,]+@[^\\s,]+',
  '^\\p{L}+$',
  '^\\u0041\\x42\\/\\.$',
  '^(?!https)[a-z:/]{3,20}$',
  '^(?=.*[A-Z])(?=.*\\d).{3,8}$',
  'a|b',
];

describe('texts of a pattern', () => {
  it.each(PATTERNS)('%s finds itself in each of them', (pattern) => {
    const texts = [...textsOf(pattern, 0)];
    expect(texts.length).toBeGreaterThan(0);
    // Harmless here: the patterns are ours.
    const own = new RegExp(pattern, 'u');
    expect(texts.filter((text) => !own.test(text))).toEqual([]);
  });

  it('are as long as asked for where the counts allow it', () => {
    expect([...textsOf('^[a-z]+$', 40)].some((text) => text.length >= 40)).toBe(true);
    expect([...textsOf('^[a-z]{3}$', 40)].every((text) => text.length === 3)).toBe(true);
  });

  it.each(['(a)\\1', 'a(?=b)c', '[', '(', 'a{100000}'])('are none for %s', (pattern) => {
    expect([...textsOf(pattern, 0)]).toEqual([]);
  });
});
