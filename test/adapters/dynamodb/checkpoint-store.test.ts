import { expect, test } from 'vitest';
import { createCheckpointStore } from '../../../src/adapters/dynamodb/checkpoint-store.ts';
import { keys } from '../../../src/adapters/dynamodb/keys.ts';
import { putItem } from '../../../src/adapters/dynamodb/one-item.ts';
import { createSweepProgressStore } from '../../../src/adapters/dynamodb/sweep-progress-store.ts';
import { keyItem } from '../../../src/adapters/dynamodb/table.ts';
import { NO_HEALTH } from '../../../src/app/partner-health.ts';
import { openDeployedTable } from './open-deployed-table.ts';

const { table, service } = await openDeployedTable();
const store = createCheckpointStore(table);

test('the first checkpoint of a day stays', async () => {
  expect(await store.read('2026-11-02')).toBeNull();

  expect(await store.write('2026-11-02', 'first')).toBe('written');
  expect(await store.write('2026-11-02', 'second')).toBe('there');

  expect(await store.read('2026-11-02')).toBe('first');
});

test('one whose answer was lost is written, and one of 10,000 partners fits', async () => {
  const hash = (n: number) => n.toString(16).padStart(64, '0');
  const heads = Object.fromEntries(
    Array.from({ length: 4_000 }, (_, n) => [`partner-${n}`, { seq: n, hash: hash(n) }]),
  );
  const text = JSON.stringify({ heads });
  service.inject({ kind: 'lost-answer', operation: 'PutItem' });

  expect(await store.write('2026-11-03', text)).toBe('written');

  expect(service.heal()).toBeGreaterThan(0);
  expect(await store.read('2026-11-03')).toBe(text);
});

test('where a round stands is kept until it is complete, and begun anew where it cannot be read', async () => {
  const progress = createSweepProgressStore(table);
  const at = { after: 'acme-pay', health: { ...NO_HEALTH, partners: 3, waiting: 1 } };
  expect(await progress.read()).toBeNull();

  await progress.write(at);
  expect(await progress.read()).toEqual(at);
  await progress.write(null);
  expect(await progress.read()).toBeNull();

  await putItem(table, { ...keyItem(keys.sweepProgress), progress: { S: '{"after":1}' } });
  expect(await progress.read()).toBeNull();
  expect(service.calls.map(({ operation }) => operation)).not.toContain('DeleteItem');
});
