import { describe, expect, it } from 'vitest';
import { keys } from '../../../src/adapters/dynamodb/keys.ts';
import { getItem, putItem } from '../../../src/adapters/dynamodb/one-item.ts';
import { createQuotaStore } from '../../../src/adapters/dynamodb/quota-store.ts';
import { keyItem } from '../../../src/adapters/dynamodb/table.ts';
import type { QuotaAsk, QuotaGrant } from '../../../src/app/ports.ts';
import { openDeployedTable } from './open-deployed-table.ts';

/** As patient as it takes: on a machine that does other things, an answer that is late is not one that is lost. */
const { table, service } = await openDeployedTable({ requestMs: 20_000 });
const NOW = Date.parse('2026-11-22T12:00:00Z');

function ask(more: Partial<QuotaAsk['limits']> = {}): QuotaAsk {
  return {
    limits: { requestsPerSecond: 1_000_000, concurrent: 1_000, callsPerDay: null, ...more },
    now: NOW,
    holdMs: 60_000,
  };
}

const holdOf = (grant: QuotaGrant): string => (grant.kind === 'granted' ? grant.hold : '');

describe('quotas in the table', () => {
  it('are one for all functions, though each remembers what it wrote', async () => {
    const stores = [1, 2, 3].map(() => createQuotaStore(table, () => NOW));
    const asked = Array.from({ length: 12 }, (_, n) =>
      (stores[n % 3] ?? never()).take('a', ask({ callsPerDay: 8 })),
    );
    const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'granted')).toHaveLength(8);
    expect(kinds.filter((kind) => kind === 'budget')).toHaveLength(4);
  });

  it('count a call once whose answer was lost, and which the client made again', async () => {
    const store = createQuotaStore(table, () => NOW);
    service.inject({ kind: 'lost-answer', operation: 'PutItem' });
    expect(await store.take('f', ask({ callsPerDay: 2 }))).toMatchObject({ kind: 'granted' });
    expect(service.heal()).toBeGreaterThan(0);
    expect(await store.left('f', ask({ callsPerDay: 2 }))).toBe(1);
  });

  it('know what another function gave back, and what it was asked to wait', async () => {
    const [one, other] = [createQuotaStore(table, () => NOW), createQuotaStore(table, () => NOW)];
    const single = { ...ask({ concurrent: 1 }), origin: 'https://api.acme-pay.example' };
    const grant = await one.take('b', single);
    expect(await other.take('b', single)).toMatchObject({ kind: 'retry', why: 'turn' });
    await one.giveBack('b', holdOf(grant));
    await one.pause('b', single.origin, NOW + 5_000);
    expect(await other.take('b', single)).toEqual({ kind: 'retry', at: NOW + 5_000, why: 'pause' });
    expect(await other.take('c', single)).toMatchObject({ kind: 'granted' });
  });

  it('are forgotten by the table when they say nothing any more', async () => {
    await createQuotaStore(table, () => NOW).take('d', ask());
    const item = await getItem(table, keys.quota('d'));
    expect(Number(item?.ttl?.N)).toBe((NOW + 3 * 86_400_000) / 1000);
    expect(item?.version?.N).toBe('1');
  });

  it('that cannot be read are refused, not counted from zero', async () => {
    await putItem(table, { ...keyItem(keys.quota('e')), quota: { S: '{}' }, version: { N: '7' } });
    const taken = createQuotaStore(table, () => NOW).take('e', ask());
    await expect(taken).rejects.toMatchObject({ code: 'integrity' });
    expect((await getItem(table, keys.quota('e')))?.version?.N).toBe('7');
  });
});

function never(): never {
  throw new Error('no such store');
}
