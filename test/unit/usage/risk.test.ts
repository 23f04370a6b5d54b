import { expect, it } from 'vitest';
import type { Journey } from '../../../src/core/agreement/types.ts';
import { type AtRisk, riskOf } from '../../../src/core/usage/risk.ts';

const journey = (who: Journey['who'], step: Partial<Journey['steps'][number]>): Journey => ({
  id: who,
  title: 'A path',
  who,
  hurts: 'it is felt',
  contact: null,
  steps: [{ partner: 'shelf', interaction: null, operation: null, ...step }],
});
const use = (more: Partial<AtRisk> = {}): AtRisk => ({
  partner: 'shelf',
  interaction: null,
  operations: ['GET /items', 'listItems'],
  method: 'GET',
  ...more,
});

it('journeys of customers weigh more than those of staff, those more than writing', () => {
  const customers = riskOf(use(), [journey('customer', { operation: 'listItems' })]);
  const staff = riskOf(use(), [journey('staff', { operation: 'GET /items' })]);
  const writing = riskOf(use({ method: 'post' }), []);
  const elsewhere = riskOf(use(), [journey('customer', { operation: 'GET /items', partner: 'other' })]);
  expect([customers, staff, writing, elsewhere]).toEqual(
    [...[customers, staff, writing, elsewhere]].sort((a, b) => b - a),
  );
  expect(new Set([customers, staff, writing, elsewhere]).size).toBe(4);
  expect(elsewhere).toBe(0);
});
