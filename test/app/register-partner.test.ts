import { describe, expect, it } from 'vitest';
import { registerPartner } from '../../src/app/register-partner.ts';
import { unregisterPartner } from '../../src/app/unregister-partner.ts';
import type { RegistrationBundle } from '../../src/core/registration/types.ts';
import { bundleOf, openRegistry, type Registry } from './registry-fixture.ts';

const by = 'repo:shop/integrations:ref:refs/heads/main';
const MINUTE = 60_000;
const SANDBOX = { sandbox: 'https://sandbox.acme-pay.example' };
const BOTH = { ...SANDBOX, production: 'https://api.acme-pay.example' };
const first = bundleOf({ environments: BOTH, schedule: { every: '15m' } });
const second = bundleOf({ environments: SANDBOX, schedule: { every: '1h' } });

/** What must be the same after a crash and another try: all but the time of the registration. */
function endOf({ records, files, schedules, ticks }: Registry) {
  const record = records.get('acme-pay');
  const dueNow = ticks.filter(({ scheduledTime }) => scheduledTime === record?.at);
  return {
    record: record && { ...record, at: null },
    kept: record ? files.get(`acme-pay/${record.hash}`) : null,
    schedules: [...schedules].sort(),
    first: [...new Set(dueNow.map(({ environment }) => environment))].sort(),
  };
}

describe('registering a partner', () => {
  it('keeps files and record, plans every environment, and checks at once', async () => {
    const { ports, registry } = openRegistry();
    const change = await registerPartner(ports, { bundle: first, by });
    expect(change).toEqual({ kind: 'added', partner: 'acme-pay', files: Object.keys(first.files).sort() });
    const record = registry.records.get('acme-pay');
    expect(record).toMatchObject({ v: 1, source: 'shop/integrations', by, at: '2026-11-22T08:00:00.000Z' });
    expect(registry.files.get(`acme-pay/${record?.hash}`)).toEqual(first.files);
    expect([...registry.schedules.keys()]).toEqual(['acme-pay--sandbox', 'acme-pay--production']);
    expect(registry.ticks).toEqual(
      ['sandbox', 'production'].map((environment) => ({
        v: 1,
        partner: 'acme-pay',
        environment,
        scheduledTime: '2026-11-22T08:00:00.000Z',
      })),
    );
  });

  it('only says what would change in a dry run', async () => {
    const { ports, registry } = openRegistry();
    expect(await registerPartner(ports, { bundle: first, by, dryRun: true })).toMatchObject({
      kind: 'added',
    });
    expect(registry.effects).toBe(0);
  });

  it('again changes nothing: the first check keeps its name, and is not sent once the next tick is due', async () => {
    const { ports, registry, clock } = openRegistry();
    await registerPartner(ports, { bundle: first, by });
    const end = endOf(registry);
    clock.at += MINUTE;
    expect(await registerPartner(ports, { bundle: first, by })).toEqual({
      kind: 'unchanged',
      partner: 'acme-pay',
    });
    expect(endOf(registry)).toEqual(end);
    expect(new Set(registry.ticks.map((tick) => tick.scheduledTime)).size).toBe(1);
    const sent = registry.ticks.length;
    clock.at += 15 * MINUTE;
    await registerPartner(ports, { bundle: first, by });
    expect(registry.ticks).toHaveLength(sent);
  });

  it('mends a schedule that was deleted by hand', async () => {
    const { ports, registry } = openRegistry();
    await registerPartner(ports, { bundle: first, by });
    registry.schedules.clear();
    await registerPartner(ports, { bundle: first, by });
    expect(registry.schedules.size).toBe(2);
  });

  it('removes the schedule of an environment that is gone', async () => {
    const { ports, registry } = openRegistry();
    await registerPartner(ports, { bundle: first, by });
    const change = await registerPartner(ports, { bundle: second, by });
    expect(change).toMatchObject({ kind: 'changed', changed: ['contracts/acme-pay/agreement.yaml'] });
    expect([...registry.schedules.values()].map((one) => [one.environment, one.expression])).toEqual([
      ['sandbox', 'rate(1 hours)'],
    ]);
  });

  it('leaves a partner of another source alone, unless it takes it over', async () => {
    const { ports, registry } = openRegistry();
    await registerPartner(ports, { bundle: first, by });
    const effects = registry.effects;
    const theirs: RegistrationBundle = { ...first, source: 'other/repository' };
    const foreign = { kind: 'foreign', partner: 'acme-pay', source: 'shop/integrations' };
    expect(await registerPartner(ports, { bundle: theirs, by })).toEqual(foreign);
    expect(registry.effects).toBe(effects);
    expect(await registerPartner(ports, { bundle: theirs, by, takeOver: true })).toMatchObject({
      kind: 'changed',
    });
    expect(registry.records.get('acme-pay')?.source).toBe('other/repository');
  });

  it('begins nothing with an agreement that cannot be read or planned', async () => {
    const { ports, registry } = openRegistry();
    const wrong = [bundleOf({ colour: 'red' }), bundleOf({ schedule: { every: '30s' } })];
    for (const bundle of wrong)
      await expect(registerPartner(ports, { bundle, by })).rejects.toMatchObject({ code: 'config' });
    const long = bundleOf({ environments: SANDBOX, name: 'x'.repeat(300_000) });
    await expect(registerPartner(ports, { bundle: long, by })).rejects.toMatchObject({ code: 'input' });
    expect(registry.effects).toBe(0);
  });

  it('begins again where another registration came between', async () => {
    const { ports, registry } = openRegistry();
    await registerPartner(ports, { bundle: second, by });
    const { write } = ports.registrations;
    let between = true;
    ports.registrations.write = async (record, instead) => {
      if (!between) return write(record, instead);
      between = false;
      await registerPartner(ports, { bundle: first, by });
      return write(record, instead);
    };
    const third = { ...second, files: { ...second.files, 'openapi/acme-pay.yaml': 'openapi: 3.0.3\n' } };
    expect(await registerPartner(ports, { bundle: third, by })).toMatchObject({ kind: 'changed' });
    expect([...registry.schedules.values()].map((one) => [one.environment, one.expression])).toEqual([
      ['sandbox', 'rate(1 hours)'],
    ]);
    expect(registry.records.get('acme-pay')?.schedules).toEqual([...registry.schedules.values()]);
  });

  it('gives up, and says so, where others never stop', async () => {
    const { ports } = openRegistry();
    ports.registrations.write = async () => 'conflict';
    await expect(registerPartner(ports, { bundle: first, by })).rejects.toMatchObject({ code: 'storage' });
  });
});

