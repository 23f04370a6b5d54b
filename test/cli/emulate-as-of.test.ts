import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { json, startServer } from '../adapters/loopback-server.ts';
import { getting, shopWith } from '../unit/replay/history.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

/** A caller of ours: it looks up an order, and says what it costs. */
const CLIENT = `
const answer = await fetch(process.argv[1] + '/orders');
if (!answer.ok) throw new Error('no order: ' + answer.status);
const { total } = await answer.json();
process.stdout.write(total.toUpperCase());
`;

const GONE = { description: 'It is gone' };

/** An operation with a documented 410, and a day on which it goes. */
function ending(on: string): JsonObject {
  const { get } = getting('Look up an item', ['id']) as { get: { responses: JsonObject } };
  return { get: { ...get, 'x-sunset': on, responses: { ...get.responses, 410: GONE } } };
}

function shop(more = ''): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'contracts', 'shop'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  const document = shopWith('1', {
    '/orders': getting('Look up an order', ['id', 'total']),
    '/items': ending('2027-03-01'),
  });
  writeFileSync(join(cwd, 'openapi', 'shop.json'), JSON.stringify(document));
  const agreement = `partner: shop\nuses: [GET /orders, GET /items]\n${more}`;
  writeFileSync(join(cwd, 'contracts', 'shop', 'agreement.yaml'), agreement);
  return cwd;
}

/** Emulates the shop while something is done with it; gives what the door said. */
async function during(
  cwd: string,
  asOf: string,
  use: (url: string) => Promise<void>,
  ...more: string[]
): Promise<string> {
  const stop = new AbortController();
  let said = '';
  const { run } = await import('../../src/cli/run.ts');
  await run(['emulate', 'shop', '--as-of', asOf, ...more], {
    out(text) {
      said += text;
      const url = /is emulated at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (url) use(url).finally(() => stop.abort());
    },
    err(text) {
      if (text.startsWith('forewarn')) said += text;
    },
    cwd,
    env: {},
    colour: false,
    setExit: () => undefined,
    signal: stop.signal,
  });
  return said;
}

async function client(url: string): Promise<{ ok: boolean; said: string }> {
  const argv = ['--input-type=module', '-e', CLIENT, url];
  return promisify(execFile)(process.execPath, argv).then(
    ({ stdout }) => ({ ok: true, said: stdout }),
    ({ stderr }) => ({ ok: false, said: String(stderr) }),
  );
}

describe('emulate as of a day', () => {
  const announced =
    'announced: [{ what: GET /orders response 200 application/json /total, change: removed, on: 2027-01-01 }]\n';

  it('fails our own client today on what goes by then, and not before', async () => {
    const cwd = shop(announced);
    const runs: { ok: boolean; said: string }[] = [];
    const before = await during(cwd, '2026-12-31', async (url) => void runs.push(await client(url)));
    const after = await during(cwd, '2027-01-01', async (url) => void runs.push(await client(url)));

    expect(runs.map(({ ok }) => ok)).toEqual([true, false]);
    expect(runs[1]?.said).toContain('toUpperCase');
    expect(before).toContain(
      'not applied: GET /orders response 200 application/json /total; not before 2027-01-01',
    );
    expect(after).toContain(
      'gone: GET /orders response 200 application/json /total; on 2027-01-01, known told to us',
    );
  });

  it('answers for an operation whose day has come as its document says', async () => {
    const statuses: number[] = [];
    const said = await during(shop(), '2027-03-01', async (url) => {
      for (const path of ['/items', '/orders']) statuses.push((await fetch(url + path)).status);
    });
    expect(statuses).toEqual([410, 200]);
    expect(said).toContain('gone: GET /items operation; on 2027-03-01');
  });

  it('is 404 where the document knows no 410', async () => {
    const statuses: number[] = [];
    const cwd = shop('announced: [{ what: GET /orders, change: retired, on: 2027-01-01 }]\n');
    await during(cwd, '2027-02-01', async (url) => void statuses.push((await fetch(`${url}/orders`)).status));
    expect(statuses).toEqual([404]);
  });

  it('lists what has no date, and applies nothing of it', async () => {
    const said = await during(
      shop('announced: [{ what: GET /orders, change: removed }]\n'),
      '2030-01-01',
      async () => {},
    );
    expect(said).toContain('not applied: GET /orders operation; no date is known');
  });

  it.each([
    ['2027-01-01', 'their document 2 is in force: it counts from 2027-01-01', ['id']],
    ['2026-12-31', 'not applied: their document 2; it counts from 2027-01-01', ['id', 'total']],
  ])('on %s: %s', async (day, words, members) => {
    const cwd = shop('openapi: { baseline: ../../openapi/shop.json, published: next.json }\n');
    const next = shopWith('2', {
      '/orders': getting('Look up an order', ['id']),
      '/items': ending('2030-01-01'),
    });
    const dated = { ...next, info: { title: 'Shop API', version: '2', 'x-effective': '2027-01-01' } };
    writeFileSync(join(cwd, 'contracts', 'shop', 'next.json'), JSON.stringify(dated));
    let order = {};
    const said = await during(cwd, day, async (url) => {
      order = (await (await fetch(`${url}/orders`)).json()) as object;
    });
    expect(said).toContain(words);
    expect(Object.keys(order)).toEqual(members);
  });

  it('reads their document at a URL, and what the history in --state knows', async () => {
    const next = shopWith('2', {
      '/orders': getting('Look up an order', ['id']),
      '/items': ending('2030-01-01'),
    });
    const dated = { ...next, info: { title: 'Shop API', version: '2', 'x-effective': '2027-01-01' } };
    const server = await startServer((_, response) => json(response, 200, dated));
    onTestFinished(() => server.close());
    const url = `${server.url}/openapi.json`;
    const cwd = shop(`openapi: { baseline: ../../openapi/shop.json, published: "${url}" }\n`);
    const orders: string[][] = [];
    const read = async (at: string) =>
      void orders.push(Object.keys((await (await fetch(`${at}/orders`)).json()) as object));
    const refused = await during(cwd, '2027-01-01', read);
    const said = await during(cwd, '2027-01-01', read, '--allow-private');
    expect(refused).toContain(`not applied: their document, which could not be read at ${url}`);
    expect(said).toContain('their document 2 is in force: it counts from 2027-01-01');
    expect(orders).toEqual([['id', 'total'], ['id']]);

    await runCli(['check', '--allow-private', '--state', '.forewarn'], { cwd });
    const known = await during(cwd, '2030-01-01', read, '--state', '.forewarn', '--allow-private');
    expect(known).toContain('gone: GET /items operation; on 2030-01-01');
    const without = await runCli(['emulate', 'shop', '--as-of', '2030-01-01', '--state', 'nowhere'], { cwd });
    expect(without).toMatchObject({ code: 2 });
  });

  it('takes no day that is none', async () => {
    const { code, err } = await runCli(['emulate', 'shop', '--as-of', 'soon'], { cwd: shop() });
    expect(code).toBe(2);
    expect(err).toContain('--as-of must be');
  });
});
