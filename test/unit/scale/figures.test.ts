import { expect, test } from 'vitest';
import type { Took } from '../../../bench/measure/measure-functions.ts';
import { priceOfChecks } from '../../../bench/promises/price.ts';
import { checkShare, sweepShare } from '../../../bench/scale/assumptions.ts';
import { figuresOf, onShare } from '../../../bench/scale/figures.ts';
import { FIGURES } from './figures.ts';

function took(more: Partial<Took> = {}): Took {
  return {
    initMs: 0,
    ms: 1000,
    processorMs: 200,
    units: { write: 1, read: 4, calls: {} },
    secretReads: 1,
    objectReads: 1,
    sentBytes: 100,
    logBytes: 500,
    logLines: 2,
    metrics: [],
    ...more,
  };
}

test('on a share of a core, what worked takes longer and what waited does not', () => {
  expect(onShare(took(), 1)).toBe(1000);
  expect(onShare(took(), 0.25)).toBe(1000 + 3 * 200);
  expect(onShare(took({ initMs: 300, processorMs: 0 }), 0.25)).toBe(1300);
});

test('figures are of warm runs; a cold one says what it takes more', () => {
  const cold = took({ initMs: 400, processorMs: 600, units: { write: 9, read: 9, calls: {} } });
  const { check, sweep } = figuresOf({
    checks: [[cold, took(), took({ ms: 1200, units: { write: 3, read: 4, calls: {} } })]],
    sweeps: [
      { partners: 11, taken: [took(), took({ processorMs: 300, units: { write: 0, read: 45, calls: {} } })] },
      { partners: 1, taken: [took(), took({ processorMs: 200, units: { write: 0, read: 5, calls: {} } })] },
    ],
    storedBytes: 400,
    partnerBytes: 5000,
  });
  const slower = 1 / checkShare - 1;
  expect(check.warmMs).toEqual([1000 + 200 * slower, 1200 + 200 * slower]);
  expect(check.coldExtraMs[0]).toBeCloseTo(1400 + 600 * slower - (1100 + 200 * slower), 6);
  expect(check).toMatchObject({ writeUnits: 2, readUnits: 4, secretReads: 1, storedBytes: 400 });
  expect(sweep.readUnits).toBe(4);
  expect(sweep.warmMs[0]).toBeCloseTo(10 / sweepShare, 6);
});

test('a price is billed time by memory, and every other service that a check touches', () => {
  const lines = new Map(priceOfChecks(1000, 3000, FIGURES));
  expect(lines.get('Lambda')).toBeCloseTo(1000 * (0.2e-6 + 3 * 0.5 * 0.0000133334), 9);
  expect(lines.get('DynamoDB')).toBeCloseTo(1000 * (0.625e-6 + 4 * 0.125e-6), 9);
  expect(lines.get('SQS: sent, received, deleted')).toBeCloseTo(0.0015, 9);
});
