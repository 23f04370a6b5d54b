import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ForewarnError } from '../../src/core/errors.ts';
import { json, startServer } from '../adapters/loopback-server.ts';
import { BEGIN, type DeployedWorld, minutes, openDeployedWorld } from './deployed-world.ts';
import { contextOf } from './invocation.ts';

const PARCELS = [{ id: 'P-1', status: 'moving', weight: 900 }];

/** A partner that answers, registered with one environment that is checked every 15 minutes. */
async function watched(
  on: Parameters<typeof openDeployedWorld>[0] & { hangs?: boolean; lines?: string; auth?: string } = {},
) {
  const partner = await startServer((_request, response) => {
    if (!on.hangs) json(response, 200, PARCELS);
  });
  onTestFinished(() => partner.close());
  const world = openDeployedWorld(on);
  await world.register(
    'parcel-post',
    `uses: [listParcels]
environments: { sandbox: { url: ${partner.url}, ${on.auth ?? ''}mode: full } }
schedule: { every: 15m }
${on.lines ?? 'limits: { requests-per-second: 50 }'}`,
  );
  return { world, partner };
}

const tick = (scheduledTime = BEGIN, more = {}) =>
  JSON.stringify({ v: 1, partner: 'parcel-post', environment: 'sandbox', scheduledTime, ...more });

function messages(...bodies: (string | [body: string, group: string])[]) {
  return {
    Records: bodies.map((one, number) => {
      const [body, group] = typeof one === 'string' ? [one, 'parcel-post'] : one;
      return { messageId: `m${number + 1}`, body, attributes: { MessageGroupId: group } };
    }),
  };
}

const invoke = (world: DeployedWorld, event: unknown, more = {}, remainingMs = 180_000) =>
  world.runCheck(more)(event as ReturnType<typeof messages>, contextOf(remainingMs));

const failed = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map((one) => one.itemIdentifier);

describe('a tick', () => {
  it('is checked, kept and counted', async () => {
    const { world, partner } = await watched();
    expect(failed(await invoke(world, messages(tick())))).toEqual([]);
    expect(partner.received.map(({ url }) => url)).toEqual(['/parcels']);
    expect(world.measured()).toMatchObject({ ChecksRun: 1, ChecksNotVerified: 0 });
    expect(world.said('checked')).toMatchObject([
      { level: 'info', function: 'test', requestId: contextOf().awsRequestId, verdict: 'agrees' },
    ]);
    expect((await world.stores.ledger.head('parcel-post'))?.seq).toBe(1);
  });

  it('is worked on again where the store of secrets fails: the partner is not blamed', async () => {
    const { world, partner } = await watched({ auth: 'auth: { bearer: { secret: parcel-post/token } }, ' });
    const broken = {
      secrets: { read: () => Promise.reject(new ForewarnError('storage', 'no secrets now')) },
    };
    expect(failed(await invoke(world, messages(tick()), broken))).toEqual(['m1']);
    expect(partner.received).toEqual([]);
    expect(await world.stores.ledger.head('parcel-post')).toBeNull();
    expect(world.measured()).toMatchObject({ Faults: 1 });
  });

  it('twice calls the partner once, also where the time is written in another way', async () => {
    const { world, partner } = await watched();
    await invoke(world, messages(tick()));
    await invoke(world, messages(tick('2026-11-22T08:00:00Z')));
    expect(partner.received).toHaveLength(1);
    expect(world.measured()).toMatchObject({ ChecksRun: 1, ChecksDropped: 1 });
    expect(world.said('a tick was dropped')).toMatchObject([{ why: 'doubled' }]);
  });

  it('that comes after a younger one is looked at, and does not turn time back', async () => {
    const { world } = await watched();
    await invoke(world, messages(tick(minutes(15))));
    await invoke(world, messages(tick(BEGIN)));
    expect(world.measured()).toMatchObject({ ChecksRun: 2 });
    const times: string[] = [];
    for await (const { body } of world.stores.ledger.entries('parcel-post')) times.push(JSON.parse(body).at);
    expect(times).toEqual(times.toSorted());
  });

  it('older than its interval is dropped; one of that very age is not', async () => {
    const { world, partner } = await watched({ clock: 'real' });
    world.calendar.time = minutes(15);
    await invoke(world, messages(tick()));
    expect(partner.received).toHaveLength(1);
    world.calendar.time = minutes(31);
    await invoke(world, messages(tick(minutes(15.5))));
    expect(partner.received).toHaveLength(1);
    expect(world.said('a tick was dropped')).toMatchObject([{ why: 'late' }]);
  });

  it.each([
    ['a partner that nobody registered', { partner: 'nobody' }],
    ['an environment that is not registered', { environment: 'moon' }],
    ['documents alone, of a partner with environments', { environment: null }],
  ])('for %s is refused, and does not come again', async (_name, more) => {
    const { world } = await watched();
    expect(failed(await invoke(world, messages(tick(BEGIN, more))))).toEqual([]);
    expect(world.measured()).toMatchObject({ ChecksRefused: 1 });
    expect(world.measured()).not.toHaveProperty('Faults');
  });

  it('is refused where the registered files are gone or say nothing', async () => {
    const { world, partner } = await watched();
    const [key] = world.registry.files.keys();
    world.registry.files.set(key ?? '', { 'openapi/parcel-post.yaml': 'no: document' });
    await invoke(world, messages(tick()));
    world.registry.files.clear();
    await invoke(world, messages(tick()));
    expect(world.measured()).toMatchObject({ ChecksRefused: 2 });
    expect(partner.received).toEqual([]);
  });

  it('of a partner that is down is not verified, and no fault of ours', async () => {
    const { world, partner } = await watched();
    await partner.close();
    expect(failed(await invoke(world, messages(tick())))).toEqual([]);
    expect(world.measured()).toMatchObject({ ChecksRun: 1, ChecksNotVerified: 1 });
    expect(world.measured()).not.toHaveProperty('Faults');
  });

  it('ends early where little time is left, and is kept', async () => {
    const { world } = await watched({ hangs: true });
    const begin = performance.now();
    expect(failed(await invoke(world, messages(tick()), {}, 9_000))).toEqual([]);
    expect(performance.now() - begin).toBeLessThan(6_000);
    expect(world.measured()).toMatchObject({ ChecksRun: 1, ChecksNotVerified: 1 });
    const head = await world.stores.ledger.head('parcel-post');
    expect(head?.body).toMatch(/"class":"(deadline|timeout)"/);
  }, 15_000);
});

