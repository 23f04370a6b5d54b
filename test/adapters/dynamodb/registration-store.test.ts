import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createRegistrationStore } from '../../../src/adapters/dynamodb/registration-store.ts';
import type { RegistrationRecord } from '../../../src/core/registration/types.ts';
import { openDeployedTable } from './open-deployed-table.ts';

const { table, service } = await openDeployedTable();
const store = createRegistrationStore(table);

function record(partner: string, hash: string, change: Partial<RegistrationRecord> = {}): RegistrationRecord {
  return {
    v: 1,
    partner,
    hash: hash.repeat(64),
    source: 'shop/integrations',
    at: '2026-11-02T06:00:00.000Z',
    by: 'ci',
    files: [{ path: `contracts/${partner}/agreement.yaml`, sha256: 'e'.repeat(64), bytes: 12 }],
    schedules: [
      {
        partner,
        environment: null,
        expression: 'rate(1 hour)',
        timezone: 'UTC',
        flexibleMinutes: 6,
        intervalMs: 3_600_000,
      },
    ],
    contract: { agreement: { partner, name: 'Größe', uses: [{ a: 1 }] }, shared: {}, journeys: null },
    ...change,
  };
}

const listed = async (partner: string) => (await store.list()).find((one) => one.partner === partner);

test('a record comes back whole, and its summary in the list', async () => {
  const one = record('acme-pay', '1');

  expect(await store.write(one, null)).toBe('written');

  expect(await store.read('acme-pay')).toEqual(one);
  const { contract: _, ...summary } = one;
  expect(await listed('acme-pay')).toEqual(summary);
  expect(await store.read('nobody')).toBeNull();
});

test('only the record that was seen is replaced; the list tells of the one that stands', async () => {
  const [first, second, late] = ['1', '2', '3'].map((hash) => record('race', hash)) as [
    RegistrationRecord,
    RegistrationRecord,
    RegistrationRecord,
  ];
  await store.write(first, null);
  expect(await store.write(second, first.hash)).toBe('written');

  expect(await store.write(late, first.hash)).toBe('conflict');
  expect(await store.write(late, null)).toBe('conflict');

  expect(await store.read('race')).toEqual(second);
  expect((await listed('race'))?.hash).toBe(second.hash);
});

test('of many at once exactly one is kept, and the list agrees', async () => {
  const racers = ['1', '2', '3', '4', '5'].map((hash) => record('many', hash));

  const outcomes = await Promise.all(racers.map((one) => store.write(one, null)));

  expect(outcomes.filter((one) => one === 'written')).toHaveLength(1);
  const kept = racers[outcomes.indexOf('written')];
  expect(await store.read('many')).toEqual(kept);
  expect((await listed('many'))?.hash).toBe(kept?.hash);
});

test('a write whose answer was lost, made again by the client, is written', async () => {
  service.inject({ kind: 'lost-answer', operation: 'PutItem', holding: 'CONTRACT' });

  expect(await store.write(record('lost', '1'), null)).toBe('written');
  expect(service.heal()).toBeGreaterThan(0);
  const other = record('lost', '1', { by: 'somebody else' });
  expect(await store.write(other, null)).toBe('conflict');
});

test.each(['throttle', 'server-error', 'silence', 'reset'] as const)('%s is survived', async (kind) => {
  service.inject({ kind, operation: 'PutItem' });
  service.inject({ kind, operation: 'GetItem' });

  expect(await store.write(record(kind, '1'), null)).toBe('written');

  expect((await store.read(kind))?.hash).toBe('1'.repeat(64));
});

test('what lasts is a storage fault', async () => {
  service.inject({ kind: 'throttle', times: 4, operation: 'GetItem' });

  await expect(store.read('acme-pay')).rejects.toMatchObject({ code: 'storage' });
});

test('what a crash left between list and record is mended by the same call again', async () => {
  const [before, after] = [record('crash', '1'), record('crash', '2')];
  await store.write(before, null);
  service.inject({ kind: 'reset', times: 4, operation: 'PutItem', holding: 'CONTRACT' });

  await expect(store.write(after, before.hash)).rejects.toMatchObject({ code: 'storage' });
  expect(await store.read('crash')).toEqual(before);
  expect(await store.write(after, before.hash)).toBe('written');

  expect(await store.read('crash')).toEqual(after);
  expect((await listed('crash'))?.hash).toBe(after.hash);
});

test('a contract larger than an item comes back', async () => {
  const text = Array.from({ length: 9_000 }, (_, n) => `operation number ${n} of theirs`).join('\n');
  const one = record('large', '1', { contract: { agreement: { text }, shared: {}, journeys: {} } });

  await store.write(one, null);

  expect(await store.read('large')).toEqual(one);
});

test('removing takes record and summary away, also twice', async () => {
  await store.write(record('gone', '1'), null);

  await store.remove('gone');
  await store.remove('gone');

  expect(await store.read('gone')).toBeNull();
  expect(await listed('gone')).toBeUndefined();
  expect(await store.write(record('gone', '2'), '1'.repeat(64))).toBe('conflict');
  expect(await listed('gone')).toBeUndefined();
});

test('a record that somebody else wrote is an integrity fault', async () => {
  const Item = {
    PK: { S: 'REGISTRATION#odd' },
    SK: { S: 'CONTRACT' },
    hash: { S: 'x' },
    summary: { S: '{"v":2}' },
    contract: { S: '{}' },
  };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));

  await expect(store.read('odd')).rejects.toMatchObject({ code: 'integrity' });
});
