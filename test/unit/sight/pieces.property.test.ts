import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sightAt } from '../../../src/core/sight/at.ts';
import { overlaid, piecesOf, spentIn } from '../../../src/core/sight/pieces.ts';
import { inOrder } from '../../../src/core/sight/runs.ts';
import { lengthOf, union, without } from '../../../src/core/sight/spans.ts';
import { troublesOf } from '../../../src/core/sight/trouble.ts';
import type { LookRun, Piece, SightRow, SightSource, Span } from '../../../src/core/sight/types.ts';

const time = fc.integer({ min: 0, max: 1000 });
const look: fc.Arbitrary<LookRun> = fc
  .record({
    from: time,
    length: fc.integer({ min: 0, max: 200 }),
    n: fc.integer({ min: 1, max: 6 }),
    showed: fc.constantFrom('well', 'coming', 'suspected', 'trouble', 'not-verified'),
  })
  .map(({ from, length, n, showed }) => ({
    from,
    to: n > 1 ? from + length : from,
    n,
    showed: showed as LookRun['showed'],
    note: null,
  }));
const looks = fc.array(look, { maxLength: 12 });
const period: fc.Arbitrary<Span> = fc
  .tuple(time, fc.integer({ min: 1, max: 600 }))
  .map(([from, length]) => ({ from, to: from + length }));
const age = fc.integer({ min: 1, max: 400 });
const spans = fc.array(
  fc.tuple(time, time).map(([from, to]) => ({ from, to })),
  { maxLength: 8 },
);

function expectCovered(pieces: readonly Piece[], { from, to }: Span): void {
  expect(pieces[0]?.from).toBe(from);
  expect(pieces.at(-1)?.to).toBe(to);
  for (const [index, piece] of pieces.entries()) {
    expect(piece.from).toBeLessThan(piece.to);
    if (index > 0) expect(piece.from).toBe(pieces[index - 1]?.to);
  }
}

describe('pieces of time', () => {
  it('cover the period exactly once, and their lengths add up to it', () => {
    fc.assert(
      fc.property(looks, period, age, (some, whole, maxAge) => {
        const pieces = piecesOf(inOrder(some, maxAge), whole, maxAge);
        expectCovered(pieces, whole);
        const sum = Object.values(spentIn(pieces)).reduce((all, ms) => all + ms, 0);
        expect(sum).toBe(whole.to - whole.from);
      }),
      { numRuns: 1000 },
    );
  });

  it('cover it once too where several places are laid over one another, and show the most of them', () => {
    fc.assert(
      fc.property(looks, looks, period, age, (some, others, whole, maxAge) => {
        const parts = [some, others].map((list) => piecesOf(inOrder(list, maxAge), whole, maxAge));
        const both = overlaid(parts);
        expectCovered(both, whole);
        const trouble = (pieces: readonly Piece[]) => pieces.filter(({ state }) => state === 'trouble');
        expect(union(trouble(both))).toEqual(
          union(parts.flatMap(trouble)).map(({ from, to }) => expect.objectContaining({ from, to })),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('say at each instant what the period says there', () => {
    fc.assert(
      fc.property(
        looks,
        period,
        age,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (some, whole, maxAge, share) => {
          const ordered = inOrder(some, maxAge);
          const at = Math.floor(whole.from + share * (whole.to - whole.from - 1)) + 0.5;
          const piece = piecesOf(ordered, whole, maxAge).find(({ from, to }) => from <= at && at < to);
          const source: SightSource = {
            kind: 'live',
            party: 'ours',
            of: 'p',
            parts: [ordered],
            maxAgeMs: maxAge,
            evidence: true,
          };
          expect(sightAt(source, at).state).toBe(piece?.state);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never show a look that is older than max-age', () => {
    fc.assert(
      fc.property(looks, period, age, (some, whole, maxAge) => {
        const ordered = inOrder(some, maxAge);
        for (const { from, to, state } of piecesOf(ordered, whole, maxAge)) {
          const [begin, end] = [from, to - 1].map((at) => ordered.findLast((one) => one.from <= at));
          const isOld = (at: number, one: LookRun | undefined) => !one || at - one.to >= maxAge;
          expect(isOld(from, begin)).toBe(state === 'not-seen');
          expect(isOld(to - 1, end)).toBe(state === 'not-seen');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('spans', () => {
  it('without some and within them add up to the whole', () => {
    fc.assert(
      fc.property(spans, period, (some, whole) => {
        const left = without(whole, some);
        const taken = without(whole, left);
        expect(lengthOf(left) + lengthOf(taken)).toBe(whole.to - whole.from);
        for (const span of left)
          for (const other of some.filter(({ from, to }) => from < to))
            expect(span.to <= other.from || other.to <= span.from).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('trouble', () => {
  const shows = ({ shown }: Piece) => shown === 'trouble' || shown === 'suspected';

  it('holds the time in which nobody could see it, which no source shows', () => {
    fc.assert(
      fc.property(fc.array(looks, { minLength: 1, maxLength: 4 }), period, age, (lists, whole, maxAge) => {
        const kinds = ['live', 'people', 'status-page', 'documents'] as const;
        const sources = lists.map((list, index): SightSource => {
          const kind = kinds[index] ?? 'live';
          const told = inOrder(list, maxAge).map((one) =>
            one.showed === 'trouble' && kind === 'status-page' ? { ...one, known: one.from - 30 } : one,
          );
          return {
            kind,
            party: 'ours',
            of: null,
            parts: [told],
            maxAgeMs: maxAge,
            evidence: kind !== 'documents',
          };
        });
        const rows = sources.map(({ kind, party, of, parts }): SightRow => {
          const pieces = piecesOf(parts[0] ?? [], whole, maxAge);
          return { kind, party, of, pieces, spent: spentIn(pieces) };
        });
        const seen = rows.flatMap(({ pieces }) => pieces.filter(shows));
        let until = Number.NEGATIVE_INFINITY;
        for (const one of troublesOf(sources, rows, whole, shows)) {
          expect(one.from).toBeLessThanOrEqual(one.to);
          expect(one.from).toBeGreaterThan(until - 1e9);
          until = one.to;
          for (const span of [...one.nobody, ...one.peopleOnly]) {
            expect(span.from).toBeGreaterThanOrEqual(Math.max(one.from, whole.from));
            expect(span.to).toBeLessThanOrEqual(Math.min(one.to, whole.to));
          }
          for (const span of one.nobodyAtMost)
            expect(seen.some(({ from, to }) => from < span.to && span.from < to)).toBe(false);
          expect(lengthOf(one.nobody)).toBeLessThanOrEqual(lengthOf(one.nobodyAtMost));
          expect(lengthOf(one.nobody) + lengthOf(one.peopleOnly)).toBeLessThanOrEqual(one.to - one.from);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
