import { describe, expect, it } from 'vitest';
import { checkExit, type ExitInput, isAtOrAbove } from '../../../src/core/drift/exit.ts';
import { comingOf, findingOf } from './finding-of.ts';

const QUIET: ExitInput = {
  verdicts: ['agrees'],
  findings: [],
  coming: [],
  failOn: 'may-break',
  onlyNew: false,
};

const ROWS: [string, Partial<ExitInput>, 0 | 1 | 3][] = [
  ['nothing', {}, 0],
  ['changing in time', { verdicts: ['changing'], coming: [comingOf()] }, 0],
  ['late', { verdicts: ['changing'], coming: [comingOf({ late: true })] }, 1],
  ['late, but nothing is to fail', { coming: [comingOf({ late: true })], failOn: 'none' }, 0],
  ['not verified', { verdicts: ['agrees', 'not-verified'] }, 3],
  ['a break', { verdicts: ['drifts'], findings: [findingOf()] }, 1],
  ['a break beats not verified', { verdicts: ['drifts', 'not-verified'], findings: [findingOf()] }, 1],
  ['what may break, at may-break', { findings: [findingOf({ effect: 'may-break' })] }, 1],
  ['what may break, at breaks', { findings: [findingOf({ effect: 'may-break' })], failOn: 'breaks' }, 0],
  [
    'a warning, at level:warning',
    { findings: [findingOf({ effect: 'none', severity: 'warning' })], failOn: 'level:warning' },
    1,
  ],
  [
    'a warning, at level:breaking',
    { findings: [findingOf({ severity: 'warning' })], failOn: 'level:breaking' },
    0,
  ],
  ['use unknown and breaking', { findings: [findingOf({ effect: 'unknown' })] }, 1],
  ['use unknown and a warning', { findings: [findingOf({ effect: 'unknown', level: 'warning' })] }, 0],
  ['none', { findings: [findingOf()], failOn: 'none' }, 0],
  ['suppressed', { findings: [findingOf({ suppressed: true })] }, 0],
  ['suspected', { findings: [findingOf({ state: 'suspected' })] }, 0],
  ['standing', { findings: [findingOf({ state: 'standing' })] }, 0],
  ['not in force yet', { findings: [findingOf({ inForce: false })] }, 0],
  ['open before, with a memory', { findings: [{ ...findingOf(), firstConfirmed: false }], onlyNew: true }, 0],
  ['open before, without', { findings: [{ ...findingOf(), firstConfirmed: false }] }, 1],
  ['new, with a memory', { findings: [findingOf()], onlyNew: true }, 1],
];

describe('the exit code of a check', () => {
  it.each(ROWS)('%s', (_name, change, code) => {
    expect(checkExit({ ...QUIET, ...change })).toBe(code);
  });

  it('asks of a level for the severity, which policy has the last word on', () => {
    expect(isAtOrAbove(findingOf({ level: 'breaking', severity: 'info' }), 'level:info')).toBe(true);
    expect(isAtOrAbove(findingOf({ level: 'breaking', severity: 'info' }), 'level:warning')).toBe(false);
  });
});