describe('taking a partner away', () => {
  const removal = { partner: 'acme-pay', source: 'shop/integrations' };

  it('removes schedules and record; the files stay', async () => {
    const { ports, registry } = openRegistry();
    await registerPartner(ports, { bundle: first, by });
    expect(await unregisterPartner(ports, { ...removal, dryRun: true })).toMatchObject({ kind: 'removed' });
    expect(registry.records.size).toBe(1);
    expect(await unregisterPartner(ports, removal)).toEqual({ kind: 'removed', partner: 'acme-pay' });
    expect([registry.records.size, registry.schedules.size, registry.files.size]).toEqual([0, 0, 1]);
    expect(await unregisterPartner(ports, removal)).toEqual({ kind: 'unchanged', partner: 'acme-pay' });
  });

  it('is refused to another source, unless it takes it over', async () => {
    const { ports, registry } = openRegistry();
    await registerPartner(ports, { bundle: first, by });
    const theirs = { partner: 'acme-pay', source: 'other/repository' };
    expect(await unregisterPartner(ports, theirs)).toMatchObject({ kind: 'foreign' });
    expect(registry.records.size).toBe(1);
    expect(await unregisterPartner(ports, { ...theirs, takeOver: true })).toMatchObject({ kind: 'removed' });
  });
});

/** What is done, on what is there already. */
type Call = (ports: ReturnType<typeof openRegistry>['ports']) => Promise<unknown>;
const CALLS: [string, Call | null, Call][] = [
  ['a first registration', null, (ports) => registerPartner(ports, { bundle: first, by })],
  [
    'a changed one',
    (ports) => registerPartner(ports, { bundle: first, by }),
    (ports) => registerPartner(ports, { bundle: second, by }),
  ],
  [
    'a removal',
    (ports) => registerPartner(ports, { bundle: first, by }),
    (ports) => unregisterPartner(ports, { partner: 'acme-pay', source: 'shop/integrations' }),
  ],
];

describe('a crash', () => {
  it.each(CALLS)('at any effect of %s is mended by the same call again', async (_what, earlier, call) => {
    const calm = openRegistry();
    await earlier?.(calm.ports);
    calm.clock.at += MINUTE;
    const start = calm.registry.effects;
    await call(calm.ports);
    const effects = calm.registry.effects - start;
    expect(effects).toBeGreaterThan(2);
    for (let at = 1; at <= effects; at++)
      for (const when of ['before', 'after'] as const) {
        let armed = -1;
        const crashing = openRegistry((effect, moment) => {
          if (effect === armed && moment === when) throw new Error('crash');
        });
        await earlier?.(crashing.ports);
        crashing.clock.at += MINUTE;
        armed = crashing.registry.effects + at;
        await expect(call(crashing.ports)).rejects.toThrow('crash');
        crashing.clock.at += MINUTE;
        await call(crashing.ports);
        expect({ at, when, ...endOf(crashing.registry) }).toEqual({ at, when, ...endOf(calm.registry) });
      }
  });
});
