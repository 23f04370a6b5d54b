import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zipSize } from '../../../bench/measure/zip-size.ts';
import { createIdleEnvironments } from '../../../bench/scale/environments.ts';
import { createEventHeap } from '../../../bench/scale/event-heap.ts';
import { randomOf } from '../../../bench/scale/random.ts';
import { createRateGate } from '../../../bench/scale/rate-gate.ts';
import { duration, tableOf } from '../../../bench/scale/table.ts';
import { percentileOf } from '../../../bench/scale/tally.ts';

test('events come out in the order of time, those of one time in the order they were put', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 80 }), (times) => {
      const heap = createEventHeap<number>();
      times.forEach((at, index) => {
        heap.put(at, index);
      });
      const taken: [number, number][] = [];
      for (let next = heap.next(); next; next = heap.next()) taken.push([next.at, next.event]);
      const wanted = times.map((at, index): [number, number] => [at, index]);
      expect(taken).toEqual(wanted.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      expect(heap.size()).toBe(0);
    }),
  );
});

test('a gate lets through its rate and no more, in order, and counts what it refused', () => {
  const gate = createRateGate(10);
  const through = Array.from({ length: 30 }, () => gate.pass(0));
  expect(through.filter((at) => at === 0)).toHaveLength(10);
  expect(through.at(-1)).toBeCloseTo(2000, 6);
  expect(through).toEqual([...through].sort((a, b) => a - b));
  expect(gate.refused()).toBe(20);
  expect(gate.pass(60_000)).toBe(60_000);
});

test('what is random is the same for a seed, and spread evenly', () => {
  const [one, same, other] = [randomOf(1), randomOf(1), randomOf(2)];
  const drawn = Array.from({ length: 10_000 }, one);
  expect(drawn.slice(0, 5)).toEqual(Array.from({ length: 5 }, same));
  expect(drawn.slice(0, 5)).not.toEqual(Array.from({ length: 5 }, other));
  expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(drawn.reduce((sum, number) => sum + number) / drawn.length).toBeCloseTo(0.5, 1);
});

test('an idle process is used again until it was idle for too long', () => {
  const idle = createIdleEnvironments<string>(1000);
  idle.give(0, 'first');
  idle.give(100, 'second');
  expect(idle.take(200)).toBe('second');
  expect(idle.take(1500)).toBeNull();
  expect(idle.take(1500)).toBeNull();
});

test('percentiles', () => {
  expect(percentileOf([], 0.5)).toBe(0);
  expect(percentileOf([5, 1, 3], 0.5)).toBe(3);
  expect(percentileOf([5, 1, 3], 1)).toBe(5);
});

test('the size of a zip: each file deflated or as it is, with its headers', () => {
  const text = Buffer.from('ledger '.repeat(1000));
  const files = new Map<string, Uint8Array>([
    ['index.mjs', text],
    ['x', Uint8Array.of(1)],
  ]);
  const deflated = deflateRawSync(text, { level: 9 }).length;
  expect(zipSize(files)).toBe(22 + (30 + 46 + 2 * 9 + deflated) + (30 + 46 + 2 + 1));
});

test('a table is padded and right-aligned behind its first column', () => {
  expect(tableOf(['a', 'number'], [['x', '1']])).toBe(
    '| a   | number |\n| --- | -----: |\n| x   |      1 |\n',
  );
  expect([duration(12), duration(1500), duration(600_000)]).toEqual(['12 ms', '1.5 s', '10.0 min']);
});
