import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../../src/app/check-report.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import { exitOf } from './exit-code.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forewarn-states-'));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** No resolver is asked for a label that is too long: there is no such name. */
const NOWHERE = `http://${'no-such-place'.repeat(6)}.invalid`;

describe('what is out of reach is not verified', () => {
  it('a name that does not resolve', async () => {
    world = await openWorld('acme-pay', undefined, (agreement) => ({
      ...agreement,
      environments: agreement.environments.map((one) => ({
        ...one,
        url: NOWHERE,
        published: `${NOWHERE}/openapi.json`,
      })),
    }));
    expectUnseen(await world.look('sandbox'), ['dns']);
  });

  it('a partner that does not listen', async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    await world.emulator('sandbox').close();
    expectUnseen(await world.look('sandbox'), ['connect']);
  });

  it('a partner that is too slow', async () => {
    world = await openWorld('acme-pay', (agreement) => ({
      ...agreement,
      limits: { ...agreement.limits, timeoutMs: 500 },
    }));
    world.emulator('sandbox').fault({ kind: 'slow', ms: 20_000 });
    expectUnseen(await world.look('sandbox'), ['timeout']);
  });

  it('a partner that gives no token', async () => {
    world = await openWorld('acme-pay');
    world.emulator('sandbox').fault({ kind: 'status', status: 401, at: 'token' });
    expectUnseen(await world.look('sandbox'), ['credentials']);
  });

  it('a record that cannot be had', async () => {
    const states = join(folder, 'states.yaml');
    await writeFile(
      states,
      `a charge exists:
  find: { get: "/v1/charges?amount=3&limit=1", where: { /data/0/status: succeeded }, capture: { id: /data/0/id } }
  returns: { id: "\${id}" }
`,
    );
    world = await openWorld('acme-pay', (agreement) => ({ ...agreement, states }));
    const outcome = await world.look('sandbox');
    expectUnseen(outcome, ['state-missing']);
    expect(outcome.look.notVerified.map((one) => one.interaction)).toContain('a request for a charge');
    expect(outcome.look.coverage.exercised).toBeGreaterThan(0);
  });
});

describe('a run that checked nothing is never green', () => {
  const cases: [string, (agreement: Agreement) => Agreement][] = [
    [
      'when the partner asked not to be called',
      (agreement) => ({ ...agreement, doNotCall: [{ from: '2026-11-01', to: '2026-12-01', why: null }] }),
    ],
    [
      'when all that is used would write',
      (agreement) => ({
        ...agreement,
        pacts: [],
        uses: [{ operation: 'createCharge', with: {}, fields: [] }],
      }),
    ],
  ];
  it.each(cases)('%s', async (_name, change) => {
    world = await openWorld('acme-pay', change);
    const outcome = await world.look('production');
    expect(outcome.look.coverage).toMatchObject({ exercised: 0 });
    expect(outcome.decision.verdict).toBe('not-verified');
    expect(exitOf(outcome)).toBe(3);
  });
});

function expectUnseen(outcome: CheckOutcome, classes: string[]): void {
  const { look, decision } = outcome;
  expect(decision.verdict).toBe('not-verified');
  expect(decision.findings).toEqual([]);
  expect([...new Set(look.notVerified.map((one) => one.class))]).toEqual(classes);
  expect(look.notVerified.every((one) => one.next !== '')).toBe(true);
  expect(exitOf(outcome)).toBe(3);
}
