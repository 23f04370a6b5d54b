import { expect, it } from 'vitest';
import { compare } from '../../../scripts/rehearse/compare.ts';

it('takes another case of names, numbers as text, JSON in text and another order for the same', () => {
  const planned = {
    Timeout: 180,
    Fifo: true,
    Policy: { Version: '1' },
    List: ['a', 'b'],
    Tags: [{ Key: 'k' }],
  };
  const found = { timeout: '180', fifo: 'true', Policy: '{"Version":"1","Id":"x"}', List: ['b', 'a'] };
  expect(compare(planned, found)).toEqual({
    same: ['Timeout', 'Fifo', 'Policy', 'List'],
    differs: [],
    untold: [],
  });
});

it('tells what differs from what is not told', () => {
  const planned = {
    Memory: 512,
    Redrive: { max: 2 },
    Filter: [{ Pattern: 'a' }],
    Statement: [{ Action: 'x' }, { Action: 'y' }],
    Logging: { Group: 'g' },
  };
  const found = {
    Memory: 128,
    Redrive: { max: 5 },
    Filter: [{ Pattern: 'b' }],
    Statement: [{ Action: 'x' }],
  };
  const { same, differs, untold } = compare(planned, found);
  expect(same).toEqual([]);
  expect(untold).toEqual(['Logging']);
  expect(differs.map(({ path }) => path)).toEqual(['Memory', 'Redrive.max', 'Filter.0.Pattern', 'Statement']);
  expect(differs[0]).toEqual({ path: 'Memory', planned: '512', found: '128' });
});

it('holds texts exactly: a name in another case is another name', () => {
  expect(compare({ Name: 'Checks' }, { Name: 'checks' }).differs).toHaveLength(1);
});
