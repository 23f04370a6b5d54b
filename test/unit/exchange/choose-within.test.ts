import { describe, expect, it } from 'vitest';
import { type Candidate, chooseWithin } from '../../../src/core/exchange/choose-within.ts';

const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  cost: 1,
  risk: 0,
  verified: '2026-11-20T00:00:00.000Z',
  held: true,
  ...more,
});

describe('what goes first within so many calls', () => {
  it.each<[string, Partial<Candidate>[], number, number[]]>([
    ['all that fit', [{}, {}], 5, [0, 1]],
    ['in the order given', [{}, {}, {}], 2, [0, 1]],
    ['verified longest ago', [{}, { verified: '2026-11-01T00:00:00.000Z' }, {}], 1, [1]],
    ['never verified', [{ verified: '2026-11-01T00:00:00.000Z' }, { verified: null }], 1, [1]],
    ['riskiest of one age', [{ risk: 1 }, { risk: 1000 }, { risk: 10 }], 2, [1, 2]],
    ['age before risk', [{ risk: 1000 }, { verified: null }], 1, [1]],
    ['what did not hold', [{ verified: null }, { held: false }, {}], 2, [1, 0]],
    [
      'half for what did not hold, where others wait',
      [...Array(4).fill({ held: false }), {}, {}, {}],
      4,
      [0, 1, 4, 5],
    ],
    ['all for what did not hold, where none waits', Array(3).fill({ held: false }), 2, [0, 1]],
    ['what is left over for what did not hold', [{ held: false }, { held: false }, {}], 3, [0, 2, 1]],
    ['what costs less than the rest of the calls', [{ cost: 2 }, { cost: 5 }, { cost: 2 }], 4, [0, 2]],
    ['at least one', [{ cost: 9 }, { cost: 9, verified: null }], 3, [1]],
    ['none without a call', [{}], 0, []],
  ])('%s', (_, parts, calls, expected) => {
    expect(chooseWithin(parts.map(candidate), calls)).toEqual(expected);
  });

  it('comes to everything in turn, also where something never holds', () => {
    const all = Array.from({ length: 20 }, (_, n) =>
      candidate({ verified: null, held: n !== 3, cost: 1 + (n % 3) }),
    );
    const seen = new Set<number>();
    for (let look = 0; look < 12; look++) {
      for (const at of chooseWithin(all, 6)) {
        seen.add(at);
        const one = all[at] as Candidate;
        one.verified = new Date(Date.UTC(2026, 10, 1 + look)).toISOString();
      }
    }
    expect(seen.size).toBe(20);
  });
});
