import { afterEach, describe, expect, it } from 'vitest';
import type { LiveObservation } from '../../../src/core/exchange/types.ts';
import { liveSource, lookPlan, monotonic, type PlanParts, pactV3, wants } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function partner(answer: Parameters<typeof startServer>[0]): Promise<LoopbackServer> {
  const started = await startServer(answer);
  open.push(started);
  return started;
}

const ONE = pactV3([wants('/items/1', { id: 'x' })]);

async function look(url: string, parts: Omit<PlanParts, 'url'> = {}): Promise<LiveObservation> {
  return liveSource().observe(lookPlan({ url, pacts: [ONE], ...parts }));
}

describe('what cannot be seen is not verified', () => {
  it.each<[string, string, Parameters<typeof startServer>[0], Partial<PlanParts>]>([
    ['a partner that does not answer', 'timeout', () => undefined, { limits: { timeoutMs: 200 } }],
    ['a server error', 'server-error', (_, response) => json(response, 503, {}), {}],
    [
      'a redirect to a private address',
      'redirect-refused',
      (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      {},
    ],
    [
      'a quota beyond the end of the look',
      'throttled',
      (_, response) => json(response, 429, {}, { 'retry-after': '3600' }),
      {},
    ],
  ])('%s: %s', async (_, failureClass, answer, parts) => {
    const { url } = await partner(answer);
    const { interactions, failure } = await look(url, parts);
    expect(interactions).toMatchObject([
      { outcome: 'not-verified', failure: { class: failureClass }, mismatches: [] },
    ]);
    expect(failure === null || failure.class === failureClass).toBe(true);
  });

  it('a partner that is down, as the failure of the whole look', async () => {
    const { url, close } = await startServer(() => undefined);
    await close();
    const { interactions, failure, exchanges } = await look(url);
    expect(failure).toEqual({ class: 'connect', detail: 'ECONNREFUSED' });
    expect(interactions[0]).toMatchObject({ outcome: 'not-verified', failure: { class: 'connect' } });
    expect(exchanges[0]).toMatchObject({ response: null, failure: { class: 'connect' } });
  });

  it('a loopback partner where private addresses are not allowed, and sends it nothing', async () => {
    const { url, received } = await partner((_, response) => json(response, 200, { id: 'a' }));
    const { interactions } = await look(url, { allowPrivate: false });
    expect(interactions[0]).toMatchObject({ outcome: 'not-verified', failure: { class: 'address-refused' } });
    expect(received).toHaveLength(0);
  });

  it('what is left at the deadline, in time', async () => {
    const { url } = await partner((request, response) => {
      if (request.url === '/items/1') json(response, 200, { id: 'a' });
    });
    const pact = pactV3([1, 2, 3, 4].map((id) => wants(`/items/${id}`, { id: 'x' })));
    const begun = monotonic.now();
    const { interactions, failure } = await look(url, {
      pacts: [pact],
      deadlineMs: 4_000,
      limits: { timeoutMs: 10_000 },
    });
    expect(monotonic.now() - begun).toBeLessThan(6_000);
    expect(interactions.map((one) => one.failure?.class ?? one.outcome)).toEqual([
      'passed',
      'deadline',
      'deadline',
      'deadline',
    ]);
    expect(failure).toBeNull();
  });
});

describe('an answer that says nothing wrong', () => {
  it('waits as a 429 asks and then goes on', async () => {
    let calls = 0;
    const { url } = await partner((_, response) => {
      calls++;
      if (calls === 1) json(response, 429, {}, { 'retry-after': '1' });
      else json(response, 200, { id: 'a' });
    });
    const begun = monotonic.now();
    const { interactions, exchanges } = await look(url);
    expect(interactions[0]?.outcome).toBe('passed');
    expect(exchanges).toMatchObject([
      { id: 0, response: { status: 429 }, failure: { class: 'throttled' }, triedAgain: 1 },
      { id: 1, response: { status: 200 }, failure: null, retried: 1 },
    ]);
    expect(monotonic.now() - begun).toBeGreaterThan(1_000);
  });

  it('is not looked for behind a redirect', async () => {
    const other = await partner((_, response) => json(response, 200, { id: 'a' }));
    const { url } = await partner((_, response) =>
      response.writeHead(307, { location: `${other.url}/items/1` }).end(),
    );
    const { interactions } = await look(url);
    expect(interactions[0]?.failure?.class).toBe('redirect-refused');
    expect(other.received).toHaveLength(0);
  });

  it('is a redirect where the pact wants one, which is not followed', async () => {
    const other = await partner((_, response) => json(response, 200, {}));
    const { url } = await partner((_, response) => response.writeHead(302, { location: other.url }).end());
    const redirect = {
      description: 'a file',
      request: { method: 'GET', path: '/f' },
      response: { status: 302 },
    };
    const { interactions } = await look(url, { pacts: [pactV3([redirect])] });
    expect(interactions[0]?.outcome).toBe('passed');
    expect(other.received).toHaveLength(0);
  });
});
