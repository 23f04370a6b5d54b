import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import { nextVersion, openWorld, type World } from './world.ts';

/** What only our side may read: who feels it, what it does to us, whom we tell. */
const INNER = [
  'The receipt',
  'customer pays',
  'service desk',
  'breaks',
  'payments@shop.example',
  'service-desk',
  'effect',
  'severity',
  'journeys',
  'nothing that we use',
];
const BLAME = [/\bfault\b/i, /\bbroke\b/i, /\bfailed to\b/i, /\bblame\b/i, /\bviolat/i];

describe('both sides, each with its own view', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(await nextVersion(world));
    await world.look('sandbox');
  }, 60_000);
  afterAll(() => world.close());

  it('tells our side at once and holds what is for theirs until a person has released it', async () => {
    expect(await world.mail('ours')).toHaveLength(1);
    await world.look('sandbox');
    expect(await world.mail('theirs')).toEqual([]);
    expect(await world.mail('webhooks')).toEqual([]);

    await world.release('ACME-PAY-1');

    expect(await world.mail('theirs')).toHaveLength(1);
    expect(await world.mail('webhooks')).toHaveLength(1);
    await world.look('sandbox');
    expect(await world.mail('theirs')).toHaveLength(1);
    const releases: string[] = [];
    for await (const entry of world.ports.ledger.entries('acme-pay')) {
      const { transitions, by } = parseEntry(entry);
      if (transitions.some((one) => one.type === 'released')) releases.push(by.kind);
    }
    expect(releases).toEqual(['person']);
  });

  it('says to ours alone who feels it, and blames nobody', async () => {
    const [ours = ''] = await world.mail('ours');
    const [mail = ''] = await world.mail('theirs');
    const [webhook = ''] = await world.mail('webhooks');
    expect(ours).toContain('The receipt does not say how');
    for (const theirs of [mail.split('\n\n').slice(1).join('\n\n'), webhook]) {
      expect(theirs).toContain('ACME-PAY-1');
      expect(theirs).toContain('amount_captured');
      for (const inner of INNER) expect(theirs).not.toContain(inner);
      for (const blame of BLAME) expect(theirs).not.toMatch(blame);
    }
  });
});

describe('no surprise', () => {
  let world: World;
  afterEach(() => world.close());

  it('leaves nothing for a partner who was not told before it went away', async () => {
    world = await openWorld('acme-pay');
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(await nextVersion(world));
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(world.open(world.baseline()));
    await world.look('sandbox');

    await world.release('ACME-PAY-1');

    expect(await world.mail('ours')).toHaveLength(2);
    expect([...(await world.mail('theirs')), ...(await world.mail('webhooks'))]).toEqual([]);
  });

  it('tells theirs without a release only where that is switched on', async () => {
    world = await openWorld('acme-pay', (agreement) => ({
      ...agreement,
      contacts: { ...agreement.contacts, theirsSend: 'auto' },
    }));
    await world.look('sandbox');
    world.emulator('sandbox').setVersion(await nextVersion(world));
    await world.look('sandbox');

    expect([...(await world.mail('theirs')), ...(await world.mail('webhooks'))]).toHaveLength(2);
  });
});
