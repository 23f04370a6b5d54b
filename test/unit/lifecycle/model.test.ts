import { expect, test } from 'vitest';
import { checkModel, PLANTED } from '../../model/check.ts';

const SAMPLE = 150;
const SEED = 20261122;

test('random lives of a partner hold what is promised of them', async () => {
  expect(await checkModel({ sequences: SAMPLE, seed: SEED })).toBeNull();
});

test.each(Object.entries(PLANTED))('the model notices that %s', async (_, decide) => {
  expect(await checkModel({ sequences: 400, seed: SEED, decide })).not.toBeNull();
});
