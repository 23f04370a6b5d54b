import { expect, it } from 'vitest';
import { sampleMany } from './sampled-pairs.ts';

it('no sampled value contradicts a comparison that says nobody is harmed', () => {
  const { values, contradictions } = sampleMany(150, 20_261_122);
  expect(contradictions).toEqual([]);
  expect(values).toBeGreaterThan(500);
});
