import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLookMemory as inTable } from '../../../src/adapters/dynamodb/look-memory.ts';
import { createLookMemory as inFiles } from '../../../src/adapters/files/look-memory.ts';
import { forgetfulMemory } from '../../../src/adapters/pact/forgetful-memory.ts';
import type { LookMemory } from '../../../src/app/look-memory.ts';
import { openDeployedTable } from '../dynamodb/open-deployed-table.ts';
import { aCompensation } from './compensation.ts';

const folder = mkdtempSync(join(tmpdir(), 'forewarn-memory-'));
let table: Awaited<ReturnType<typeof openDeployedTable>>;
beforeAll(async () => {
  table = await openDeployedTable();
});
afterAll(() => {
  table.table.client.destroy();
  rmSync(folder, { recursive: true });
});

const soon = () => Date.now() + 60_000;
const past = () => Date.now() - 1;

/** Two who share one memory, as two processes do; the forgetful one has no second. */
const KINDS: [string, (dir: string) => [LookMemory, LookMemory]][] = [
  ['files', (dir) => [inFiles(() => join(folder, dir)), inFiles(() => join(folder, dir))]],
  ['the table', () => [inTable(table.table), inTable(table.table)]],
  [
    'this process alone',
    () => {
      const memory = forgetfulMemory();
      return [memory, memory];
    },
  ],
];

describe.each(KINDS)('kept in %s', (_, open) => {
  it('what is to be undone comes back as it was written last, until it is undone', async () => {
    const [{ journal: mine }, { journal: other }] = open('written');
    const environment = 'written';
    const first = aCompensation({ environment, at: '2026-11-22T08:00:00.000Z' });
    const second = aCompensation({ environment, at: '2026-11-22T09:00:00.000Z', known: {}, answered: 0 });
    await mine.write(second, soon());
    await mine.write(first, soon());
    const answered = { ...second, answered: 1, known: { id: 'it-2' } };
    await mine.write(answered, soon());
    expect(await other.open('shelf', environment)).toEqual([first, answered]);
    expect(await other.open('shelf', 'elsewhere')).toEqual([]);
    await mine.close('shelf', first.id);
    expect(await other.open('shelf', environment)).toEqual([answered]);
    await mine.close('shelf', second.id);
    expect(await other.open('shelf', environment)).toEqual([]);
  });

  it('is left alone while its look lives, and claimed once when that is over or it is let go', async () => {
    const [{ journal: mine }, { journal: other }] = open('claimed');
    const environment = 'claimed';
    const [held, over, free] = [past, past, past].map(() => aCompensation({ environment }));
    if (!held || !over || !free) throw new Error('three');
    await mine.write(held, soon());
    await mine.write(over, past());
    await mine.write(free, soon());
    await mine.write(free, 0);
    const ids = new Set([over.id, free.id]);
    const [one, two] = await Promise.all([
      other.claim('shelf', environment, soon()),
      mine.claim('shelf', environment, soon()),
    ]);
    expect(new Set([...one, ...two].map(({ id }) => id))).toEqual(ids);
    expect(one.length + two.length).toBe(2);
    expect(await other.claim('shelf', environment, soon())).toEqual([]);
    expect(await other.open('shelf', environment)).toHaveLength(3);
  });

  it('a claimed entry is closed and written by who claimed it', async () => {
    const [{ journal: mine }, { journal: other }] = open('handed');
    const environment = 'handed';
    const entry = aCompensation({ environment });
    await mine.write(entry, 0);
    const [claimed] = await other.claim('shelf', environment, soon());
    expect(claimed).toEqual(entry);
    await other.write({ ...entry, undone: 1 }, soon());
    expect(await mine.open('shelf', environment)).toEqual([{ ...entry, undone: 1 }]);
    await other.close('shelf', entry.id);
    expect(await mine.open('shelf', environment)).toEqual([]);
  });

  it('a fixture is lent to one, given back, and comes back by itself', async () => {
    const [{ fixtures: mine }, { fixtures: other }] = open('lent');
    const of = { partner: 'shelf', environment: 'lent' };
    const first = await mine.take(of, ['a', 'b'], soon());
    const second = await other.take(of, ['a', 'b'], soon());
    expect([first?.fixture, second?.fixture]).toEqual(['a', 'b']);
    expect(await mine.take(of, ['a', 'b'], soon())).toBeNull();
    expect((await mine.take({ ...of, environment: 'beside' }, ['a'], soon()))?.fixture).toBe('a');
    await first?.giveBack();
    const third = await other.take(of, ['a', 'b'], past());
    expect(third?.fixture).toBe('a');
    const fourth = await mine.take(of, ['a', 'b'], soon());
    expect(fourth?.fixture).toBe('a');
    await third?.giveBack();
    expect(await other.take(of, ['a'], soon())).toBeNull();
  });

  it('of many who ask at once, each gets a fixture of its own', async () => {
    const [{ fixtures: mine }, { fixtures: other }] = open('crowd');
    const of = { partner: 'shelf', environment: 'crowd' };
    const pool = ['a', 'b', 'c', 'd', 'e'];
    const lent = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? mine : other).take(of, pool, soon())),
    );
    const got = lent.flatMap((one) => (one ? [one.fixture] : [])).sort();
    expect(got).toEqual([...new Set(got)]);
    expect(got.length).toBeGreaterThan(0);
    const rest = await Promise.all(pool.map((one) => mine.take(of, [one], soon())));
    expect(rest.filter((one) => one !== null)).toHaveLength(pool.length - got.length);
  });

  it('when things were last looked at', async () => {
    const [{ turns: mine }, { turns: other }] = open('turns');
    expect(await mine.read('shelf', 'turns')).toEqual({});
    const all = {
      'a: b': { verified: '2026-11-22T08:00:00.000Z', held: false },
      c: { verified: null, held: true },
    };
    await mine.write('shelf', 'turns', all);
    expect(await other.read('shelf', 'turns')).toEqual(all);
    expect(await other.read('shelf', 'elsewhere')).toEqual({});
  });
});

describe('in files', () => {
  it('what a process holds is free when that process has been killed, and not before', async () => {
    const dir = join(folder, 'killed');
    const child = fork(join(import.meta.dirname, 'holding-child.ts'), [dir]);
    await new Promise((resolve) => child.once('message', resolve));
    const { journal, fixtures } = inFiles(() => dir);
    const of = { partner: 'shelf', environment: 'sandbox' };
    expect(await journal.claim('shelf', 'sandbox', soon())).toEqual([]);
    expect(await fixtures.take(of, ['a'], soon())).toBeNull();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await journal.claim('shelf', 'sandbox', soon())).toHaveLength(1);
    expect((await fixtures.take(of, ['a'], soon()))?.fixture).toBe('a');
  });

  it('what is written is for this user alone, and leaves no half of a file', async () => {
    const { journal } = inFiles(() => join(folder, 'private'));
    await journal.write(aCompensation(), soon());
    const place = join(folder, 'private', 'journal', 'shelf', 'sandbox');
    const [name = ''] = readdirSync(place);
    expect(readdirSync(place)).toHaveLength(1);
    expect(statSync(join(place, name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'private', 'journal')).mode & 0o777).toBe(0o700);
  });
});
