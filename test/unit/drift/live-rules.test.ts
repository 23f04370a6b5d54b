import { describe, expect, it } from 'vitest';
import type { AssessInput } from '../../../src/core/drift/assess/types.ts';
import type { Timing } from '../../../src/core/exchange/types.ts';
import type { Json } from '../../../src/core/json.ts';
import { assessSmall, ordersDocument, ordersPact } from './small-world.ts';

const AGREED = ordersDocument({
  type: 'object',
  required: ['total'],
  properties: { total: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
});
const PACT = ordersPact({ total: '1', at: '2026-11-22T10:00:00Z' });
const RIGHT = { total: '1', at: '2026-11-22T10:00:00Z' };

const look = async (answers: Json[], change: (input: AssessInput) => AssessInput = (input) => input) => {
  const live = { answers, passes: true };
  const { findings } = await assessSmall({ baseline: AGREED, published: AGREED, pact: PACT, live }, change);
  return findings.map(({ rule, severity, effect, args }) => ({ rule, severity, effect, args }));
};

/** As if answers took so long, and the agreement said something of it. */
const taking =
  (promised: number | null, times: readonly number[], timing?: Timing) =>
  (input: AssessInput): AssessInput => ({
    ...input,
    agreement: { ...input.agreement, promise: { responseTimeMs: promised } },
    seen: input.seen.map((one, index) => ({
      ...one,
      exchange: { ...one.exchange, ms: times[index] ?? 0, ...(timing && { timing }) },
    })),
  });

describe('answers that are slower than was promised', () => {
  const three = [RIGHT, RIGHT, RIGHT];
  const exceeded = [
    { rule: 'response-time-exceeded', severity: 'warning', effect: 'may-break', args: { promised: 800 } },
  ];

  it('are a finding of their own by the median of the look', async () => {
    expect(await look(three, taking(800, [900, 100, 950]))).toEqual(exceeded);
  });

  it.each<[string, number | null, number[]]>([
    ['one slow call', 800, [100, 100, 9_000]],
    ['nothing was promised', null, [9_000, 9_000, 9_000]],
    ['exactly as promised', 800, [800, 800, 800]],
  ])('are none: %s', async (_, promised, times) => {
    expect(await look(three, taking(promised, times))).toEqual([]);
  });

  it('are not told by fewer than three answers', async () => {
    expect(await look([RIGHT, RIGHT], taking(800, [9_000, 9_000]))).toEqual([]);
  });

  it('do not count what connecting took', async () => {
    const timing = { dns: 300, connect: 300, tls: 300, firstByte: 500, total: 1_600 };
    expect(await look(three, taking(800, [1_600, 1_600, 1_600], timing))).toEqual([]);
    expect(await look(three, taking(800, [1_600, 1_600, 1_600], { ...timing, total: 1_800 }))).toEqual(
      exceeded,
    );
  });
});

describe('what an open-world reader passes over', () => {
  const more = { ...RIGHT, extra: 1 };

  it('is no finding, but where the agreement is strict', async () => {
    expect(await look([more])).toEqual([]);
    const strict = (input: AssessInput): AssessInput => ({
      ...input,
      agreement: {
        ...input.agreement,
        policy: { ...input.agreement.policy, severity: { 'response-property-undocumented': 'breaking' } },
      },
    });
    expect(await look([more], strict)).toEqual([
      {
        rule: 'response-property-undocumented',
        severity: 'breaking',
        effect: 'none',
        args: { property: 'extra' },
      },
    ]);
  });
});

describe('a format', () => {
  it('is a warning at most', async () => {
    expect(await look([{ ...RIGHT, at: 'yesterday' }])).toEqual([
      {
        rule: 'response-value-format-mismatch',
        severity: 'warning',
        effect: 'may-break',
        args: { format: 'date-time' },
      },
    ]);
  });
});
