import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { getting, shopWith } from '../unit/replay/history.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const GOLDEN = new URL('../golden/replay/', import.meta.url);

const ORDER = getting('Look up an order', ['id', 'total']);
const ITEM = getting('Look up an item', ['id', 'price']);
const MARKED = getting('Look up an item', ['id', 'price'], { deprecated: true });

const VERSIONS: [string, JsonObject][] = [
  ['2026-01-10', shopWith('1.0', { '/orders': ORDER, '/items': ITEM })],
  ['2026-02-20', shopWith('1.1', { '/orders': ORDER, '/items': MARKED })],
  ['2026-04-01', shopWith('2.0', { '/orders': getting('Look up an order', ['id']) })],
  ['2026-05-05', shopWith('2.1', { '/orders': ORDER, '/items': ITEM })],
];

function folderOf(versions: readonly [string, JsonObject][] = VERSIONS): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'history'));
  for (const [index, [day, document]] of versions.entries()) {
    const name = `${String(index).padStart(3, '0')}_${day}_abc.json.gz`;
    writeFileSync(join(cwd, 'history', name), gzipSync(JSON.stringify(document)));
  }
  return cwd;
}

describe('replay of a folder', () => {
  const uses = ['--uses', 'GET /orders, GET /items'];

  it.each(['human', 'json', 'html'])('reads as it should as %s', async (format) => {
    const { code, out, err } = await runCli(['replay', 'history', ...uses, '--format', format], {
      cwd: folderOf(),
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    await expect(out).toMatchFileSnapshot(new URL(`shop.${format}`, GOLDEN).pathname);
  });

  it('is one page without script or network as html', () => {
    const html = readFileSync(new URL('shop.html', GOLDEN), 'utf8');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|https?:\/\/|url\(/);
  });

  it('gives the same report whatever the progress', async () => {
    const [one, other] = [
      await runCli(['replay', 'history', ...uses, '--format', 'json'], { cwd: folderOf() }),
      await runCli(['replay', 'history', ...uses, '--format', 'json'], { cwd: folderOf() }),
    ];
    expect(one.out).toBe(other.out);
  });

  it('begins with what was agreed on the day of --since', async () => {
    const cwd = folderOf();
    const { out } = await runCli(['replay', 'history', '--since', '2026-04-01', '--format', 'json'], { cwd });
    const days: { docVersion: string; told: unknown[] }[] = JSON.parse(out).days;
    expect(days.map(({ docVersion, told }) => [docVersion, told.length])).toEqual([
      ['1.1', 0],
      ['2.0', 1],
      ['2.1', 1],
    ]);
  });

  it('lists a version that cannot be read, and goes on with what was agreed', async () => {
    const cwd = folderOf();
    writeFileSync(join(cwd, 'history', '002_2026-03-01_broken.json'), '{"openapi": "3.1.0", ');
    const { code, out } = await runCli(['replay', 'history', ...uses, '--format', 'json'], { cwd });
    const found = JSON.parse(out);
    expect(code).toBe(0);
    expect(found.unread).toMatchObject([{ version: '002_2026-03-01_broken.json' }]);
    expect(found.days).toHaveLength(4);
    expect(found.days[2].told).toHaveLength(1);
  });

  it('dates plain files by when they were changed, and reads a manifest instead where there is one', async () => {
    const cwd = temporaryFolder();
    for (const [index, [day, document]] of VERSIONS.slice(0, 2).entries()) {
      const file = join(cwd, `v${index}.json`);
      writeFileSync(file, JSON.stringify(document));
      utimesSync(file, new Date(day), new Date(day));
    }
    const days = async () => {
      const { out } = await runCli(['replay', '.', '--format', 'json'], { cwd });
      return JSON.parse(out).days.map(({ at, version }: { at: string; version: string }) => [
        at.slice(0, 10),
        version,
      ]);
    };
    expect(await days()).toEqual([
      ['2026-01-10', 'v0.json'],
      ['2026-02-20', 'v1.json'],
    ]);
    const versions = [
      { file: 'v1.json', date: '2025-01-01' },
      { file: 'v0.json', date: '2025-02-01' },
    ];
    writeFileSync(join(cwd, 'manifest.json'), JSON.stringify({ versions }));
    expect(await days()).toEqual([
      ['2025-01-01', 'v1.json'],
      ['2025-02-01', 'v0.json'],
    ]);
  });

  it('reads documents of several files from archives', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'history'));
    for (const [index, properties] of [['id', 'total'], ['id']].entries()) {
      const parts = join(cwd, `parts${index}`, 'spec');
      mkdirSync(parts, { recursive: true });
      const { get } = getting('Look up an order', properties);
      writeFileSync(join(parts, 'orders.json'), JSON.stringify({ get }));
      const document = shopWith(String(index), { '/orders': { $ref: './orders.json' } });
      writeFileSync(join(parts, 'openapi.json'), JSON.stringify(document));
      const archive = join(cwd, 'history', `${index}_2026-0${index + 1}-01.tar.gz`);
      execFileSync('tar', ['czf', archive, '-C', join(cwd, `parts${index}`), 'spec']);
    }
    const { code, out, err } = await runCli(
      ['replay', 'history', '--uses', 'GET /orders', '--format', 'json'],
      { cwd },
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out).days[1].told[0].differences).toMatchObject([
      { rule: 'response-required-property-removed' },
    ]);
  });

  it.each([
    [['replay', 'nowhere'], 2, /there is no folder nowhere/],
    [['replay', '.'], 2, /there is no document/],
    [['replay', 'history', '--since', 'soon'], 2, /--since must be an ISO date/],
    [['replay', 'git:a.yaml'], 2, /in no git repository/],
  ])('%j ends with %i', async (argv, exit, words) => {
    const { code, err } = await runCli(argv, {
      cwd: argv.includes('history') ? folderOf() : temporaryFolder(),
    });
    expect(code).toBe(exit);
    expect(err).toMatch(words);
  });

  it('is not verified where only one version could be read', async () => {
    const { code } = await runCli(['replay', 'history'], { cwd: folderOf(VERSIONS.slice(0, 1)) });
    expect(code).toBe(3);
  });
});

