import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../src/app/sweep.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;

describe('one change from its beginning to its end', () => {
  beforeAll(async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    await world.look('production');
    world.emulator('sandbox').setVersion(await nextVersion(world));
    await world.look('sandbox');
  }, 60_000);
  afterAll(() => world.close());

  it('tells together what arrives together, once', async () => {
    const { changes, drifts } = await world.state();
    expect(Object.keys(changes)).toEqual(['ACME-PAY-1']);
    expect(Object.keys(drifts).length).toBeGreaterThan(3);
    await world.look('sandbox');
    await world.look('sandbox');
    expect(await told('ours')).toEqual(['announce']);
    await world.release('ACME-PAY-1');
    expect(await told('theirs')).toEqual(['announce', 'announce']);
  });

  it('keeps one change when production follows', async () => {
    world.emulator('production').setVersion(await nextVersion(world));
    await world.look('production');
    expect(Object.keys((await world.state()).changes)).toEqual(['ACME-PAY-1']);
    expect(await told('ours')).toEqual(['announce', 'shipped']);
  });

  it('takes back what goes away from everyone who was told, with an id of its own each', async () => {
    const old = world.open(world.baseline());
    world.emulator('sandbox').setVersion(old);
    world.emulator('production').setVersion(old);
    await world.look('sandbox');
    await world.look('production');
    expect((await world.state()).changes['ACME-PAY-1']?.how).toBe('resolved');
    await world.release('ACME-PAY-1');
    expect(await told('ours')).toEqual(['announce', 'shipped', 'resolved']);
    expect((await told('theirs')).filter((step) => step === 'resolved')).toHaveLength(2);
    const { notices } = await world.state();
    const sent = Object.values(notices).filter((one) => one.sentAt !== null);
    const left = await Promise.all((['ours', 'theirs', 'webhooks'] as const).map(world.mail));
    expect(left.flat()).toHaveLength(sent.length);
  });
});

describe('a delivery whose answer was lost', () => {
  afterEach(() => world.close());

  it('is made again under the same id and seen once', async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(await nextVersion(world));
    const { agreement, journeys, ports } = world;
    const real = ports.mailer.send;
    const delivered: string[] = [];
    ports.mailer.send = async (notice) => {
      delivered.push(notice.id);
      await real(notice);
      throw new Error('the answer was lost');
    };
    await world.look('sandbox');
    await world.release('ACME-PAY-1');
    const [lost] = delivered;
    expect(new Set(delivered).size).toBe(3);
    expect(await told('ours')).toEqual([]);

    ports.mailer.send = async (notice) => {
      delivered.push(notice.id);
      return real(notice);
    };
    await sweep(ports, { agreement, journeys, messageOf });

    expect(delivered.filter((id) => id === lost).length).toBeGreaterThan(1);
    expect(new Set(delivered).size).toBe(3);
    expect(await told('ours')).toEqual(['announce']);
    expect(await told('theirs')).toEqual(['announce', 'announce']);
    for (const side of ['ours', 'theirs', 'webhooks'] as const)
      expect(await world.mail(side)).toHaveLength(1);
  });
});

async function told(side: 'ours' | 'theirs'): Promise<string[]> {
  return Object.values((await world.state()).notices)
    .filter((one) => one.due.side === side && one.sentAt !== null)
    .toSorted((a, b) => ((a.sentAt as string) < (b.sentAt as string) ? -1 : 1))
    .map((one) => one.due.step);
}
