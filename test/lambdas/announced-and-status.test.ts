import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { createStatusPageStore } from '../../src/adapters/dynamodb/status-page-store.ts';
import { ensureTable } from '../../src/adapters/dynamodb/table.ts';
import { catchUp } from '../../src/app/catch-up.ts';
import { json, startServer } from '../adapters/loopback-server.ts';
import { openAccount } from '../infra/stand-ins/open-account.ts';
import { BEGIN, minutes, openDeployedWorld } from './deployed-world.ts';
import { contextOf } from './invocation.ts';

const DAY = 86_400_000;
const day = (after: number) => new Date(Date.parse(BEGIN) + after * DAY).toISOString().slice(0, 10);

it('a tick reads what the partner announces and its status page; what has a near day is told by the next sweep', async () => {
  const account = await openAccount();
  const table = { client: new DynamoDBClient(account.client('DYNAMODB')), name: 'forewarn' };
  await ensureTable(table);
  const pageSightings = createStatusPageStore(table);
  const said = { indicator: 'none' };
  const changes = `<h2>${day(0)}</h2><p>GET /parcels will be removed on ${day(10)}.</p>`;
  const partner = await startServer((request, response) => {
    if (request.url === '/status.json')
      json(response, 200, { status: { indicator: said.indicator }, incidents: [] });
    else if (request.url === '/changes') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<!doctype html><html><body><h1>Changes</h1>${changes}</body></html>`);
    } else json(response, 200, [{ id: 'P-1', status: 'moving', weight: 900 }]);
  });
  onTestFinished(() => partner.close());
  const world = openDeployedWorld();
  await world.register(
    'parcel-post',
    `name: Parcel Post
uses: [listParcels]
environments: { sandbox: { url: ${partner.url} } }
schedule: { every: 15m }
limits: { requests-per-second: 50 }
announcements: [${partner.url}/changes]
status-page: ${partner.url}/status.json
contacts: { ours: [{ email: payments@shop.example }] }`,
  );
  const tick = async (after: number) => {
    const body = JSON.stringify({
      v: 1,
      partner: 'parcel-post',
      environment: 'sandbox',
      scheduledTime: minutes(after),
    });
    const Records = [{ messageId: 'm1', body, attributes: { MessageGroupId: 'parcel-post' } }];
    const event = { Records } as unknown as Parameters<ReturnType<typeof world.runCheck>>[0];
    return world.runCheck({ pageSightings })(event, contextOf(180_000));
  };
  await tick(0);
  said.indicator = 'major';

  await tick(15);

  const [last, first] = await world.stores.runs.recent('parcel-post', 2);
  expect([first?.statusPage, last?.statusPage]).toEqual(['operational', 'partial-outage']);
  expect(last?.verdict, 'a page is no part of the verdict').toBe('changing');
  const kept = await pageSightings.sightings('parcel-post', BEGIN);
  expect(kept.map(({ state }) => state)).toEqual(['operational', 'partial-outage']);
  const { feeds, environments } = await catchUp(world.sending, 'parcel-post');
  expect(Object.values(feeds?.heard ?? {})).toMatchObject([{ names: ['GET /parcels'], until: day(10) }]);
  expect(environments.sandbox?.coming).toMatchObject({
    'GET /parcels operation': { on: day(10), known: 'feed' },
  });

  await world.sweep()({ time: minutes(16) } as never, contextOf(180_000));
  expect(world.sent.map(({ subject }) => subject)).toEqual(['Parcel Post: what is to be read']);
  await world.sweep()({ time: minutes(21) } as never, contextOf(180_000));
  expect(world.sent).toHaveLength(1);
});
