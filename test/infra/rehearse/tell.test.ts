import { expect, it } from 'vitest';
import type { Row } from '../../../scripts/rehearse/read-back.ts';
import { isAsPlanned, summaryOf, tableOf } from '../../../scripts/rehearse/tell.ts';

const row: Row = {
  type: 'AWS::SQS::Queue',
  name: 'Checks',
  way: 'CloudFormation',
  verdict: 'as planned',
  same: ['FifoQueue'],
  completed: [],
  dropped: [],
  untold: [],
  why: [],
};
const absent: Row = {
  ...row,
  name: 'Other',
  way: null,
  verdict: 'not in the emulator',
  why: ['no such type'],
};
const wrong: Row = {
  ...row,
  name: 'Third',
  verdict: 'differs',
  why: ['VisibilityTimeout: planned 1080, found 30'],
};

it('ends well without what the emulator does not have, and badly with what differs', () => {
  expect(isAsPlanned([row, absent])).toBe(true);
  expect(isAsPlanned([row, wrong])).toBe(false);
});

it('hides nothing: what is not there, is not told, or is dropped stands in the table', () => {
  const partly: Row = { ...row, name: 'Fourth', untold: ['LoggingConfig'], dropped: ['TracingConfig'] };
  const table = tableOf([row, absent, wrong, partly]);
  for (const told of [
    'no such type',
    'planned 1080, found 30',
    'does not tell LoggingConfig',
    'drops TracingConfig',
  ])
    expect(table).toContain(told);
  expect(summaryOf([row, absent, wrong, partly])).toContain(
    "4 resources: 2 as planned (0 of them made by the emulator's own APIs, 1 in part), 1 differ, 1 not in the emulator",
  );
});
