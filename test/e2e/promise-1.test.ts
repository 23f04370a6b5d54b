import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

describe('only what touches us', () => {
  it('keeps what touches nothing used, and announces nothing', async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    const raw = world.baseline();
    const paths = raw.paths as Record<string, JsonObject>;
    for (const path of Object.keys(paths).filter((one) => one.startsWith('/v1/payouts'))) delete paths[path];
    world.emulator('sandbox').setVersion(world.open(raw));

    const { decision } = await world.look('sandbox');

    expect(decision.findings.length).toBeGreaterThan(0);
    expect(decision.findings.map((one) => one.rule)).toContain('api-path-removed-without-deprecation');
    expect(decision.findings.every((one) => one.effect === 'none')).toBe(true);
    expect(decision.verdict).toBe('agrees');
    expect((await world.state()).notices).toEqual({});
    expect(await world.mail('ours')).toEqual([]);
  });

  it('tells used from unused in one version', async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(await nextVersion(world));

    const { decision } = await world.look('sandbox');

    const touching = decision.findings.filter((one) => one.effect === 'breaks' || one.effect === 'may-break');
    expect(new Set(touching.map((one) => one.rule))).toEqual(
      new Set([
        'request-property-became-required',
        'response-property-enum-value-added',
        'response-required-property-removed',
      ]),
    );
    expect(new Set(touching.map((one) => one.operation?.path))).toEqual(
      new Set(['/v1/charges', '/v1/charges/{id}']),
    );
    expect(decision.findings.length - touching.length).toBeGreaterThanOrEqual(12);
    const [mail = ''] = await world.mail('ours');
    expect(mail).not.toContain('payout');
  });

  it('gives one summary to our side and nothing to theirs where nobody said what is used', async () => {
    world = await openWorld('acme-pay', (agreement) => ({ ...agreement, pacts: [], uses: [] }));
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(await nextVersion(world));
    await world.look('sandbox');
    await world.look('sandbox');

    const due = Object.values((await world.state()).notices).map((one) => one.due);
    expect(due.filter((one) => one.side === 'ours')).toHaveLength(1);
    expect(due.filter((one) => one.side === 'theirs')).toEqual([]);
  });
});
