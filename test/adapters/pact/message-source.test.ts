import { describe, expect, it } from 'vitest';
import { realMonotonic } from '../../../src/adapters/clock/real-monotonic.ts';
import { silentLog } from '../../../src/adapters/log/line-log.ts';
import { createMessageSource } from '../../../src/adapters/pact/message-source.ts';
import { startVerifier } from '../../../src/adapters/pact/verifier-child.ts';
import type { Delivery } from '../../../src/core/delivery/types.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';

const NOW = '2026-11-02T12:00:00.000Z';

const pact = readPact(
  {
    consumer: { name: 'reader' },
    provider: { name: 'sender' },
    messages: ['paid', 'gone'].map((description) => ({
      description,
      contents: { id: 'x', at: 'y' },
      matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
    })),
    metadata: { pactSpecification: { version: '3.0.0' } },
  },
  'p.json',
);

async function judged(all: Pick<Delivery, 'message' | 'body'>[]) {
  let started = 0;
  const startChild = () => {
    started++;
    return startVerifier();
  };
  const source = createMessageSource({ monotonic: realMonotonic, log: silentLog, startChild });
  const recorded = {
    all: all.map((one) => ({ ...one, at: NOW, environment: null, headers: {} })),
    environment: 'ours',
    now: NOW,
    maxAgeMs: 1000,
  };
  const deadlineMs = realMonotonic.now() + 30_000;
  const outcomes = await source.judge({ partner: 'p', pacts: [pact], recorded, deadlineMs });
  return { started, outcomes };
}

describe('recorded messages, where no environment is looked at', () => {
  it('are judged by the verifier, in the order of the pact', async () => {
    const { started, outcomes } = await judged([
      { message: 'gone', body: { id: 'SECRET' } },
      { message: 'paid', body: { id: 'a', at: 'b' } },
    ]);
    expect(started).toBe(1);
    expect(outcomes.map(({ description, outcome, number }) => [number, description, outcome])).toEqual([
      [0, 'paid', 'passed'],
      [1, 'gone', 'failed'],
    ]);
    expect(outcomes[1]?.mismatches).toEqual([{ where: 'body', path: '$.at', kind: 'missing' }]);
    expect(JSON.stringify(outcomes)).not.toContain('SECRET');
  }, 60_000);

  it('are not verified where none is recorded, and no process is started for that', async () => {
    const { started, outcomes } = await judged([]);
    expect(started).toBe(0);
    expect(outcomes.map(({ outcome, failure }) => [outcome, failure?.class])).toEqual([
      ['not-verified', 'state-missing'],
      ['not-verified', 'state-missing'],
    ]);
  });
});
