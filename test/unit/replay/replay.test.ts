import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../src/core/replay/figures.ts';
import { getting, replayed, shopWith } from './history.ts';

const ORDER = getting('Look up an order', ['id', 'total']);
const ITEM = getting('Look up an item', ['id', 'price']);
const first = shopWith('1', { '/orders': ORDER, '/items': ITEM });

describe('a history under what we use', () => {
  it('tells each change of it once, on its day, and nothing else', async () => {
    const withoutTotal = shopWith('2', { '/orders': getting('Look up an order', ['id']), '/items': ITEM });
    const withoutPrice = shopWith('3', {
      '/orders': getting('Look up an order', ['id']),
      '/items': getting('Look up an item', ['id']),
    });
    const replay = await replayed(
      [
        ['2026-01-01', first],
        ['2026-02-01', withoutTotal],
        ['2026-03-01', withoutPrice],
        ['2026-04-01', withoutPrice],
      ],
      ['GET /orders'],
    );
    const told = replay.days.map(({ at, told, quiet }) => [at.slice(0, 10), told.length, quiet]);
    expect(told).toEqual([
      ['2026-01-01', 0, 0],
      ['2026-02-01', 1, 0],
      ['2026-03-01', 0, 1],
      ['2026-04-01', 0, 0],
    ]);
    expect(replay.days[1]?.told[0]).toMatchObject({
      change: 'SHOP-1',
      step: 'announce',
      count: 1,
      differences: [{ rule: 'response-required-property-removed', effect: 'may-break', occurrence: 1 }],
    });
    expect(replay.notices).toEqual({ ours: 1, theirs: 0 });
  });

  it('counts how often the same place has differed', async () => {
    const without = shopWith('2', { '/orders': getting('Look up an order', ['id']), '/items': ITEM });
    const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'];
    const replay = await replayed(
      days.map((day, index) => [day, index % 2 === 0 ? first : without] as const),
      ['GET /orders'],
    );
    const removals = replay.days.flatMap(({ told }) => told.flatMap(({ differences }) => differences));
    expect(removals.map(({ rule, occurrence }) => [rule, occurrence])).toEqual([
      ['response-required-property-removed', 1],
      ['response-required-property-removed', 2],
    ]);
    expect(replay.removals.map(({ what, back }) => [what, back?.slice(0, 10) ?? null])).toEqual([
      ['part', '2026-03-01'],
      ['part', null],
    ]);
  });
});

describe('what went', () => {
  it('is told with the first sign of it, or with none, and with its return', async () => {
    const marked = getting('Look up an item', ['id', 'price'], { deprecated: true });
    const replay = await replayed(
      [
        ['2026-01-01', first],
        ['2026-02-01', shopWith('2', { '/orders': ORDER, '/items': marked })],
        ['2026-03-01', shopWith('3', { '/orders': ORDER })],
        ['2026-03-15', shopWith('4', { '/items': ITEM })],
      ],
      ['GET /orders'],
    );
    expect(replay.removals).toMatchObject([
      {
        key: 'GET /items',
        used: false,
        leadDays: 28,
        sign: { how: 'deprecated', orEarlier: false },
        back: '2026-03-15T00:00:00.000Z',
      },
      { key: 'GET /orders', used: true, leadDays: null, sign: null, back: null },
    ]);
    expect(figuresOf(replay)).toMatchObject({ removals: { all: 2, counted: 1, signed: 0 }, lead: null });
    expect(replay.days.at(-1)?.told[0]?.differences[0]).toMatchObject({ effect: 'breaks' });
  });

  it('says of a mark that was there from the start that it may be older', async () => {
    const marked = getting('Look up an item', ['id'], { deprecated: true, 'x-sunset': '2026-06-01' });
    const replay = await replayed([
      ['2026-01-01', shopWith('1', { '/orders': ORDER, '/items': marked })],
      ['2026-07-01', shopWith('2', { '/orders': ORDER })],
    ]);
    expect(replay.removals).toMatchObject([
      { used: null, leadDays: 181, sign: { how: 'sunset', orEarlier: true } },
    ]);
  });
});

describe('a history under no known use', () => {
  it('is one summary to us for each version that differs, and nothing to them', async () => {
    const second = shopWith('2', { '/orders': getting('Look up an order', ['id']), '/items': ITEM });
    const third = shopWith('3', { '/items': ITEM });
    const replay = await replayed([
      ['2026-01-01', first],
      ['2026-02-01', second],
      ['2026-03-01', third],
    ]);
    expect(replay.days.map(({ told }) => told.map(({ step, breaks }) => [step, breaks]))).toEqual([
      [],
      [['summary', 1]],
      [['summary', 1]],
    ]);
    expect(replay.notices).toEqual({ ours: 2, theirs: 0 });
  });
});

it('says what it is doing', async () => {
  const doings: string[] = [];
  await replayed([['2026-01-01', first]], [], doings);
  expect(doings).toEqual(['version 1 of 1, 2026-01-01', '']);
});
