import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { openCheckStage } from '../../src/cli/check-stage.ts';
import type { Report } from '../../src/core/report/types.ts';
import { LAB_FAULTS, type LabFault } from './lab-faults.ts';
import { openLab } from './lab-world.ts';

const PARTNERS = ['order-book', 'pay-desk'] as const;
const LOOKED = [
  { partner: 'order-book', environment: 'production' },
  { partner: 'pay-desk', environment: 'production' },
];

/** Groups in which no two faults are at the same place, so that each is really served. */
function apart(faults: readonly LabFault[]): LabFault[][] {
  const groups: LabFault[][] = [];
  for (const one of faults) {
    const place = ({ fault }: LabFault) => `${fault.partner} ${fault.operationId} ${fault.pointer}`;
    const free = groups.find((group) => group.every((other) => place(other) !== place(one)));
    if (free) free.push(one);
    else groups.push([one]);
  }
  return groups;
}

describe('faults that pass Pact and OpenAPI', () => {
  it.each(apart(LAB_FAULTS).map((group) => [group.length, group] as const))(
    '%d of them at once pass both, and the journey does not hold',
    async (_, group) => {
      const lab = await openLab({ confirm: 1 });
      for (const name of PARTNERS)
        lab.partners[name].distort(group.map(({ fault }) => fault).filter(({ partner }) => partner === name));
      const { out, code } = await lab.check('--format', 'json');
      const report = JSON.parse(out) as Report;
      expect(report.checks.map(({ verdict, sources }) => [verdict, sources.live])).toEqual([
        ['agrees', 'agrees'],
        ['agrees', 'agrees'],
      ]);
      expect(report.findings).toEqual([]);
      expect(report.journeys).toMatchObject([{ id: 'order', verdict: 'suffering', allPartiesGreen: true }]);
      expect(code).toBe(1);
    },
  );

  it('each alone is found where it is, and nothing else is', async () => {
    const lab = await openLab();
    const { agreements, journeys } = loadAgreements({ cwd: lab.cwd, sha256 });
    const io = {
      out: () => {},
      err: () => {},
      cwd: lab.cwd,
      env: { FOREWARN_HOME: join(lab.cwd, '.home') },
      colour: false,
      setExit: () => {},
      signal: AbortSignal.timeout(60_000),
    };
    const stage = await openCheckStage({
      agreements,
      journeys,
      options: { format: 'json', allowPrivate: true },
      io,
    });
    const found = [];
    for (const { name, fault } of [...LAB_FAULTS, { name: 'nothing', fault: null }]) {
      for (const emulator of Object.values(lab.partners)) emulator.distort([]);
      if (fault) lab.partners[fault.partner].distort([fault]);
      const { walk } = await stage.pipeline.walk(journeys[0] as (typeof journeys)[number], {
        looked: LOOKED,
        tell: false,
      });
      found.push({ name, found: walk.outcome === 'failing' ? walk.failing : walk.outcome });
    }
    await stage.close();
    expect(found).toEqual([
      ...LAB_FAULTS.map(({ name, found }) => ({ name, found })),
      { name: 'nothing', found: 'held' },
    ]);
    expect(LAB_FAULTS.length).toBeGreaterThanOrEqual(10);
  });
});