describe('replay of a git repository', () => {
  it('takes each commit that touched the document, on the day of the commit', async () => {
    const cwd = temporaryFolder();
    const git = (...argv: string[]) => {
      const name = { GIT_AUTHOR_NAME: 'a', GIT_COMMITTER_NAME: 'a' };
      const mail = { GIT_AUTHOR_EMAIL: 'a@shop.example', GIT_COMMITTER_EMAIL: 'a@shop.example' };
      const when = { GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at };
      execFileSync('git', argv, { cwd, env: { ...process.env, ...name, ...mail, ...when }, stdio: 'ignore' });
    };
    let at = '2026-01-01T00:00:00Z';
    git('init');
    mkdirSync(join(cwd, 'api'));
    for (const [day, document] of VERSIONS) {
      at = `${day}T12:00:00Z`;
      writeFileSync(join(cwd, 'api', 'shop.json'), JSON.stringify(document, null, 1));
      git('add', '.');
      git('commit', '-m', 'a version');
      writeFileSync(join(cwd, 'other.txt'), day);
      git('add', '.');
      git('commit', '-m', 'something else');
    }
    const { code, out } = await runCli(
      ['replay', 'git:api/shop.json', '--uses', 'GET /items', '--format', 'json'],
      { cwd },
    );
    const found = JSON.parse(out);
    expect(code).toBe(0);
    expect(found.days.map((day: { at: string }) => day.at)).toEqual(
      VERSIONS.map(([day]) => `${day}T12:00:00.000Z`),
    );
    expect(found.removals).toMatchObject([
      { key: 'GET /items', used: true, leadDays: 40, back: '2026-05-05T12:00:00.000Z' },
    ]);
    const missing = await runCli(['replay', 'git:api/none.json'], { cwd });
    expect(missing.err).toMatch(/no commit touched api\/none.json/);
  });
});
