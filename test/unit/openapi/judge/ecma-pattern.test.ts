import { describe, expect, it } from 'vitest';
import { linearPattern } from '../../../../src/core/openapi/judge/linear-pattern.ts';

const CHARACTERS = [
  ...Array.from({ length: 0x3100 }, (_, code) => String.fromCharCode(code)),
  ...[0xfeff, 0xff01, 0xffff, 0x1f600].map((code) => String.fromCodePoint(code)),
];

describe('a pattern of a document', () => {
  it.each([
    '\\s',
    '\\S',
    '.',
    '^.$',
    '[.]',
    '\\.',
    '[\\s]',
    '[^\\s]',
    '[\\S]',
    '[^\\S]',
    '[a\\sb]',
    '[\\S\\d]',
    '\\w',
    '[^\\w]',
    '\\d',
  ])('finds the characters that ECMA-262 finds: %s', (pattern) => {
    const linear = linearPattern(pattern);
    const native = new RegExp(pattern, 'u');

    const otherwise = CHARACTERS.filter((one) => linear?.test(one) !== native.test(one));

    expect(otherwise).toEqual([]);
  });

  it.each([
    ['^\\p{Letter}cole$', 'École', true],
    ['^\\p{Lowercase_Letter}+$', 'École', false],
    ['^\\P{Letter}$', '4', true],
    ['^\\p{digit}+$', '৪২', true],
    ['^\\p{General_Category=Decimal_Number}+$', '42', true],
    ['^\\p{Script=Greek}+$', 'λόγος', true],
    ['^[\\p{Letter}\\s]+$', 'deux mots', true],
  ])('knows properties of Unicode by their long names: %s of %s', (pattern, text, found) => {
    expect(linearPattern(pattern)?.test(text)).toBe(found);
  });
});
