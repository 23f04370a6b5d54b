import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { openCheckStage } from '../../src/cli/check-stage.ts';
import type { Journey } from '../../src/core/agreement/types.ts';
import type { Distortion } from '../../src/local/emulator/distort.ts';
import { type LabWorld, openLab } from './lab-world.ts';

const CENTS: Distortion = { operationId: 'getPayment', kind: 'cents', pointer: '/amount' };
const LOOKED = [
  { partner: 'order-book', environment: 'production' },
  { partner: 'pay-desk', environment: 'production' },
];

async function openStage(lab: LabWorld) {
  const { agreements, journeys } = loadAgreements({ cwd: lab.cwd, sha256 });
  const env = { FOREWARN_HOME: join(lab.cwd, '.home') };
  const signal = AbortSignal.timeout(60_000);
  const io = { out: () => {}, err: () => {}, cwd: lab.cwd, env, colour: false, setExit: () => {}, signal };
  const options = { format: 'json' as const, allowPrivate: true, state: '.forewarn' };
  const stage = await openCheckStage({ agreements, journeys, options, io });
  const walk = () => stage.pipeline.walk(journeys[0] as Journey, { looked: LOOKED, tell: true });
  return { ...stage, walk };
}

function mails(lab: LabWorld): string[] {
  const folder = join(lab.cwd, '.forewarn', 'mailbox', 'ours');
  try {
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  } catch {
    return [];
  }
}

describe('journeys over time', () => {
  it('suffer when confirmed, are told once to everybody, flap unheard, and are well again once', async () => {
    const lab = await openLab();
    const stage = await openStage(lab);
    const seen: string[] = [];
    const names = new Set<string>();
    for (const wrong of [false, true, false, true, true, true, false, true, false, false, false]) {
      lab.partners['pay-desk'].distort(wrong ? [CENTS] : []);
      const { state } = await stage.walk();
      for (const name of state.told?.sent ?? []) names.add(name);
      seen.push(`${state.state} ${mails(lab).length}`);
    }
    await stage.close();
    expect(seen).toEqual([
      'ok 0',
      'suspected 0',
      'ok 0',
      'suspected 0',
      'suffering 2',
      'suffering 2',
      'suffering 2',
      'suffering 2',
      'suffering 2',
      'ok 4',
      'ok 4',
    ]);
    const told = mails(lab).join('\n');
    expect(told).toContain('service-desk@shop.example');
    expect(told).toContain('integrations@shop.example');
    expect(told).toContain('step 3: /amount is not of the same scale');
    expect(told).not.toContain('125000');
    // The same names both times, and none that an address can be tried against.
    expect(names.size).toBe(2);
    expect(names).not.toContain(sha256('email:service-desk@shop.example'));
  });

  it('are not verified, and never suffer, where a partner cannot be seen', async () => {
    const lab = await openLab({ confirm: 1 });
    const stage = await openStage(lab);
    lab.partners['pay-desk'].distort([CENTS]);
    const before = await stage.walk();
    lab.partners['order-book'].fault({ kind: 'reset', at: 'operations', below: '/stock' });
    const walked = await stage.walk();
    await stage.close();
    expect(before.state.state).toBe('suffering');
    expect(walked.walk).toMatchObject({
      outcome: 'not-verified',
      at: { step: 4, partner: 'order-book', class: 'reset' },
    });
    const { blind, ...rest } = walked.state;
    expect(blind).toMatchObject({ at: { step: 4, class: 'reset' } });
    expect(rest).toEqual(before.state);
  });

  it('say so in the report, for whom and what hurts; the exit code follows', async () => {
    const lab = await openLab({ confirm: 1 });
    lab.partners['pay-desk'].distort([CENTS]);
    const told = await lab.check('--journey', 'order');
    expect(told.code).toBe(1);
    expect(told.out).toContain('A customer follows an order: all parties green, journey not, since 20');
    expect(told.out).toContain('step 3: /amount is not of the same scale as the amount before');
    expect(told.out).toContain('felt by customers: The customer does not see what was ordered and paid');
    expect((await lab.check('--fail-on', 'none')).code).toBe(0);
    expect(await lab.check('--journey', 'ordr')).toMatchObject({ code: 2 });
  });
});
