import { parseSubject } from '../drift/subject.ts';
import type { FactorEvidence, FactorInput, FactorRule } from './types.ts';

const DAY_MS = 86_400_000;

/** Every factor that is looked for. People's are for our side alone. */
export const FACTOR_RULES: readonly FactorRule[] = [
  {
    id: 'answers-before-document',
    kind: 'technology',
    find: (input) =>
      ofDrifts(input, ({ cell }) => ['undocumented-change', 'live-change', 'diverged'].includes(cell)),
    says: 'The answers changed and the document did not say so.',
    earlier: 'A comparison of answers and document with each release, on either side.',
  },
  {
    id: 'sandbox-was-ahead',
    kind: 'technology',
    find: ({ agreement, confirmed }) => {
      for (const { name, aheadOf } of agreement.environments) {
        const first = confirmed.get(name);
        const then = aheadOf === null ? undefined : confirmed.get(aheadOf);
        if (first === undefined || then === undefined || then <= first) continue;
        return {
          evidence: [{ of: 'environment', ref: name, dates: [first, then] }],
          days: daysOf(first, then),
        };
      }
      return null;
    },
    says: 'The sandbox showed it before production did.',
    earlier:
      'A look at the sandbox showed it {days} days before; what follows from it can begin on that day.',
  },
  {
    id: 'looks-far-apart',
    kind: 'process',
    find: ({ agreement, change }) => {
      const { schedule } = agreement;
      if (!('everyMs' in schedule) || schedule.everyMs < DAY_MS) return null;
      return {
        evidence: [{ of: 'agreement', ref: 'schedule', dates: [change.openedAt] }],
        days: schedule.everyMs / DAY_MS,
      };
    },
    says: 'Looks were a day or more apart.',
    earlier: 'A look each hour would have shown it up to {days} days before.',
  },
  {
    id: 'notice-shorter-than-agreed',
    kind: 'process',
    find: ({ agreement, change, drifts }) => {
      const agreed = agreement.noticeDays.breaking;
      const on = drifts.flatMap(({ coming }) => coming?.on ?? []).toSorted()[0];
      if (agreed === null || !drifts.some(({ level }) => level === 'breaking')) return null;
      const given = on === undefined ? 0 : Math.max(0, daysOf(change.openedAt, on));
      if (given >= agreed) return null;
      const dates = [change.openedAt, ...(on === undefined ? [] : [on])];
      return { evidence: [{ of: 'change', ref: change.ref, dates }], days: agreed - given };
    },
    says: 'The notice was shorter than the one agreed.',
    earlier: 'A date in the document or in a header {days} days sooner.',
  },
  {
    id: 'no-notice-agreed',
    kind: 'policy',
    find: ({ agreement, drifts }) =>
      agreement.noticeDays.breaking === null && drifts.some(({ level }) => level === 'breaking')
        ? { evidence: [{ of: 'agreement', ref: 'notice-days', dates: [] }] }
        : null,
    says: 'No notice is agreed for such a change.',
    earlier: 'Notice days in the agreement, so that a date comes with the change.',
  },
  {
    id: 'freeze-in-the-way',
    kind: 'policy',
    find: ({ agreement, change }) => {
      const freeze = agreement.changeFreeze.find(({ to }) => daysOf(change.openedAt, to) >= 0);
      const near = freeze && daysOf(change.openedAt, freeze.from) <= (agreement.migrationDays ?? 0);
      return near
        ? { evidence: [{ of: 'agreement', ref: 'change-freeze', dates: [freeze.from, freeze.to] }] }
        : null;
    },
    says: 'A change freeze lies within the days that the migration takes.',
    earlier: 'The freeze told to the partner together with the notice days.',
  },
  {
    id: 'release-took-days',
    kind: 'people',
    find: ({ notices, change }) => {
      const waits = notices.flatMap(({ due, at, releasedAt }) => {
        if (!due.held || due.side !== 'theirs' || releasedAt === null) return [];
        return daysOf(at, releasedAt) >= 2 ? [{ at, releasedAt, days: daysOf(at, releasedAt) }] : [];
      });
      const [longest] = waits.toSorted((a, b) => b.days - a.days);
      if (!longest) return null;
      return {
        evidence: [{ of: 'notice', ref: change.ref, dates: [longest.at, longest.releasedAt] }],
        days: longest.days,
      };
    },
    says: 'The notice to the partner waited for a release.',
    earlier: 'A second person who may release, or `theirs-send: auto`: up to {days} days.',
  },
  {
    id: 'value-not-known-before',
    kind: 'data',
    find: (input) => ofDrifts(input, ({ rule }) => /enum-value|-value-added/.test(rule)),
    says: 'A value came that was not listed before.',
    earlier: 'A test of our own with a value that nobody has listed.',
  },
  {
    id: 'use-not-known',
    kind: 'data',
    find: (input) =>
      ofDrifts(input, ({ usageGrade }) => usageGrade === 'unknown' || usageGrade === 'mentioned'),
    says: 'What we use of it was not written down.',
    earlier: 'A pact or `uses` for the operation, so that its changes are told as touching us.',
  },
];

function ofDrifts(
  { drifts }: FactorInput,
  is: (drift: FactorInput['drifts'][number]) => boolean,
): { evidence: FactorEvidence[] } | null {
  const found = drifts.filter(is).slice(0, 5);
  if (found.length === 0) return null;
  return {
    evidence: found.map((one) => ({
      of: 'drift',
      ref: parseSubject(one.subject) ? one.subject : one.driftKey,
      dates: [],
      fingerprint: one.fingerprint,
    })),
  };
}

function daysOf(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
