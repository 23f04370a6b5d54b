import { afterEach, describe, expect, it } from 'vitest';
import { forgetfulMemory } from '../../../src/adapters/pact/forgetful-memory.ts';
import { createLiveSource } from '../../../src/adapters/pact/live-source.ts';
import type { LiveObservation } from '../../../src/core/exchange/types.ts';
import { lookPlan, monotonic, type PlanParts, pactV3, partnerOpener, wants } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const PACT = pactV3(NAMES.map((name) => wants(`/items/${name}`, { id: 'x' })));
const USES = [{ operation: 'listItems', with: { limit: 3 }, fields: [] }];

/** Looks at one partner, one after another, that remember each other. */
async function looks(fails: (name: string) => boolean = () => false) {
  const server = await startServer(({ url }, response) =>
    json(response, 200, fails(url.split('/').at(-1) ?? '') ? { id: 7 } : { id: 'x' }),
  );
  open.push(server);
  const memory = forgetfulMemory();
  const log = { info: () => undefined, warn: () => undefined };
  const source = createLiveSource({ openPartner: partnerOpener(), monotonic, log, memory });
  return (parts: Partial<PlanParts> & { share?: number }): Promise<LiveObservation> =>
    source.observe({
      ...lookPlan({ url: server.url, pacts: [PACT], emulated: false, ...parts }),
      share: parts.share ?? null,
    });
}

const seen = ({ interactions, uses }: LiveObservation) =>
  [
    ...interactions.map(({ description, outcome }) => [description.slice(-1), outcome]),
    ...uses.map(({ outcome }) => ['use', outcome]),
  ].flatMap(([name, outcome]) => (outcome === 'skipped' ? [] : [name]));

describe('a look that may not make all calls', () => {
  it('does what was verified longest ago, and leaves the rest to the budget', async () => {
    const look = await looks();
    const first = await look({ share: 2, uses: USES });
    expect(seen(first)).toEqual(['a', 'b']);
    expect(first.interactions.filter(({ skipped }) => skipped === 'budget')).toHaveLength(3);
    expect(first.uses).toEqual([
      { operation: 'GET /items', outcome: 'skipped', skipped: 'budget', failure: null },
    ]);
    expect(seen(await look({ share: 2, uses: USES }))).toEqual(['c', 'd']);
    expect(seen(await look({ share: 2, uses: USES }))).toEqual(['e', 'use']);
    expect(seen(await look({ share: 2, uses: USES }))).toEqual(['a', 'b']);
  }, 60_000);

  it('looks again at what did not hold, and at others still', async () => {
    const look = await looks((name) => name === 'a');
    expect(seen(await look({ share: 2 }))).toEqual(['a', 'b']);
    expect(seen(await look({ share: 2 }))).toEqual(['a', 'c']);
    expect(seen(await look({ share: 2 }))).toEqual(['a', 'd']);
  }, 60_000);

  it('keeps to what the day has left, and to the time there is', async () => {
    const look = await looks();
    const byDay = await look({ limits: { callsPerDay: 3 } });
    expect(seen(byDay)).toEqual(['a', 'b', 'c']);
    expect(byDay.interactions.at(-1)).toMatchObject({ outcome: 'skipped', skipped: 'budget' });
    const byTime = await look({ limits: { requestsPerSecond: 1 }, deadlineMs: 3_500 });
    expect(seen(byTime).length).toBeGreaterThan(0);
    expect(seen(byTime).length).toBeLessThan(5);
    expect(byTime.interactions.filter(({ skipped }) => skipped === 'budget').length).toBeGreaterThan(0);
  }, 60_000);
});
