import { expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { openFile } from '../../src/local/emulator/open-file.ts';
import { openSamples } from './sample-world.ts';

const OURS = 'openapi/shop-orders.yaml';
const place = ['swift-ship', '--env', 'ours:staging'];

it('Swift Ship reads our orders as it was agreed', async () => {
  const world = await openSamples('swift-ship');
  const { code, report } = await world.check(...place);

  expect([code, report.findings]).toEqual([0, []]);
  expect(report.checks).toMatchObject([
    {
      environment: 'ours:staging',
      verdict: 'agrees',
      sources: { documents: 'not-configured', live: 'agrees', pacts: 'agrees' },
      coverage: { used: 3, exercised: 2, skipped: { mode: 1 } },
    },
  ]);
});

it('what our document takes from Swift Ship is ours to mend, before anybody is called', async () => {
  const world = await openSamples('swift-ship');
  world.edit(OURS, (text) => text.replaceAll('postcode', 'zip'));
  const { code, out } = await world.cli('check', 'swift-ship', '--offline', '--format', 'json');
  const findings = JSON.parse(out).findings.filter(
    (one: { environment: string }) => one.environment === 'ours',
  );

  expect(code).toBe(1);
  expect(findings.map((one: Record<string, string>) => [one.cell, one.effect, one.subject])).toEqual([
    ['ours-to-mend', 'breaks', 'GET /v1/orders response 200 application/json /data/*/ship_to/postcode'],
    ['ours-to-mend', 'breaks', 'GET /v1/orders/{} response 200 application/json /ship_to/postcode'],
  ]);
});

it('what our staging answers otherwise is ours to mend, and no step of theirs', async () => {
  const world = await openSamples('swift-ship');
  const first = await world.check(...place);
  const other = await openFile(OURS, process.cwd(), sha256);
  const schemas = other.raw.components as { schemas: { Order: { required: string[]; properties: object } } };
  const { Order } = schemas.schemas;
  Order.required = Order.required.filter((name) => name !== 'weight');
  delete (Order.properties as { weight?: object }).weight;
  world.partners
    .emulator('swift-ship/ours:staging')
    .setVersion(await openFile(OURS, process.cwd(), sha256), {}, other);
  await world.check(...place);
  const { code, report } = await world.check(...place);

  expect([first.code, code]).toEqual([0, 1]);
  expect(new Set(report.findings.map(({ cell }) => cell))).toEqual(new Set(['ours-to-mend']));
  expect(report.findings.every(({ subject }) => subject.endsWith('/weight'))).toBe(true);
});
