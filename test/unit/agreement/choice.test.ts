import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../src/core/agreement/choice.ts';

describe('what is typed at a numbered list', () => {
  it.each([
    ['3', [3]],
    ['1 3-5, 8', [1, 3, 4, 5, 8]],
    ['5-3', [3, 4, 5]],
    ['1,1 1..2', [1, 2]],
    ['10', [10]],
  ])('%s is numbers', (line, numbers) => {
    expect(readChoice(line, 10)).toEqual({ kind: 'numbers', numbers });
  });

  it.each([
    ['refund', ['refund']],
    ['GET /Charges', ['get', '/charges']],
    ['3 refunds', ['3', 'refunds']],
    ['-3', ['-3']],
    ['1e3', ['1e3']],
  ])('%s is words', (line, words) => {
    expect(readChoice(line, 10)).toEqual({ kind: 'words', words });
  });

  it.each(['', '  ', ' , ;'])('nothing ends it: "%s"', (line) => {
    expect(readChoice(line, 10)).toEqual({ kind: 'done' });
  });

  it.each([
    ['0', 0],
    ['11', 11],
    ['2-999999', 999_999],
  ])('%s is out of range', (line, number) => {
    expect(readChoice(line, 10)).toEqual({ kind: 'out-of-range', number });
  });

  it('does not make a list of any length of a range', () => {
    expect(readChoice('1-900000', 900_000)).toEqual({ kind: 'out-of-range', number: 900_000 });
  });
});
