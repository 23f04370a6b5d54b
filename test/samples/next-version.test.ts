import { expect, it } from 'vitest';
import { openSamples } from './sample-world.ts';

it('the next version of Swift Ship changes much, and nothing that we use', async () => {
  const world = await openSamples('swift-ship');
  const agreement = ['--agreement', 'contracts/swift-ship/agreement.yaml', '--format', 'json'];
  const { code, out } = await world.cli(
    'diff',
    'openapi/swift-ship.yaml',
    'contracts/swift-ship/next.yaml',
    ...agreement,
  );
  const { summary, findings } = JSON.parse(out);

  expect(code).toBe(0);
  expect(summary).toMatchObject({ breaking: 5, breaks: 0 });
  expect(findings.length).toBeGreaterThan(30);
  expect(findings.filter((one: { effect: string }) => one.effect !== 'none')).toEqual([]);
});

it('Swift Ship ships it to its sandbox, and all that is told is what it has announced', async () => {
  const world = await openSamples('swift-ship');
  const place = ['swift-ship', '--env', 'sandbox'];
  const before = await world.check(...place);
  world.day(7);
  const after = await world.check(...place);

  expect([before.code, after.code]).toEqual([0, 0]);
  expect(after.report.checks).toMatchObject([
    { verdict: 'changing', sources: { live: 'agrees', pacts: 'agrees' }, coverage: { exercised: 4 } },
  ]);
  expect(after.report.findings.length).toBeGreaterThan(before.report.findings.length);
  const touching = after.report.findings.filter(({ effect }) => effect !== 'none');
  expect(touching.map(({ rule }) => rule)).toEqual(['change-heard']);
  expect(after.report.coming).toMatchObject([{ on: '2027-03-31', known: 'agreement' }]);
});

it('Swift Ship takes its key in both headers then, and in the old one alone before', async () => {
  const world = await openSamples('swift-ship');
  const key = world.partners.secrets.get('swift-ship/sandbox-key') ?? '';
  const url = `${world.partners.urls.get('swift-ship/sandbox')}/v2/labels`;
  const statuses = () =>
    Promise.all(
      ['X-Api-Key', 'Swift-Key'].map(async (name) => (await fetch(url, { headers: { [name]: key } })).status),
    );
  const before = await statuses();
  world.day(7);

  expect([before, await statuses()]).toEqual([
    [200, 401],
    [200, 200],
  ]);
});

it('Civic ID announces by headers, months ahead, what its document does not say', async () => {
  const world = await openSamples('civic-id');
  await world.check('civic-id');
  world.day(8);
  const { code, report } = await world.check('civic-id');

  expect(code).toBe(0);
  expect(report.checks).toMatchObject([
    { verdict: 'changing', sources: { documents: 'agrees', live: 'agrees', headers: 'changing' } },
  ]);
  expect(report.coming).toMatchObject([
    { operation: 'GET /v1/verifications/{id}/claims', on: '2027-05-31', known: 'sunset header', late: false },
  ]);
});

it('an outage of Ledger Core is not verified, and nothing else', async () => {
  const world = await openSamples('ledger-core');
  const before = await world.check('ledger-core');
  world.day(2);
  const { code, report } = await world.check('ledger-core');
  world.day(3);
  const after = await world.check('ledger-core');

  expect([before.code, code, after.code]).toEqual([0, 3, 0]);
  expect(report.checks).toMatchObject([{ verdict: 'not-verified' }]);
  expect(after.report.checks).toMatchObject([{ verdict: 'agrees' }]);
});
