import { afterAll, beforeAll, expect, it } from 'vitest';
import { nextVersion, openWorld, type World } from './world.ts';

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
});

it('gives each side its own view: ours alone says who feels it', async () => {
  const [ours = ''] = await world.mail('ours');
  const [theirs = ''] = await world.mail('theirs');
  for (const mail of [ours, theirs]) expect(mail).toContain('ACME-PAY-1');
  expect(ours).toContain('The receipt does not say how');
  for (const inner of ['The receipt', 'customer pays', 'payments@shop.example', 'service-desk']) {
    expect(theirs.split('\n\n').slice(1).join('\n\n')).not.toContain(inner);
  }
  for (const blame of [/\bfault\b/i, /\bbroke\b/i, /\bfailed to\b/i, /\bblame\b/i]) {
    expect(theirs).not.toMatch(blame);
  }
});
