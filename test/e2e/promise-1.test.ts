import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { ApiDocument } from '../../src/core/openapi/document/types.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

describe('only what touches us', () => {
  it('keeps what touches nothing used, and announces nothing', async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(without('/v1/payouts'));

    const { decision } = await world.look('sandbox');

    const rules = decision.findings.map((one) => one.rule).toSorted();
    expect(rules).toContain('api-path-removed-without-deprecation');
    expect(decision.findings.every((one) => one.effect === 'none')).toBe(true);
    expect(decision.verdict).toBe('agrees');
    const { notices, changes } = await world.state();
    expect([notices, changes]).toEqual([{}, {}]);
    for (const side of ['ours', 'theirs', 'webhooks'] as const) expect(await world.mail(side)).toEqual([]);
    const [kept] = await world.evidence('differences');
    const differences = (kept?.differences ?? []) as { rule: string; effect: string }[];
    expect(differences.map((one) => one.rule).toSorted()).toEqual(rules);
    expect(differences.every((one) => one.effect === 'none')).toBe(true);
  });

  it('tells used from unused in one version, to both sides', async () => {
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
    await world.release('ACME-PAY-1');
    const told = [...(await world.mail('ours')), ...(await world.mail('theirs'))];
    expect(told).toHaveLength(2);
    for (const mail of told) {
      expect(mail).toContain('amount_captured');
      expect(mail).not.toMatch(/payout|dispute|v1.customers|locale/i);
    }
  });

  it('gives one summary per version to our side and nothing to theirs where nobody said what is used', async () => {
    world = await openWorld('acme-pay', (agreement) => ({ ...agreement, pacts: [], uses: [] }));
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(await nextVersion(world));
    for (let day = 0; day < 3; day++) await world.look('sandbox');
    expect(await told()).toEqual(['ours summary']);

    world.emulator('sandbox').setVersion(without('/v1/disputes'));
    for (let day = 0; day < 3; day++) await world.look('sandbox');

    expect(await told()).toEqual(['ours summary', 'ours summary']);
    expect(await world.mail('ours')).toHaveLength(2);
    expect(await world.mail('theirs')).toEqual([]);
  });
});

async function told(): Promise<string[]> {
  return Object.values((await world.state()).notices).map(({ due }) => `${due.side} ${due.step}`);
}

/** The agreed document without the paths that begin so. */
function without(start: string): ApiDocument {
  const raw = world.baseline();
  const paths = raw.paths as Record<string, JsonObject>;
  for (const path of Object.keys(paths).filter((one) => one.startsWith(start))) delete paths[path];
  return world.open(raw);
}
