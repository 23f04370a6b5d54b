import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANSWERS } from './answers.ts';
import { DOCUMENTS } from './documents.ts';
import { createHearing } from './hearing.ts';
import { type Outcome, tryCases } from './hostile-run.ts';
import { faultsOf, MOST_MB, MOST_MS } from './hostile-verdict.ts';

/** One of each kind of harm; all of them by `node test/hostile/run.ts`. */
const SAMPLE = new Set([
  'a billion laughs',
  'merges of merges',
  'objects a hundred thousand deep',
  'keys of the prototype in JSON',
  'a ring of five thousand references',
  'a path up to the system',
  'a link to a file of the system',
  'a loopback address, trusted',
  'a name that is looked up as loopback',
  'a thousand opposites',
  'a pattern that backtracks for ever',
  'a multiple of almost nothing',
  'a bomb of gzip',
  'chunks without an end',
  'a redirect to a loopback address',
  'lists a million deep',
]);

const sampled = <Case extends { name: string }>(cases: readonly Case[]) =>
  cases.filter(({ name }) => SAMPLE.has(name));

describe('hostile documents and answers', () => {
  it('are withstood: no hang, no memory, no file and no private address', { timeout: 240_000 }, async () => {
    const outcomes = await tryCases({ documents: sampled(DOCUMENTS), answers: sampled(ANSWERS) });
    expect(failures(outcomes)).toEqual([]);
    expect(outcomes.map(({ name }) => name).toSorted()).toEqual([...SAMPLE].toSorted());
    expect(outcomes.every(({ steps }) => steps.length > 0)).toBe(true);
  });

  it('are more than sixty, each by a name of its own', () => {
    expect(DOCUMENTS.length).toBeGreaterThanOrEqual(40);
    expect(ANSWERS.length).toBeGreaterThanOrEqual(20);
    for (const cases of [DOCUMENTS, ANSWERS]) {
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    }
  });

  it('are told where they are not withstood', () => {
    const step = { step: 'compared', ms: 1, peakMb: 1, exit: 0, err: '', readUsers: false };
    const faults = (more: object) => faultsOf({ steps: [{ ...step, ...more }], restMb: 1, polluted: false });
    expect(faults({})).toEqual([]);
    expect(faults({ ms: MOST_MS + 1 })).toHaveLength(1);
    expect(faults({ peakMb: MOST_MB + 1 })).toHaveLength(1);
    expect(faults({ exit: 7 })).toHaveLength(1);
    expect(faults({ err: 'Error: x\n    at f (/a/b.ts:1:2)' })).toHaveLength(1);
    expect(faults({ readUsers: true })).toHaveLength(1);
    expect(faultsOf({ steps: [], restMb: 1, polluted: true })).toHaveLength(1);
    expect(faultsOf('ended its process (SIGKILL)')).toHaveLength(1);
  });
});

describe('a hearing', () => {
  it('hears a line of the file of users, wherever it is cut in two', () => {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n')[0] ?? '';
    const hearing = createHearing();
    hearing.hear(`{"a":"${line.slice(0, 5)}`);
    expect(hearing.readUsers()).toBe(false);
    hearing.hear(`${line.slice(5)}"}`);
    expect(hearing.readUsers()).toBe(true);
  });
});

function failures(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
}
