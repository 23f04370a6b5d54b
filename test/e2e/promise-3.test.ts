import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckOutcome } from '../../src/app/check-report.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
let outcome: CheckOutcome;
beforeAll(async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  world.emulator('sandbox').setVersion(await nextVersion(world));
  outcome = await world.look('sandbox');
}, 60_000);
afterAll(() => world.close());

it('claims no witness that it does not show, and no more than a warning without proof', () => {
  const { findings } = outcome.decision;
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings) {
    expect(['witness', 'structural', 'policy', 'undecided']).toContain(finding.proof);
    expect(finding.proof === 'witness').toBe(finding.witness !== undefined);
    if (finding.proof === 'undecided') expect(finding.severity).not.toBe('breaking');
  }
  expect(findings.some((one) => one.proof === 'undecided' && one.level === 'breaking')).toBe(true);
});
