import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPactBroker } from '../../../src/adapters/broker/pact-broker.ts';
import { realMonotonic } from '../../../src/adapters/clock/real-monotonic.ts';
import { createJsonDoors } from '../../../src/adapters/http/json-door.ts';
import type { BrokeredPact, PactResult } from '../../../src/app/pact-broker.ts';
import type { Broker } from '../../../src/core/agreement/types.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';
import { type KeptVersion, type StandInBroker, startBroker } from './stand-in-broker.ts';

const TOKEN = 'token-of-the-broker';
const REACH = { allowPrivate: true, timeoutMs: 5_000 };
const broker = createPactBroker({
  open: createJsonDoors({
    secrets: { read: async (name) => (name === 'broker/token' ? TOKEN : null) },
    monotonic: realMonotonic,
  }),
  toolVersion: '1.2.3',
});

let there: StandInBroker;
const others: LoopbackServer[] = [];
beforeEach(async () => {
  there = await startBroker({ provider: 'Acme Pay', token: TOKEN, versions: versions() });
});
afterEach(async () => {
  await there.close();
  for (const one of others.splice(0)) await one.close();
});

const at = (more: Partial<Broker> = {}): Broker => ({
  url: there.url,
  auth: { kind: 'bearer', secret: 'broker/token' },
  provider: 'Acme Pay',
  branch: null,
  selectors: [{ mainBranch: true }, { deployedOrReleased: true }],
  publish: true,
  ...more,
});

async function fetched(more: Partial<Broker> = {}): Promise<BrokeredPact[]> {
  const got = await broker.fetch(at(more), REACH);
  if (!got.ok) throw new Error(`${got.failure.class}: ${got.failure.detail}`);
  return got.pacts;
}

async function failure(more: Partial<Broker> = {}) {
  const got = await broker.fetch(at(more), REACH);
  return got.ok ? null : got.failure;
}

describe('pacts of a broker', () => {
  it('are those that the selectors choose, each once, with what the broker says of them', async () => {
    const pacts = await fetched();
    expect(pacts.map(({ pact, pending }) => [pact.name, pact.interactions.length, pending])).toEqual([
      ['shop--Acme Pay', 1, true],
      ['shop--Acme Pay', 2, true],
    ]);
    expect(pacts[0]?.notices).toEqual(['The pact of shop 2.0.0 is to be verified']);
    expect(pacts[0]?.pact.raw).not.toHaveProperty('_links');
    expect(pacts[0]?.interactionIds[0]).toMatch(/^[0-9a-f]{40}$/);
  });

  it('are asked for with selectors, pending status and the branch of the provider', async () => {
    await fetched({ selectors: [{ branch: 'next', consumer: 'shop' }], branch: 'main' });
    const asked = there.received.find(({ method }) => method === 'POST');
    expect(asked?.url).toBe('/pacts/provider/Acme%20Pay/for-verification');
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      consumerVersionSelectors: [{ branch: 'next', consumer: 'shop' }],
      includePendingStatus: true,
      providerVersionBranch: 'main',
    });
  });

  it.each([
    [[{ mainBranch: true }], 1],
    [[{ branch: 'next' }], 1],
    [[{ environment: 'production' }], 1],
    [[{ tag: 'old' }], 0],
    [[{ mainBranch: true, consumer: 'other' }], 0],
  ])('%j: %i', async (selectors, count) => {
    expect(await fetched({ selectors })).toHaveLength(count);
  });
});

