import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { appendLook } from '../../src/app/append-entry.ts';
import { openRegistration } from '../../src/app/registered-partner.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Look } from '../../src/core/lifecycle/types.ts';
import { aFinding, aLook, anOutage } from '../unit/lifecycle/look-fixture.ts';
import { BEGIN, type DeployedWorld, minutes, openDeployedWorld } from './deployed-world.ts';
import { contextOf } from './invocation.ts';

const DAY = 24 * 60;
const LINES = `environments: { sandbox: https://sandbox.example, production: https://api.example }
schedule: { every: 1h }
max-age: 1d
contacts:
  ours: [{ email: payments@shop.example }]
  theirs: [{ email: api@partner.example }]
`;

async function look(world: DeployedWorld, partner: string, at: string, one: Look): Promise<void> {
  const opened = await openRegistration(world.sending, partner);
  const { agreement } = opened as NonNullable<typeof opened>;
  world.calendar.time = at;
  const look = { ...one, partner, at, scheduledTime: at };
  await appendLook(world.sending, { look, agreement, by: { kind: 'schedule', id: 'test' } });
}

const invoke = (world: DeployedWorld, time: string, more = {}, remainingMs = 240_000) =>
  world.sweep(more)({ time }, contextOf(remainingMs));

describe('the sweep over all partners', () => {
  it('sends what is due and measures how everybody stands', async () => {
    const world = openDeployedWorld();
    for (const partner of ['acme-pay', 'city-geo', 'parcel-post']) await world.register(partner, LINES);
    const shipped = aFinding('amount', { source: 'documents', cell: 'shipped', partner: 'acme-pay' });
    await look(world, 'acme-pay', BEGIN, aLook(0, [shipped]));
    await look(world, 'city-geo', BEGIN, aLook(0, []));
    await look(world, 'city-geo', minutes(30), anOutage(0, { environment: 'production' }));

    await invoke(world, minutes(60));

    expect(world.sent.map(({ side }) => side)).toEqual(['ours']);
    expect(world.measured()).toMatchObject({
      Partners: 3,
      NoticesSent: 1,
      NoticesWaiting: 1,
      OldestUnsentNotice: 0,
      EnvironmentsStale: 0,
      EnvironmentsUnseen: 0,
      EnvironmentsBlind: 1,
    });
  });

  it('sees what was not looked at for too long, and what was never looked at', async () => {
    const world = openDeployedWorld();
    await world.register('acme-pay', LINES);
    await look(world, 'acme-pay', BEGIN, aLook(0, []));
    await invoke(world, minutes(DAY - 1));
    expect(world.measured()).toMatchObject({ EnvironmentsStale: 0, EnvironmentsUnseen: 0 });
    await invoke(world, minutes(DAY + 1));
    expect(world.measured()).toMatchObject({ EnvironmentsStale: 1, EnvironmentsUnseen: 1 });
  });

  it('tells the age of a notice that does not leave', async () => {
    const world = openDeployedWorld();
    await world.register('acme-pay', LINES);
    const shipped = aFinding('amount', { source: 'documents', cell: 'shipped' });
    await look(world, 'acme-pay', BEGIN, aLook(0, [shipped]));
    const mailer = {
      send: async () => ({ outcome: 'failed' as const, sha256: '0'.repeat(64), detail: 'full' }),
    };
    await invoke(world, minutes(10), { mailer });
    expect(world.measured()).toMatchObject({ NoticesFailed: 1, OldestUnsentNotice: 600 });
  });

  it('goes on where it had no more time, and tells numbers of the whole', async () => {
    const world = openDeployedWorld();
    const names = Array.from({ length: 40 }, (_, number) => `partner-${String(number).padStart(2, '0')}`);
    for (const partner of names)
      await world.register(partner, 'environments: { sandbox: https://s.example }');
    let asked = 0;
    const swept: string[] = [];
    const registrations = {
      ...world.registryPorts.registrations,
      read: async (partner: string) => {
        swept.push(partner);
        return world.registryPorts.registrations.read(partner);
      },
    };
    const context = { ...contextOf(), getRemainingTimeInMillis: () => (++asked > 21 ? 1_000 : 240_000) };

    await world.sweep({ registrations })({ time: BEGIN }, context);
    expect(swept).toHaveLength(20);
    expect(world.progress.at).toMatchObject({ after: 'partner-19' });
    expect(world.measured()).not.toHaveProperty('Partners');

    await invoke(world, minutes(5), { registrations });
    expect(swept.toSorted()).toEqual(names);
    expect(world.progress.at).toBeNull();
    expect(world.measured()).toMatchObject({ Partners: 40 });
  });

  it('counts a partner that fails, and sweeps the others', async () => {
    const world = openDeployedWorld();
    for (const partner of ['acme-pay', 'city-geo']) await world.register(partner, LINES);
    const registrations = {
      ...world.registryPorts.registrations,
      read: async (partner: string) =>
        partner === 'acme-pay'
          ? Promise.reject(new Error('token=hunter2'))
          : world.registryPorts.registrations.read(partner),
    };
    expect(await invoke(world, BEGIN, { registrations })).toMatchObject({
      swept: 2,
      failed: 1,
      complete: true,
    });
    expect(world.measured()).toMatchObject({ Faults: 1, Partners: 2 });
    expect(JSON.stringify(world.lines)).not.toContain('hunter2');
  });
});

describe('the checkpoint', () => {
  it('signs the heads of all ledgers once a day, and the first of a day stays', async () => {
    const world = openDeployedWorld();
    for (const partner of ['acme-pay', 'city-geo']) {
      await world.register(partner, LINES);
      await look(world, partner, BEGIN, aLook(0, []));
    }
    await invoke(world, minutes(5));
    const text = world.checkpoints.get('2026-11-22') ?? '';
    const { checkpoint, key, algorithm, signature } = JSON.parse(text);
    const heads: Record<string, object> = {};
    for (const partner of ['acme-pay', 'city-geo']) {
      const head = await world.stores.ledger.head(partner);
      heads[partner] = { seq: head?.seq, hash: head?.hash };
    }
    expect(checkpoint).toEqual({ v: 1, day: '2026-11-22', at: minutes(5), heads });
    expect(signature).toBe(sha256(canonicalJson(checkpoint)));
    expect(text).toBe(canonicalJson({ checkpoint, key, algorithm, signature }));

    await look(world, 'acme-pay', minutes(6), anOutage(0));
    await invoke(world, minutes(10));
    expect(world.checkpoints.get('2026-11-22')).toBe(text);
    await invoke(world, '2026-11-23T00:02:00Z');
    expect([...world.checkpoints.keys()]).toEqual(['2026-11-22', '2026-11-23']);
  });

  it('that cannot be signed is a fault, in nobody’s way, and made by a later sweep', async () => {
    const world = openDeployedWorld();
    await world.register('acme-pay', LINES);
    const signer = { sign: async () => Promise.reject(new Error('KMSInvalidStateException')) };
    expect(await invoke(world, BEGIN, { signer })).toMatchObject({ complete: true, checkpoint: null });
    expect(world.measured()).toMatchObject({ Faults: 1, Partners: 1 });
    expect(await invoke(world, minutes(5))).toMatchObject({ checkpoint: '2026-11-22' });
  });
});
