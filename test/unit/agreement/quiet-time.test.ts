import { expect, it } from 'vitest';
import { quietFrom } from '../../../src/core/agreement/quiet-time.ts';

const span = (from: string, to: string) => ({ from, to, why: null });
const at = (time: string) => Date.parse(time);

it.each([
  ['none is left', '2026-12-03T00:00Z', null],
  ['it is one', '2026-12-01T03:00Z', '2026-12-01T02:00Z'],
  ['it begins', '2026-12-01T02:00Z', '2026-12-01T02:00Z'],
  ['it is over', '2026-12-01T04:00Z', '2026-12-02T02:00Z'],
  ['one is to come', '2026-12-01T00:00Z', '2026-12-01T02:00Z'],
])('the next quiet time, where %s', (_, now, from) => {
  const spans = [
    span('2026-12-02T02:00Z', '2026-12-02T04:00Z'),
    span('2026-12-01T02:00Z', '2026-12-01T04:00Z'),
  ];
  expect(quietFrom(spans, at(now))).toBe(from === null ? null : at(from));
});
