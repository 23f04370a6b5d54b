import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { NEXT, openCheckWorld } from './check-world.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

/** A status page on loopback that says what it is told to say. */
async function statusPage() {
  let body = '';
  let type = 'application/json';
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2/summary.json`,
    asked,
    says(indicator: string, incidents: { name: string; created_at: string }[] = []) {
      type = 'application/json';
      body = JSON.stringify({ page: { name: 'P' }, status: { indicator, description: 'x' }, incidents });
    },
    serves(text: string, media: string) {
      type = media;
      body = text;
    },
  };
}

const at = (time: string) => vi.setSystemTime(new Date(`2026-11-20T${time}:00.000Z`));

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

async function openWorld() {
  const page = await statusPage();
  page.says('none');
  const world = await openCheckWorld(
    (url) => `status-page: ${page.url}\nenvironments: { production: ${url} }\nmax-age: 1h\n`,
  );
  const look = (time: string) => {
    at(time);
    return world.check('--state', '.forewarn', '--fail-on', 'none');
  };
  const sight = (...argv: string[]) => runCli(['sight', 'parcel-post', ...argv], { cwd: world.cwd });
  return { page, world, look, sight };
}

describe('sight', () => {
  it('says what our checks, their document and their status page showed, and when', async () => {
    const { page, world, look, sight } = await openWorld();
    await look('09:00');
    world.emulator.setVersion(NEXT);
    await look('09:15');
    await look('09:30');
    page.says('major', [{ name: 'Parcels <b>late</b>\u001b[2J', created_at: '2026-11-20T09:05:00Z' }]);
    await look('09:45');
    page.says('none');
    at('10:00');
    const { code, out, err } = await sight('--between', '2026-11-20T08:50Z', '2026-11-20T10:00Z');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(out).toContain('our checks of production');
    expect(out).toMatch(/Known afterwards: from 09:05 \(their status page, by what it said at\s+09:45\)/);
    expect(out).toContain('Nobody could see it for 10 minutes (09:05 to 09:15)');
    expect(out).toMatch(/09:15, our checks of production: (showed it|seen once)/);
    expect(out).toContain('09:45, their status page: showed it (the look before it was at 09:30)');

    const instant = await sight('--at', '2026-11-20T09:50Z');
    expect(instant.out).toContain('showed it (partial-outage: "Parcels <b>late</b> [2J")');
    expect(instant.out).not.toContain('\u001b');
    const early = await sight('--at', '2026-11-20T09:10Z', '--format', 'json');
    const sources = JSON.parse(early.out).sources as { source: string; state: string; age: number }[];
    expect(sources.find(({ source }) => source === 'status-page')).toMatchObject({
      state: 'well',
      age: expect.closeTo(10, 0),
    });
    expect(sources.find(({ source }) => source === 'live')).toMatchObject({
      state: 'between',
      age: expect.closeTo(10, 0),
    });

    const { minutes } = JSON.parse(
      (await sight('--between', '2026-11-20T08:50Z', '2026-11-20T10:00Z', '--format', 'json')).out,
    );
    expect(minutes).toEqual({
      nobody: expect.closeTo(10, 0),
      nobodyAtMost: expect.closeTo(10, 0),
      peopleOnly: 0,
    });
    const history = await runCli(['history', 'verify'], { cwd: world.cwd });
    expect(history.code).toBe(0);
  });

  it('keeps what a page showed in the ledger once the day is over', async () => {
    const { page, world, look } = await openWorld();
    await look('09:00');
    page.says('critical');
    await look('09:15');
    page.says('none');
    world.emulator.setVersion(NEXT);
    vi.setSystemTime(new Date('2026-11-21T09:00:00.000Z'));
    await world.check('--state', '.forewarn', '--fail-on', 'none');
    const { out } = await runCli(['history', 'parcel-post'], { cwd: world.cwd });
    expect(out).toContain('status page operational x1, status page major-outage x1');
    expect((await runCli(['history', 'verify'], { cwd: world.cwd })).code).toBe(0);
  });

  it('reads a page that is none as not readable, never as trouble, and the check is what it was', async () => {
    const { page, look, sight, world } = await openWorld();
    page.serves('<html><h1>Major outage</h1></html>', 'text/html');
    const { code, out } = await look('09:00');
    expect(code).toBe(0);
    expect(out).toContain('agrees with what was agreed');
    page.serves('{"status":"critical"}', 'application/json');
    await look('09:15');
    at('09:20');
    const { out: told } = await sight('--between', '2026-11-20T08:55Z', '2026-11-20T09:20Z');
    expect(told).toContain('Nothing that was looked at shows trouble in this time.');
    expect(told).toMatch(/their status page {2,}could not check \d+/);
    const { out: then } = await sight('--at', '2026-11-20T09:16Z');
    expect(then).toContain('could not check (could not be read)');
    expect((await runCli(['status'], { cwd: world.cwd })).out).toContain('✓ parcel-post production');
  });

  it('asks a page once a minute at most, and not at all without a data folder or with --offline', async () => {
    const { page, world, look } = await openWorld();
    await look('09:00');
    vi.setSystemTime(new Date('2026-11-20T09:00:40.000Z'));
    await world.check('--state', '.forewarn');
    expect(page.asked).toHaveLength(1);
    await world.check();
    await world.check('--state', '.forewarn', '--offline');
    expect(page.asked).toHaveLength(1);
  });

  it.each([
    [['sight'], 'sight is about one partner'],
    [
      ['sight', 'parcel-post', '--at', '2026-11-20', '--between', '2026-11-19', '2026-11-20'],
      'do not go together',
    ],
    [['sight', 'parcel-post', '--at', 'yesterday'], '--at cannot be "yesterday"'],
    [['sight', 'parcel-post', '--between', '2026-11-20'], '--between takes two instants'],
    [['sight', 'parcel-post', '--format', 'html'], 'human, json, markdown'],
    [['sight', 'parcel-post'], 'there is no history here yet'],
  ])('%s is refused with what to do', async (argv, words) => {
    const { code, err } = await runCli(argv, { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(err.toLowerCase()).toContain(words.toLowerCase());
  });
});
