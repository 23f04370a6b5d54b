import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import { schedulesOf } from '../../../src/core/registration/schedules-of.ts';
import { agreementOf } from './registered.ts';

const MINUTE = 60_000;

function planned(schedule: Agreement['schedule'], environments: string[] = ['production']) {
  return schedulesOf(agreementOf({ schedule, environments }));
}

describe('the schedules of a partner', () => {
  it('are one for each environment, all of them alike', () => {
    const schedules = planned({ everyMs: 15 * MINUTE }, ['sandbox', 'production']);
    expect(schedules.map(({ environment }) => environment)).toEqual(['sandbox', 'production']);
    expect(schedules[1]).toEqual({
      partner: 'acme-pay',
      environment: 'production',
      expression: 'rate(15 minutes)',
      timezone: 'UTC',
      flexibleMinutes: 1,
      intervalMs: 15 * MINUTE,
    });
  });

  it('are one for the documents of a partner without environments', () => {
    expect(planned({ everyMs: 60 * MINUTE }, []).map(({ environment }) => environment)).toEqual([null]);
  });

  it.each([
    [1, 'rate(1 minutes)', 0],
    [4, 'rate(4 minutes)', 0],
    [60, 'rate(1 hours)', 6],
    [90, 'rate(90 minutes)', 9],
    [360, 'rate(6 hours)', 15],
    [1_440, 'rate(1 days)', 15],
    [2_880, 'rate(2 days)', 15],
  ])('every %i minutes is %s, moved by at most %i', (minutes, expression, flexibleMinutes) => {
    const [one] = planned({ everyMs: minutes * MINUTE });
    expect(one).toMatchObject({ expression, flexibleMinutes, intervalMs: minutes * MINUTE });
  });

  it.each([30_000, 90_000, 61_000])('every %i ms cannot be told to AWS, and says so', (everyMs) => {
    expect(() => planned({ everyMs })).toThrow(
      'acme-pay: `schedule`: `every` must be whole minutes on AWS, at least `1m`',
    );
  });

  it.each([
    ['0 6 * * *', 'cron(0 6 * * ? *)', 1_440],
    ['*/15 * * * *', 'cron(*/15 * * * ? *)', 15],
    ['3-59/4 * */2 * *', 'cron(3,7,11,15,19,23,27,31,35,39,43,47,51,55,59 * */2 * ? *)', 4],
    ['0 6 * * 1-5', 'cron(0 6 ? * MON,TUE,WED,THU,FRI *)', 1_440],
    ['0 6 * * 7', 'cron(0 6 ? * SUN *)', 1_440],
    ['0 6 * * 0', 'cron(0 6 ? * SUN *)', 1_440],
    ['0 6 * * fri-sat', 'cron(0 6 ? * FRI,SAT *)', 1_440],
    ['0 8-18/2 1,15 * ?', 'cron(0 8,10,12,14,16,18 1,15 * ? *)', 120],
    ['30 2 1 jan,JUL *', 'cron(30 2 1 1,7 ? *)', 1_440],
    ['0,5 22-23 * * *', 'cron(0,5 22-23 * * ? *)', 5],
  ])('%s is %s', (cron, expression, minutes) => {
    const [one] = planned({ cron, timezone: 'Europe/Paris' });
    expect(one).toMatchObject({ expression, timezone: 'Europe/Paris', intervalMs: minutes * MINUTE });
  });

  it.each([
    ['0 0 1 * 1', 'day of month and day of week cannot both be given'],
    ['0 0 */2 * MON', 'day of month and day of week cannot both be given'],
    ['60 * * * *', 'the minute must be from 0 to 59'],
    ['0 24 * * *', 'the hour must be from 0 to 23'],
    ['0 0 0 * *', 'the day of month must be from 1 to 31'],
    ['0 0 * 13 *', 'the month must be from 1 to 12'],
    ['0 0 * * 8', 'the day of week must be from 0 to 7'],
    ['0 22-2 * * *', 'the hour `22-2` runs backwards'],
    ['0 0 * * fri-mon', 'the day of week `fri-mon` runs backwards'],
    ['*/0 * * * *', 'the minute has a step of 0'],
    ['5/15 * * * *', 'the minute `5/15` is no number, name, range, list or step'],
    ['0 0 L * *', 'the day of month `L` is no number'],
    ['0 0 * * 1#2', 'the day of week `1#2` is no number'],
    ['? * * * *', 'the minute `?` is no number'],
    ['1,,2 * * * *', 'the minute `1,,2` is no number'],
    ['0 0 30 2 *', 'such a day never comes'],
    ['* * * *', 'a cron line has five fields'],
  ])('%s is refused: %s', (cron, problem) => {
    expect(() => planned({ cron, timezone: 'UTC' })).toThrow(`acme-pay: \`schedule\`: ${problem}`);
  });
});
