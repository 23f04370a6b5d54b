import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCase } from './lab-case.ts';
import { lists } from './page.ts';
import { DRIFTS, FAULTS } from './seeded-cases.ts';
import { notTakenBack } from './taken-back.ts';
import { runSample, SAMPLE } from './verifier-sample.ts';
import { DOCUMENT_FAULTS } from './well-variants.ts';

// That no outage is told as a change, and no change as an outage, is the lane `npm run test:faults`.

it.each(DOCUMENT_FAULTS)('$name: told of their document alone', async ({ answer, told }) => {
  const { outcome, exit } = await runCase([], { published: answer });
  const { look, decision } = outcome;
  expect(look.notVerified.map(({ source, class: kind }) => [source, kind])).toEqual([['documents', told]]);
  expect(decision.sources).toMatchObject({ documents: 'not-verified', live: 'agrees' });
  expect([decision.findings, exit]).toEqual([[], 3]);
});

it('comes to the same by the verifier itself', { timeout: 60_000 }, async () => {
  expect(await runSample(SAMPLE.slice(0, 3))).toEqual([]);
});

it('takes back what goes away', { timeout: 60_000 }, async () => {
  const some = DRIFTS.map(({ name }) => name).filter((name) =>
    /media type changed|status changed|path moved/.test(name),
  );
  expect(some.length).toBeGreaterThan(5);
  expect(await notTakenBack(some)).toEqual([]);
});

it('knows at least 45 faults and 30 changes, each by a name of its own, and the page lists them', async () => {
  const names = [...FAULTS, ...DRIFTS].map(({ name }) => name);
  expect(FAULTS.length).toBeGreaterThanOrEqual(45);
  expect(DRIFTS.length).toBeGreaterThanOrEqual(30);
  expect(new Set(names).size).toBe(names.length);

  const page = await readFile(fileURLToPath(new URL('../../docs/fault-lab.md', import.meta.url)), 'utf8');
  expect(page.endsWith(lists())).toBe(true);
});
