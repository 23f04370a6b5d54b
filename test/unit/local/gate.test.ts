import { expect, it } from 'vitest';
import { createGate } from '../../../src/local/gate.ts';

it('a gate lets so many in at once, in the order they came, and goes on after a failure', async () => {
  const gate = createGate(2);
  const begun: number[] = [];
  let inside = 0;
  let most = 0;
  const work = (number: number) =>
    gate(async () => {
      begun.push(number);
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside--;
      if (number === 1) throw new Error('failed');
      return number;
    });
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true]);
});
