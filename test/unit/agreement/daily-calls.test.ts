import { expect, it } from 'vitest';
import { dailyCalls } from '../../../src/core/agreement/daily-calls.ts';
import type { Agreement, Environment } from '../../../src/core/agreement/types.ts';
import { dailyCallsLines } from '../../../src/core/report/daily-calls-lines.ts';

const HOUR = 3_600_000;

function agreed(schedule: Agreement['schedule'], places: number, published: string | null = null) {
  const environments = Array.from({ length: places }, (_, at) => ({ name: `place-${at}` }) as Environment);
  return { schedule, environments, openapi: { baseline: 'b.yaml', published, externalRefs: [] } };
}

it('multiplies looks, calls and environments', () => {
  const cost = dailyCalls(agreed({ everyMs: HOUR / 4 }, 2, 'https://their.example/openapi.json'), 3);
  expect(cost).toEqual({ perLook: 3, looks: 96, environments: 2, calls: 576, documents: 192 });
  expect(dailyCallsLines(cost, [])).toEqual([
    'About 576 calls a day: 3 calls a look, 96 looks a day, at 2 environments.',
    'Their document is asked for 192 times a day, and sent where it changed.',
  ]);
});

it('does not know how often a cron expression is due', () => {
  const cost = dailyCalls(agreed({ cron: '0 6 * * *', timezone: 'UTC' }, 1, 'https://their.example/d'), 1);
  expect(cost).toMatchObject({ calls: null, documents: null });
  expect(dailyCallsLines(cost, [])).toEqual([
    '1 call a look, at 1 environment, as often as `schedule` says.',
  ]);
});

it('counts no call without an environment, and the document all the same', () => {
  const cost = dailyCalls(agreed({ everyMs: HOUR }, 0, 'https://their.example/d'), 2);
  expect(dailyCallsLines(cost, [])).toEqual([
    'No call: the document names no server that could be called.',
    'Their document is asked for 24 times a day, and sent where it changed.',
  ]);
});

it('says what is not called, and no more of it than fits', () => {
  const notCalled = Array.from({ length: 12 }, (_, at) => ({
    operation: { method: 'POST', path: `/p${at}`, summary: 'Make' },
    why: 'it may change something',
  }));
  const lines = dailyCallsLines(dailyCalls(agreed({ everyMs: HOUR }, 1), 0), notCalled);
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('No call: nothing of what you chose can be called as it stands.');
  expect(lines.slice(1, 3)).toEqual([
    'Compared by the documents, and not called:',
    '  Make: POST /p0: it may change something',
  ]);
  expect(lines.at(-1)).toBe('  and 2 more');
});