describe('a broker that gives no pacts', () => {
  it.each([
    ['another token', { auth: null }, { class: 'credentials', detail: 'HTTP 401' }],
    [
      'a secret that is not set',
      { auth: { kind: 'bearer', secret: 'broker/none' } },
      { class: 'credentials', detail: 'set broker/none' },
    ],
    [
      'a provider that it does not know',
      { provider: 'Nobody' },
      { class: 'our-request', detail: 'the broker does not know `broker.provider`' },
    ],
    ['nobody there', { url: 'http://127.0.0.1:1' }, { class: 'connect' }],
  ] as [string, Partial<Broker>, object][])('%s', async (_, more, expected) => {
    expect(await failure(more)).toMatchObject(expected);
  });

  it('is not called at a private address unless that is allowed', async () => {
    const got = await broker.fetch(at(), { ...REACH, allowPrivate: false });
    expect(got).toMatchObject({ ok: false, failure: { class: 'address-refused' } });
    expect(there.received).toEqual([]);
  });

  const link = (href: string) => ({ _links: { self: { href } } });
  it.each([
    ['a web page', 200, '<html><body>log in</body></html>', 'intercepted'],
    ['half a document', 200, '{"_links": {', 'truncated'],
    ['a list', 200, '[]', 'document-unreadable'],
    ['an index without the link', 200, '{"_links": {"self": {"href": "/"}}}', 'document-unreadable'],
    ['JSON a thousand deep', 200, `{"a":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, 'too-large'],
    ['eleven megabytes', 200, JSON.stringify({ a: 'x'.repeat(11_000_000) }), 'too-large'],
    ['a server that fails', 503, '{}', 'server-error'],
    ['too many calls', 429, '{}', 'throttled'],
    ['a refusal', 403, '{}', 'permission'],
  ])('%s', async (_, status, body, kind) => {
    there.disturb = (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      return true;
    };
    expect(await failure()).toMatchObject({ class: kind });
  });

  it.each([
    ['more pacts than are read', Array.from({ length: 201 }, (_, n) => link(`/pacts/${n}`)), 'too-large'],
    ['a list that leads back to itself', [link('/')], 'document-unreadable'],
    ['a pact without a link', [{}], 'document-unreadable'],
    ['no list', 'none', 'document-unreadable'],
  ])('%s', async (_, pacts, kind) => {
    there.disturb = (request, response) => {
      if (request.method === 'POST') json(response, 200, { _embedded: { pacts } });
      return request.method === 'POST';
    };
    expect(await failure()).toMatchObject({ class: kind });
  });

  it.each(['index', 'pact', 'redirect'])(
    'a link to another origin (%s) gets no call and no token',
    async (where) => {
      const elsewhere = await startServer((_request, response) => json(response, 200, {}));
      others.push(elsewhere);
      there.disturb = (request, response) => {
        if (where === 'redirect') {
          response.writeHead(302, { location: `${elsewhere.url}/` }).end();
          return true;
        }
        if (where === 'index' && request.url === '/') {
          const href = `${elsewhere.url}/pacts/provider/{provider}/for-verification`;
          json(response, 200, { _links: { 'pb:provider-pacts-for-verification': { href } } });
          return true;
        }
        if (where === 'pact' && request.method === 'POST')
          json(response, 200, { _embedded: { pacts: [link(`${elsewhere.url}/pact`)] } });
        return where === 'pact' && request.method === 'POST';
      };
      expect(await failure()).toMatchObject({ class: 'redirect-refused' });
      expect(elsewhere.received).toEqual([]);
    },
  );

  it('never repeats what it said', async () => {
    there.disturb = (_request, response) => {
      json(response, 500, { error: 'canary-9371', token: TOKEN });
      return true;
    };
    expect(JSON.stringify(await failure())).not.toMatch(/canary|token-of/);
  });
});

describe('results told to a broker', () => {
  const resultOf = (brokered: BrokeredPact, success: boolean): PactResult => ({
    brokered,
    version: 'sandbox.0a1b2c',
    interactions: brokered.pact.interactions.map(({ index }) => ({
      index,
      success,
      mismatches: success ? [] : [{ where: 'body', path: '$.amount', kind: 'type' }],
    })),
  });

  it('go to the link of the pact, once for the same version and outcome', async () => {
    const [pact] = await fetched();
    const result = resultOf(pact as BrokeredPact, true);
    expect(await broker.publish(at(), [result], REACH)).toEqual({ told: 1, known: 0, failure: null });
    expect(await broker.publish(at(), [result], REACH)).toEqual({ told: 0, known: 1, failure: null });
    expect(there.results.map(({ body }) => body)).toEqual([
      {
        success: true,
        providerApplicationVersion: 'sandbox.0a1b2c',
        verifiedBy: { implementation: 'forewarn', version: '1.2.3' },
        testResults: [{ interactionId: pact?.interactionIds[0], success: true }],
      },
    ]);
    expect((await fetched())[0]?.pending).toBe(false);
  });

  it('say where an interaction fails, and not with what', async () => {
    const [pact] = await fetched();
    await broker.publish(at(), [resultOf(pact as BrokeredPact, false)], REACH);
    expect(there.results[0]?.body).toMatchObject({
      success: false,
      testResults: [
        {
          success: false,
          mismatches: [{ attribute: 'body', identifier: '$.amount', description: 'is of another type' }],
        },
      ],
    });
  });

  it('that cannot be told are a failure by its class', async () => {
    const [pact] = await fetched();
    there.disturb = (request, response) => {
      if (request.method === 'POST') json(response, 503, {});
      return request.method === 'POST';
    };
    const said = await broker.publish(at(), [resultOf(pact as BrokeredPact, true)], REACH);
    expect(said).toEqual({ told: 0, known: 0, failure: { class: 'server-error', detail: 'HTTP 503' } });
  });
});

function versions(): KeptVersion[] {
  const pact = (paths: string[]) => ({
    consumer: { name: 'shop' },
    provider: { name: 'Acme Pay' },
    interactions: paths.map((path) => ({
      description: `a request for ${path}`,
      request: { method: 'GET', path },
      response: { status: 200 },
    })),
    metadata: { pactSpecification: { version: '2.0.0' } },
  });
  return [
    { consumer: 'shop', number: '2.0.0', branch: 'main', pact: pact(['/charges']) },
    {
      consumer: 'shop',
      number: '1.0.0',
      branch: 'release',
      deployedTo: 'production',
      pact: pact(['/charges', '/refunds']),
    },
    { consumer: 'shop', number: '3.0.0', branch: 'next', pact: pact(['/charges', '/payouts']) },
  ];
}
