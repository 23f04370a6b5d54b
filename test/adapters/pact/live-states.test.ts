import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { liveSource, lookPlan, pactV3, pactV4 } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';
import STATES from './item-states.json' with { type: 'json' };

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A shelf that keeps what it is given; ids are counted from `it-1`. */
async function shelf(kept: JsonObject[] = []): Promise<LoopbackServer> {
  const items = new Map(kept.map((item) => [String(item.id), item]));
  const started = await startServer(({ method, url, body }, response) => {
    const id = /^\/items\/([^/?]+)$/.exec(url)?.[1];
    if (method === 'POST') {
      const item = { ...(JSON.parse(body) as JsonObject), id: `it-${items.size + 1}` };
      items.set(item.id, item);
      return json(response, 201, item);
    }
    if (id === undefined) return json(response, 200, { data: [...items.values()] });
    if (method === 'DELETE' && items.delete(id)) return response.writeHead(204).end();
    const item = items.get(id);
    return item ? json(response, 200, item) : json(response, 404, { error: 'no such item' });
  });
  open.push(started);
  return started;
}

const READS_ITEM = {
  description: 'an item',
  providerStates: [{ name: 'an item is there', params: { size: 7 } }],
  request: {
    method: 'GET',
    path: '/items/example',
    generators: { path: { type: 'ProviderState', expression: `/items/\${id}`, dataType: 'STRING' } },
  },
  response: { status: 200, body: { size: 7 } },
};

describe('provider states by recipe', () => {
  it('are found, and what was found is left alone', async () => {
    const { url, received } = await shelf([{ id: 'old', size: 7 }]);
    const plan = lookPlan({ url, pacts: [pactV3([READS_ITEM])], states: STATES });
    const { interactions, exchanges } = await liveSource().observe(plan);
    expect(interactions[0]?.outcome).toBe('passed');
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /items?size=7',
      'GET /items/old',
    ]);
    expect(exchanges.map(({ purpose, interaction }) => [purpose, interaction])).toEqual([
      ['state', 0],
      ['interaction', 0],
    ]);
  });

  it('are made where nothing fits, keep the types of parameters, and are undone', async () => {
    const { url, received } = await shelf([{ id: 'old', size: 8 }]);
    const v4 = {
      ...READS_ITEM,
      response: { status: 200, body: { content: { size: 7 }, contentType: 'application/json' } },
    };
    const plan = lookPlan({ url, pacts: [pactV3([READS_ITEM]), pactV4([v4])], states: STATES });
    const { interactions } = await liveSource().observe(plan);
    expect(interactions.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
    const calls = ['GET /items?size=7', 'POST /items', 'GET /items/it-2', 'DELETE /items/it-2'];
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([...calls, ...calls]);
    expect(received[1]?.body).toBe('{"size":7,"label":"size 7"}');
  });

  it('are not made in read-only mode', async () => {
    const { url, received } = await shelf();
    const plan = lookPlan({
      url,
      pacts: [pactV3([READS_ITEM])],
      states: STATES,
      mode: 'read-only',
      emulated: false,
    });
    const { interactions } = await liveSource().observe(plan);
    expect(interactions[0]).toMatchObject({ outcome: 'not-verified', failure: { class: 'state-missing' } });
    expect(received.map(({ method }) => method)).toEqual(['GET']);
  });

  it('are taken to hold without a recipe', async () => {
    const { url } = await shelf([{ id: 'example', size: 7 }]);
    const { generators: _, ...request } = READS_ITEM.request;
    const plan = lookPlan({ url, pacts: [pactV3([{ ...READS_ITEM, request }])] });
    expect((await liveSource().observe(plan)).interactions[0]?.outcome).toBe('passed');
  });

  it('that cannot be had hide only their interaction', async () => {
    const started = await startServer(({ method }, response) => {
      if (method === 'POST') return json(response, 422, {});
      json(response, 200, { data: [], size: 7 });
    });
    open.push(started);
    const plain = {
      description: 'all',
      request: { method: 'GET', path: '/items' },
      response: { status: 200 },
    };
    const plan = lookPlan({ url: started.url, pacts: [pactV3([READS_ITEM, plain])], states: STATES });
    const { interactions, exchanges, failure } = await liveSource().observe(plan);
    expect(interactions.map((one) => [one.outcome, one.failure])).toEqual([
      ['not-verified', { class: 'state-missing', detail: 'make step 1: HTTP 422' }],
      ['passed', null],
    ]);
    expect(exchanges.filter(({ purpose }) => purpose === 'interaction')).toHaveLength(1);
    expect(failure).toBeNull();
  });
});

describe('read-only mode', () => {
  it('leaves out what could write, before anything is called for it', async () => {
    const { url, received } = await shelf([{ id: 'a', size: 7 }]);
    const writes = {
      ...READS_ITEM,
      description: 'w',
      request: { method: 'post', path: '/items', body: { size: 7 } },
    };
    const reads = {
      description: 'r',
      request: { method: 'GET', path: '/items/a' },
      response: { status: 200 },
    };
    const plan = lookPlan({
      url,
      pacts: [pactV3([writes, reads])],
      states: STATES,
      mode: 'read-only',
      emulated: false,
    });
    const { interactions, failure } = await liveSource().observe(plan);
    expect(interactions.map(({ number, outcome, skipped }) => [number, outcome, skipped])).toEqual([
      [0, 'skipped', 'mode'],
      [1, 'passed', null],
    ]);
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /items/a']);
    expect(failure).toBeNull();
  });
});

describe('a dry run', () => {
  it('tells every call and makes none', async () => {
    const { url, received } = await shelf();
    const lines: string[] = [];
    const plan = lookPlan({
      url,
      pacts: [pactV3([READS_ITEM])],
      states: STATES,
      uses: [{ operation: 'listItems', with: { limit: 3 }, fields: [] }],
      auth: { kind: 'oauth2', tokenUrl: '/token', clientId: null, scopes: [], secret: 'shelf/client' },
    });
    const observation = await liveSource().observe({ ...plan, dryRun: (line) => lines.push(line) });
    expect(lines).toEqual([
      `POST ${url}/token  a token`,
      `GET ${url}/items?size=\${size}  state "an item is there", find`,
      `POST ${url}/items  state "an item is there", make if not found`,
      `DELETE ${url}/items/\${id}  state "an item is there", undo if made`,
      `GET ${url}/items/example  interaction "an item"`,
      `GET ${url}/items?limit=3  use GET /items`,
    ]);
    expect(observation).toEqual({ exchanges: [], interactions: [], uses: [], failure: null });
    expect(received).toHaveLength(0);
  });
});