describe('a message that is no tick', () => {
  it.each([
    ['no JSON', 'once upon a time'],
    ['another version', tick(BEGIN, { v: 2 })],
    ['more than a tick', tick(BEGIN, { password: 'x' })],
    ['a time that is none', tick('yesterday')],
    ['a name that leads elsewhere', tick(BEGIN, { partner: '../etc' })],
  ])('goes the way to the dead letters: %s', async (_name, body) => {
    const { world, partner } = await watched();
    expect(failed(await invoke(world, messages(body)))).toEqual(['m1']);
    expect(world.measured()).toMatchObject({ PoisonEvents: 1 });
    expect(JSON.stringify(world.lines)).not.toMatch(/once upon|password|\.\.\/etc|yesterday/);
    expect(partner.received).toEqual([]);
  });

  it('holds back what follows in its group, and no other group', async () => {
    const { world } = await watched();
    const batch = messages(['poison', 'a'], [tick(), 'a'], [tick(), 'b']);
    expect(failed(await invoke(world, batch))).toEqual(['m1', 'm2']);
    expect(world.measured()).toMatchObject({ ChecksRun: 1 });
  });

  it('is told apart from an event that is not of the queue at all, which fails as a whole', async () => {
    const { world } = await watched();
    const failure = invoke(world, { 'detail-type': 'secret words' });
    await expect(failure).rejects.toMatchObject({
      name: 'ForewarnError',
      message: expect.stringMatching(/Records/),
    });
    expect(world.measured()).toEqual(expect.objectContaining({ Faults: 1 }));
    expect(JSON.stringify(world.lines)).not.toContain('secret words');
  });
});

describe('a fault of our own', () => {
  it('is reported, so that the same tick comes again and succeeds', async () => {
    const { world, partner } = await watched();
    let faults = 1;
    const append: typeof world.stores.ledger.append = async (name, entry) => {
      if (faults-- > 0) throw new ForewarnError('storage', 'The table cannot be used (ThrottlingException).');
      return world.stores.ledger.append(name, entry);
    };
    const more = { ledger: { ...world.stores.ledger, append } };
    expect(failed(await invoke(world, messages(tick()), more))).toEqual(['m1']);
    expect(world.measured()).toMatchObject({ Faults: 1 });
    expect(failed(await invoke(world, messages(tick()), more))).toEqual([]);
    expect(world.measured()).toMatchObject({ Faults: 1, ChecksRun: 1 });
    expect(partner.received).toHaveLength(2);
  });

  it('after the commit does not call the partner again', async () => {
    const { world, partner } = await watched();
    let faults = 1;
    const record: typeof world.stores.runs.record = async (run) => {
      if (faults-- > 0) throw new ForewarnError('storage', 'The table cannot be used (TimeoutError).');
      return world.stores.runs.record(run);
    };
    const more = { runs: { ...world.stores.runs, record } };
    expect(failed(await invoke(world, messages(tick()), more))).toEqual(['m1']);
    expect(failed(await invoke(world, messages(tick()), more))).toEqual([]);
    expect(partner.received).toHaveLength(1);
    expect(world.measured()).toMatchObject({ Faults: 1, ChecksDropped: 1 });
  });

  it('says nothing of what a library says', async () => {
    const { world } = await watched();
    const registrations = { read: async () => Promise.reject(new TypeError('token=hunter2 at line 3')) };
    expect(failed(await invoke(world, messages(tick()), { registrations }))).toEqual(['m1']);
    expect(world.said('a check could not be made')).toMatchObject([
      { name: 'TypeError', partner: 'parcel-post' },
    ]);
    expect(JSON.stringify(world.lines)).not.toContain('hunter2');
  });

  it('is told before the time is up', async () => {
    const { world } = await watched();
    const registrations = { read: async () => pause(5_000).then(() => null) };
    await expect(invoke(world, messages(tick()), { registrations }, 700)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(world.measured()).toMatchObject({ Faults: 1 });
  });
});
