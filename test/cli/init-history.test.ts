import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { getting, shopWith } from '../unit/replay/history.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const ORDER = getting('Look up an order', ['id', 'total']);
const ITEM = getting('Look up an item', ['id', 'price']);
const SINCE = inDays(-365);

/** Two years of a shop: the price goes 20 days ago; what is older than a year is agreed. */
const VERSIONS: [number, JsonObject][] = [
  [-700, shopWith('0.9', { '/orders': getting('Look up an order', ['id']), '/items': ITEM })],
  [-400, shopWith('1.0', { '/orders': ORDER, '/items': ITEM })],
  [
    -100,
    shopWith('1.1', {
      '/orders': ORDER,
      '/items': getting('Look up an item', ['id', 'price'], { deprecated: true }),
    }),
  ],
  [-20, shopWith('2.0', { '/orders': ORDER })],
];

function repository(versions = VERSIONS): string {
  const cwd = temporaryFolder();
  const git = (env: Record<string, string>, ...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@shop.example', ...argv], {
      cwd,
      env: { ...process.env, ...env },
    });
  git({}, 'init', '-q');
  mkdirSync(join(cwd, 'api'));
  for (const [days, document] of versions) {
    writeFileSync(join(cwd, 'api', 'shop.json'), JSON.stringify(document, null, 2));
    git({}, 'add', '.');
    const at = `${inDays(days)}T12:00:00Z`;
    git({ GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at }, 'commit', '-qm', 'A version');
  }
  return cwd;
}

const init = (cwd: string, ...argv: string[]) => runCli(['init', ...argv, '--use', 'GET /orders'], { cwd });

describe('init of a document with a history', () => {
  it.each([
    ['git:PATH', 'git:api/shop.json', 'git:api/shop.json', ''],
    ['a file in a repository', 'api/shop.json', 'git:api/shop.json', 'cd api && '],
  ])('says what the last year would have told: %s', async (_, named, history, change) => {
    const cwd = repository();
    const { code, out, err } = await init(cwd, named);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(existsSync(join(cwd, 'contracts', 'shop', 'agreement.yaml'))).toBe(true);
    const lines = out.slice(out.indexOf('The last year\n'), out.indexOf('\nNext:')).trimEnd().split('\n');
    expect(lines).toEqual([
      'The last year',
      `  Since ${SINCE}: 3 versions of this document`,
      '  Would have been announced: nothing would have been told',
      expect.stringMatching(/^ {2}Left out, as nothing that you use is touched: [1-9]\d* differences?$/),
      '  Gone of what you use: 0, 0 of which said so before',
      `  All of it: ${change}forewarn replay ${history} --since ${SINCE} --uses 'GET /orders'`,
    ]);
  });

  it('names what breaks what is used, and how it was announced', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'versions'));
    const back: [number, JsonObject][] = [
      ...VERSIONS,
      [-5, shopWith('2.1', { '/items': ITEM, '/orders': getting('Look up an order', ['id']) })],
    ];
    for (const [days, document] of back)
      writeFileSync(join(folder, 'versions', `${inDays(days)}.json`), JSON.stringify(document));

    const told = await init(folder, 'versions');

    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toContain(`Since ${SINCE}: 4 versions of this document`);
    expect(told.out).toMatch(
      /Would have been announced: 1 change told on 1 day: 1 difference, \d of them break you/,
    );
    expect(told.out).toContain('Gone of what you use: 1, 0 of which said so before');
    const [, command = ''] = /All of it: forewarn (.*)/.exec(told.out) ?? [];
    const argv = command.match(/'[^']*'|\S+/g)?.map((word) => word.replaceAll("'", '')) ?? [];
    const whole = await runCli(argv, { cwd: folder });
    expect(whole.code).toBe(0);
    expect(whole.out).toContain('Look up an order');
  });

  it.each([
    ['--no-history', repository, ['api/shop.json', '--no-history']],
    ['one version', () => repository(VERSIONS.slice(-1)), ['api/shop.json']],
  ])('says nothing of it: %s', async (_, folder, argv) => {
    const { code, out, err } = await init(folder(), ...argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain('The last year');
  });

  it('is no fault where the history cannot be read, and is one where there is no document', async () => {
    const cwd = repository([...VERSIONS.slice(0, -1), [-30, { nonsense: true }], ...VERSIONS.slice(-1)]);
    const { code, out } = await init(cwd, 'git:api/shop.json');
    expect(code).toBe(0);
    expect(out).toContain('1 more could not be read');
    const gone = await init(cwd, 'git:api/nothing.json');
    expect(gone.code).toBe(2);
    expect(gone.err).toContain('git:openapi/acme-pay.yaml');
  });
});
