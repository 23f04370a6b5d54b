import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeComing } from '../../../src/core/coming/merge.ts';
import { recordOf } from '../../../src/core/coming/record.ts';
import { type ComingSource, type Estimate, KNOWN_BY } from '../../../src/core/coming/types.ts';
import { daysAfter, daysBetween, isLate } from '../../../src/core/drift/calendar.ts';
import { aSource, NOW } from './coming-world.ts';

const agreement = {
  migrationDays: 14,
  changeFreeze: [{ from: '2026-12-20', to: '2027-01-04', why: null }],
  noticeDays: { breaking: 90, warning: 30 },
};
const day = fc.integer({ min: -60, max: 400 }).map((days) => daysAfter(NOW, days));
const estimate: fc.Arbitrary<Estimate> = fc.integer({ min: 1, max: 40 }).map((days) => ({
  on: daysAfter(NOW, days),
  earliest: daysAfter(NOW, days - 1),
  latest: daysAfter(NOW, days + 3),
  daysLeft: days,
  medianDays: 9,
  cases: 3,
}));
const source: fc.Arbitrary<ComingSource> = fc
  .record({
    known: fc.constantFrom(...KNOWN_BY),
    environment: fc.constantFrom('sandbox', 'production', null),
    says: fc.constantFrom('ends' as const, 'deprecated' as const, 'changes' as const),
    on: fc.option(day),
    since: fc.option(fc.integer({ min: -90, max: 0 }).map((days) => daysAfter(NOW, days))),
    level: fc.constantFrom('breaking' as const, 'warning' as const, null),
    driftKey: fc.constantFrom('d1', 'd2', null),
    change: fc.constantFrom('ACME-PAY-1', 'ACME-PAY-2', null),
  })
  .map((change) => aSource(change));
const record = fc
  .tuple(fc.constantFrom('GET /a operation', 'GET /b operation'), source, fc.option(estimate))
  .map(([subject, one, guess]) => recordOf(subject, one, { now: NOW, agreement }, guess));
const records = fc.array(record, { minLength: 1, maxLength: 8 });

describe('merging what is coming', () => {
  it('does not depend on the order, nor on what was merged before', () => {
    fc.assert(
      fc.property(records, fc.nat(), (all, cut) => {
        const merged = mergeComing(all, NOW);
        const at = cut % (all.length + 1);
        const halves = [...mergeComing(all.slice(at), NOW), ...mergeComing(all.slice(0, at), NOW)];
        expect(mergeComing(all.toReversed(), NOW)).toEqual(merged);
        expect(mergeComing(merged, NOW)).toEqual(merged);
        expect(mergeComing([...merged, ...merged], NOW)).toEqual(merged);
        expect(mergeComing(halves, NOW)).toEqual(merged);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps one record for each subject, with every source', () => {
    fc.assert(
      fc.property(records, (all) => {
        const merged = mergeComing(all, NOW);
        const subjects = merged.map(({ subject }) => subject);
        expect(new Set(subjects)).toEqual(new Set(all.map(({ subject }) => subject)));
        expect(subjects).toHaveLength(new Set(subjects).size);
        for (const one of all) {
          const home = merged.find(({ subject }) => subject === one.subject);
          expect(home?.sources).toContainEqual(one.sources[0]);
        }
      }),
    );
  });

  it('gives exactly the days to the nearest date that somebody gave, and never lets an estimate be late', () => {
    fc.assert(
      fc.property(records, (all) => {
        for (const one of mergeComing(all, NOW)) {
          const given = one.sources.flatMap(({ says, on }) => (says !== 'deprecated' && on ? [on] : []));
          const ahead = given.filter((on) => on >= NOW.slice(0, 10)).sort();
          expect(one.on).toBe(ahead[0] ?? given.sort().at(-1) ?? null);
          expect(one.daysLeft).toBe(one.on === null ? null : daysBetween(NOW, one.on));
          expect(one.late).toBe(one.on !== null && isLate(NOW, one.on, agreement));
          if (one.on === null) expect(one.notice).toMatchObject({ given: null, short: false });
          const { agreed, given: days, short } = one.notice;
          expect(short).toBe(agreed !== null && days !== null && days < agreed);
        }
      }),
    );
  });
});
