import { expect, test } from 'vitest';
import { billOf, totalOf } from '../../../bench/scale/cost.ts';
import { limitsOf } from '../../../bench/scale/limits.ts';
import { type Deployment, MONTH_MS, monthOf } from '../../../bench/scale/month.ts';
import { simulate } from '../../../bench/scale/simulate.ts';
import { PRICES, QUOTAS } from '../../../cdk/prices.ts';
import { FIGURES, scenarioOf } from './figures.ts';

const DEPLOYMENT: Deployment = {
  alarms: 10,
  dashboards: 1,
  metrics: 20,
  checkGb: 0.5,
  sweepGb: 0.25,
  sweepTimeoutMs: 240_000,
  fixedEgress: false,
};
const HABITS = { changes: 1, messages: 3, apiCalls: 100, entryBytes: 10_000 };

function monthFor(partners: number) {
  const scenario = scenarioOf({ partners, flexibleMs: 0, phase: 'together' });
  const outcome = simulate(scenario, FIGURES);
  return { scenario, outcome, month: monthOf(scenario, outcome, FIGURES, DEPLOYMENT, HABITS) };
}

test('a month is the simulated hour 720 times, and its sweeps', () => {
  const { outcome, month } = monthFor(3);
  expect(month.checks).toBe(outcome.done * 720);
  expect(month.sweeps).toBe(30 * 24 * 12);
  expect(month.writeUnits).toBe(month.checks * FIGURES.check.writeUnits);
  expect(month.readUnits).toBe(month.checks * 4 + month.sweeps * 3 * 3);
  const sweepGbSeconds = month.sweeps * 3 * 0.01 * DEPLOYMENT.sweepGb;
  expect(month.gbSeconds).toBeCloseTo((outcome.billedMs / 1000) * 720 * 0.5 + sweepGbSeconds, 6);
});

test('the bill is prices times quantities, and what is not used is not on it', () => {
  const { month } = monthFor(3);
  const bill = billOf(month, DEPLOYMENT);
  expect(bill.Lambda).toBeCloseTo(month.gbSeconds * 0.0000133334 + month.invocations * 0.2e-6, 9);
  expect(bill.Scheduler).toBeCloseTo(month.scheduled / 1e6, 9);
  expect(bill['CloudWatch metrics, alarms, dashboard']).toBeCloseTo(20 * 0.3 + 10 * 0.1 + 3, 9);
  expect(bill).not.toHaveProperty('NAT gateway');
  const withEgress = billOf(month, { ...DEPLOYMENT, fixedEgress: true });
  expect(withEgress['NAT gateway']).toBeGreaterThan((0.045 + 0.005) * 720 - 1e-9);
  expect(totalOf(withEgress) - totalOf(bill)).toBeCloseTo(withEgress['NAT gateway'] ?? 0, 9);
});

test('more partners never cost less, by no service', () => {
  const bills = [1, 10, 100].map((partners) => billOf(monthFor(partners).month, DEPLOYMENT));
  for (const [less, more] of [bills.slice(0, 2), bills.slice(1)] as [
    Record<string, number>,
    Record<string, number>,
  ][])
    for (const [service, dollars] of Object.entries(less))
      expect(more[service], service).toBeGreaterThanOrEqual(dollars);
});

test('traces are sampled: never more than there are invocations', () => {
  const few = monthFor(1).month;
  expect(few.traces).toBeLessThanOrEqual(few.invocations);
  const many = { ...monthFor(100).month };
  expect(many.traces).toBeLessThanOrEqual(many.invocations);
  expect(few.invocations).toBeLessThan(MONTH_MS / 1000);
});

test('limits come nearest first, each with what to raise', () => {
  const { scenario, outcome } = monthFor(100);
  const limits = limitsOf(scenario, outcome, FIGURES, HABITS, 240_000);
  expect(limits.map(({ used }) => used)).toEqual(limits.map(({ used }) => used).sort((a, b) => b - a));
  for (const { raise, demand, limit, used } of limits) {
    expect(raise).not.toBe('');
    expect(used).toBeCloseTo(demand / limit, 9);
  }
  const atOnce = limits.find(({ what }) => what === 'Checks at once');
  // 200 checks of three seconds in fifteen minutes.
  expect(atOnce?.demand).toBeCloseTo((200 * 3000) / 900_000, 9);
});

test('every price and quota says where it is from and how far it was checked', () => {
  for (const { value, unit, source, checked } of [...Object.values(PRICES), ...Object.values(QUOTAS)]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(unit).not.toBe('');
    expect(source).toMatch(/Amazon|AWS|Lambda|SQS|DynamoDB|EventBridge|On-demand/);
    expect(['page', 'reported', 'unchecked']).toContain(checked);
  }
});
