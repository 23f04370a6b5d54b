import { expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { openFile } from '../../src/local/emulator/open-file.ts';
import { openSamples } from './sample-world.ts';

const OURS = 'openapi/shop-orders.yaml';
const place = ['swift-ship', '--env', 'ours:staging'];

it('Swift Ship reads our orders, and what we send it, as it was agreed', async () => {
  const world = await openSamples('swift-ship');
  const { code, report } = await world.check(...place);

  expect([code, report.findings]).toEqual([0, []]);
  expect(report.checks).toMatchObject([
    {
      environment: 'ours:staging',
      verdict: 'agrees',
      sources: { documents: 'not-configured', live: 'agrees', pacts: 'agrees' },
      coverage: { used: 5, exercised: 4, skipped: { mode: 1 } },
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
    ['ours-to-mend', 'breaks', 'POST webhook:orderReady request application/json /ship_to/postcode'],
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

it('what we send Swift Ship otherwise breaks it, and is told to both sides without a value', async () => {
  const world = await openSamples('swift-ship');
  const first = await world.check(...place);
  world.edit('contracts/swift-ship/sent/order-cancelled.json', (text) =>
    text.replace('"order": "ord_1043"', '"orders": ["ord_1043"]'),
  );
  await world.check(...place);
  const { code, report } = await world.check(...place);
  const told = await world.cli('history', 'swift-ship', '--state', '.forewarn');

  expect([first.code, code]).toEqual([0, 1]);
  expect(report.findings.filter(({ effect }) => effect !== 'none')).toMatchObject([
    {
      effect: 'breaks',
      cell: 'ours-to-mend',
      subject: 'POST webhook:orderCancelled request application/json /order',
    },
  ]);
  expect(told.out).toMatch(/notice \S+ due to ours \(announce\)/);
  expect(told.out).toMatch(/notice \S+ due to theirs \(announce, held\)/);
  expect(told.out + JSON.stringify(report)).not.toContain('ord_1043');
});

it('a webhook that promises Swift Ship less than it agreed to is told before one is sent', async () => {
  const world = await openSamples('swift-ship');
  const agreed = 'openapi/shop-orders.agreed.yaml';
  world.copy(OURS, agreed);
  world.edit('contracts/swift-ship/agreement.yaml', (text) =>
    text.replace('  openapi: ../../openapi/shop-orders.yaml\n', `$&  agreed: ../../${agreed}\n`),
  );
  const before = await world.cli('check', 'swift-ship', '--offline');
  world.edit(OURS, (text) =>
    text.replace('[type, at, order, packages, ship_to]', '[type, at, order, ship_to]'),
  );
  const { code, out } = await world.cli('check', 'swift-ship', '--offline');

  expect([before.code, code]).toEqual([0, 1]);
  expect(out).toMatch(/breaks them\s.*An order is ready to ship.*`packages`/);
});
