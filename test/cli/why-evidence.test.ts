import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { NEXT, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const at = (time: string) => vi.setSystemTime(new Date(`2026-11-20T${time}:00.000Z`));

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

/** A changelog page on loopback; what it says may be changed. */
async function openChangelog() {
  const page = { url: '', entries: '' };
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><html><body><h1>Changes</h1>${page.entries}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  page.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/changes`;
  return page;
}

async function openWorld(more: string) {
  const world = await openCheckWorld(
    (url) => `${more.includes('environments:') ? '' : `environments: { production: ${url} }\n`}${more}`,
  );
  const cli = async (...argv: string[]) => {
    const done = await runCli(argv, { cwd: world.cwd });
    expect(done.err).toBe('');
    return done.out;
  };
  const look = (time: string) => {
    at(time);
    return world.check('--state', '.forewarn', '--fail-on', 'none');
  };
  const agree = (lines: string) => {
    const file = join(world.cwd, 'contracts', 'parcel-post', 'agreement.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}${lines}`);
  };
  return { world, cli, look, agree };
}

describe('what why has evidence of', () => {
  it('announced days, passages of feeds, answers, releases, and lines under policy.ignore', async () => {
    const changelog = await openChangelog();
    const { world, cli, look, agree } = await openWorld(
      `announcements: [${changelog.url}]
contacts: { ours: [{ email: payments@shop.example }], theirs: [{ email: api@parcel-post.example }] }
`,
    );
    changelog.entries = '<h2>2026-11-01</h2><p>Depots open earlier.</p>';
    await look('09:00');
    changelog.entries += '<h2>2026-11-20</h2><p>GET /parcels will be removed on 2027-06-01.</p>';
    world.emulator.setVersion(NEXT);
    await look('09:30');
    at('09:40');
    const told = ['--by', 'Ana', '--text', 'We are on it'];
    await cli('answer', 'PARCEL-POST-1', '--plan', '2027-01-15', ...told);
    at('09:45');
    await cli('release', 'PARCEL-POST-1', '--by', 'Ben');
    await look('09:50');
    agree('policy: { ignore: [{ ref: PARCEL-POST-1, until: 2027-01-31, why: a shim is deployed }] }\n');
    await look('10:00');
    at('10:30');

    const out = (await cli('why', 'parcel-post', '--since', '4h')).replaceAll(/\s+/g, ' ');
    const { environments } = JSON.parse(await cli('why', 'parcel-post', '--since', '4h', '--format', 'json'));
    const markdown = await cli('why', 'parcel-post', '--since', '4h', '--format', 'markdown');

    expect(out).toContain('First bad look: 09:30');
    expect(out).toContain('announced for 2027-06-01, known heard in feed: GET /parcels operation');
    expect(out).toContain('a passage of their announcements names GET /parcels');
    expect(out).toMatch(/09:40 PARCEL-POST-1 answered: .*2027-01-15/);
    expect(out).toContain('09:45 PARCEL-POST-1 released to the partner by Ben');
    expect(out).toContain('ignored until 2027-01-31: PARCEL-POST-1 (a shim is deployed)');
    expect(out, 'the text of an answer is not part of it').not.toContain('We are on it');
    const [production] = environments;
    expect(production.theirs.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(
      ['announced', 'difference', 'document', 'heard'].toSorted(),
    );
    expect(production.ours).toContainEqual(
      expect.objectContaining({ kind: 'answered', change: 'PARCEL-POST-1' }),
    );
    expect(production.ours).toContainEqual(
      expect.objectContaining({
        kind: 'released',
        change: 'PARCEL-POST-1',
        by: { kind: 'person', id: 'Ben' },
      }),
    );
    expect(production.ours).toContainEqual(
      expect.objectContaining({
        kind: 'ignored',
        exception: expect.objectContaining({ by: { ref: 'PARCEL-POST-1' }, why: 'a shim is deployed' }),
      }),
    );
    for (const words of ['announced for 2027-06-01', 'released to the partner by Ben', 'a shim is deployed'])
      expect(markdown).toContain(words);
  });

  it('credentials that were not accepted, as a step of ours', async () => {
    const { world, cli, look } = await openWorld('');
    await look('09:00');
    world.emulator.fault({ kind: 'status', status: 401, at: 'operations' });
    await look('09:15');
    at('09:30');

    const out = (await cli('why', 'parcel-post')).replaceAll(/\s+/g, ' ');
    const { environments } = JSON.parse(await cli('why', 'parcel-post', '--format', 'json'));

    expect(out).toContain('First bad look: 09:15, could not be checked');
    expect(environments[0].ours).toContainEqual({
      kind: 'credentials',
      at: expect.stringMatching(/^2026-11-20T09:15/),
      class: 'credentials',
      operation: null,
    });
    expect(out).toMatch(/\(credentials\); our step:/);
    expect(environments[0].failures).toEqual({ credentials: 1 });
  });

  it('of a partner whose documents alone are compared, by --env documents', async () => {
    const { world, cli, look } = await openWorld('environments: {}\n');
    await look('09:00');
    world.emulator.setVersion(NEXT);
    await look('09:30');
    at('10:00');

    const changing = await cli('why', 'parcel-post', '--env', 'documents', '--since', '4h');
    expect(changing).toContain('2 looks in this time, all good');
    world.emulator.fault({ kind: 'status', status: 503, at: 'document' });
    await look('10:15');
    at('10:30');

    const out = await cli('why', 'parcel-post', '--env', 'documents', '--since', '4h');
    const { environments } = JSON.parse(
      await cli('why', 'parcel-post', '--env', 'documents', '--since', '4h', '--format', 'json'),
    );

    expect(environments).toHaveLength(1);
    expect(environments[0]).toMatchObject({
      environment: null,
      bad: {
        grade: 'not-seen',
        lastGood: expect.stringMatching(/T09:30/),
        first: expect.stringMatching(/T10:15/),
      },
      unseen: [{ class: 'document-unreadable', whose: 'theirs' }],
    });
    expect(out).toContain('their document');
    expect(out).toContain('Last good look: 09:30');
    expect(out).toContain('First bad look: 10:15, could not be checked');
  });
});
