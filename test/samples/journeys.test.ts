import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { openSamples } from './sample-world.ts';

it('six journeys of customers and staff hold, over all partners', { timeout: 60_000 }, async () => {
  const world = await openSamples();
  const { code, report } = await world.check();

  expect(code).toBe(0);
  expect(report.journeys?.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    'checkout ok',
    'parcel ok',
    'proof-of-age ok',
    'refund ok',
    'lost-parcel ok',
    'day-close ok',
  ]);
  expect(
    report.checks.map(({ partner, environment, verdict }) => `${partner} ${environment} ${verdict}`),
  ).toEqual([
    'acme-pay sandbox agrees',
    'acme-pay production agrees',
    'city-geo production agrees',
    'civic-id production agrees',
    'ledger-core production agrees',
    'swift-ship sandbox changing',
    'swift-ship production changing',
    'swift-ship ours:staging agrees',
  ]);
});

it('the journeys say what hurts and whom to tell, and some rest on the same operation', () => {
  const { journeys, agreements } = loadAgreements({ cwd: process.cwd(), sha256 });

  expect(journeys.map(({ who }) => who).sort()).toEqual([
    ...Array(3).fill('customer'),
    ...Array(3).fill('staff'),
  ]);
  expect(journeys.filter(({ hurts, contact }) => !hurts || !contact)).toEqual([]);
  const over = new Set(journeys.flatMap(({ steps }) => steps.map(({ partner }) => partner)));
  expect([...over].sort()).toEqual(agreements.map(({ partner }) => partner).sort());
  const several = journeys.filter(({ steps }) => new Set(steps.map(({ partner }) => partner)).size > 1);
  expect(several.map(({ id }) => id)).toEqual([
    'checkout',
    'parcel',
    'proof-of-age',
    'lost-parcel',
    'day-close',
  ]);
  const onTracking = journeys.filter(({ steps }) =>
    steps.some(({ interaction }) => interaction === 'a request for the way of a parcel'),
  );
  expect(onTracking.map(({ id, who }) => `${id} ${who}`)).toEqual(['parcel customer', 'lost-parcel staff']);
});

it('docs/samples.md names every partner and every journey, and no other', () => {
  const { journeys, agreements } = loadAgreements({ cwd: process.cwd(), sha256 });
  const page = readFileSync('docs/samples.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);

  expect(rows.sort()).toEqual(
    [...agreements.map(({ partner }) => partner), ...journeys.map(({ id }) => id)].sort(),
  );
});
