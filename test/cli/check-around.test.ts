import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { NEXT, openCheckWorld } from './check-world.ts';

/** A status page on loopback; counts its readings. */
async function openStatusPage() {
  const page = { url: '', read: 0 };
  const server = createServer((_, response) => {
    page.read++;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        status: { indicator: 'major' },
        incidents: [
          { name: 'Slow <b>answers</b>', status: 'investigating', started_at: '2026-11-20T07:05:00Z' },
        ],
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  page.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return page;
}

it('a check says what their status page showed, and a dry run that it would be read', async () => {
  const page = await openStatusPage();
  const world = await openCheckWorld(`status-page: ${page.url}\n`);

  const dry = await world.check('--dry-run', '--state', 'data');
  const dryWithout = await world.check('--dry-run');
  expect(dry.out).toContain(`GET ${page.url}/api/v2/summary.json  their status page, else /index.json, `);
  expect(dryWithout.out, 'without a data folder it is not read').not.toContain('status page');
  expect(page.read).toBe(0);

  const human = await world.check('--state', 'data');
  expect(human.out).toMatch(/their status page: a partial outage.*, 1 open incident/);
  expect(human.code, 'it is no part of the verdict').toBe(0);
  const later = JSON.parse((await world.check('--state', 'data', '--format', 'json')).out);
  expect(later.checks[0].statusPage, 'it is read once a minute at most').toBeUndefined();
  expect(page.read).toBe(1);
});

it('a check says what contributed to what it shows, with where that can be looked up', async () => {
  const world = await openCheckWorld('');
  await world.check('--state', 'data');
  world.emulator.setVersion(NEXT);

  const { factors, findings, checks } = JSON.parse(
    (await world.check('--state', 'data', '--format', 'json')).out,
  );
  const markdown = (await world.check('--state', 'data', '--format', 'markdown')).out;

  expect(checks[0].statusPage).toBeUndefined();
  expect(factors).toMatchObject([
    {
      partner: 'parcel-post',
      change: 'PARCEL-POST-1',
      factors: expect.arrayContaining([
        expect.objectContaining({
          id: 'no-notice-agreed',
          evidence: [{ of: 'agreement', ref: 'notice-days', dates: [] }],
        }),
      ]),
    },
  ]);
  const known = new Set(findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint));
  for (const { evidence } of factors[0].factors)
    for (const { of, fingerprint } of evidence) if (of === 'drift') expect(known).toContain(fingerprint);
  expect(markdown).toContain('What contributed, and what shows it earlier');
  expect(markdown).toContain('<code>notice-days</code> in the agreement');
  const quiet = JSON.parse(
    (await (await openCheckWorld('')).check('--state', 'data', '--format', 'json')).out,
  );
  expect(quiet.factors).toBeUndefined();
});
