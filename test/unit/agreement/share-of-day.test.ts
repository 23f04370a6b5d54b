import { expect, it } from 'vitest';
import { shareOfDay } from '../../../src/core/agreement/share-of-day.ts';
import { agreementWith } from '../../app/ledger-fixture.ts';

const MINUTE = 60_000;

it.each([
  [2000, 15 * MINUTE, 1, 20],
  [2000, 15 * MINUTE, 2, 10],
  [10, MINUTE, 1, 1],
  [100, 2 * 1440 * MINUTE, 1, 100],
  [null, MINUTE, 1, null],
])(
  '%s calls a day, every %i ms, %i environments: %s for each look',
  (callsPerDay, everyMs, environments, expected) => {
    const agreement = agreementWith();
    const [first] = agreement.environments;
    expect(
      shareOfDay({
        ...agreement,
        limits: { ...agreement.limits, callsPerDay },
        schedule: { everyMs },
        environments: Array.from({ length: environments }, () => first).filter((one) => one !== undefined),
      }),
    ).toBe(expected);
  },
);

it('says nothing of other schedules', () => {
  const agreement = agreementWith();
  const limits = { ...agreement.limits, callsPerDay: 5 };
  expect(shareOfDay({ ...agreement, limits, schedule: { cron: '0 6 * * *', timezone: 'UTC' } })).toBeNull();
});
