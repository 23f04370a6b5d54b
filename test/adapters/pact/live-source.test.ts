import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { liveSource, lookPlan, pactV3, pactV4, wants } from '../look-plan.ts';
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

describe('a look at an environment', () => {
  it('passes and fails interactions of two pacts, duplicates told apart', async () => {
    const { url, received } = await partner((request, response) => {
      if (request.url === '/items/1') return json(response, 200, { id: 'a', total: 3 });
      if (request.url === '/items/2') return json(response, 200, { id: 'a', total: 'three', more: [1] });
      if (request.url === '/items/3') return json(response, 200, { id: 'a' });
      return json(response, 404, { error: 'none' });
    });
    const same = { description: 'an item' };
    const v4 = {
      description: 'an item',
      request: { method: 'GET', path: '/items/3', headers: { Accept: ['application/json'] } },
      response: {
        status: 200,
        headers: { 'X-Shelf': ['7'] },
        body: { content: { id: 'a', total: 1 }, contentType: 'application/json', encoded: false },
        matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
      },
    };
    const plan = lookPlan({
      url,
      pacts: [
        pactV3([
          wants('/items/1', { id: 'x', total: 1 }, same),
          wants('/items/2', { id: 'x', total: 1 }, same),
          wants('/items/9', { id: 'x' }, same),
          wants('/items/1', { id: 'x', total: 1 }, same),
        ]),
        pactV4([v4, { ...v4, request: { ...v4.request, path: '/items/1' } }]),
      ],
    });

    const { interactions, exchanges, failure } = await liveSource().observe(plan);

    expect(failure).toBeNull();
    expect(interactions.map(({ number, pact, outcome }) => [number, pact, outcome])).toEqual([
      [0, 'shop--shelf', 'passed'],
      [1, 'shop--shelf', 'failed'],
      [2, 'shop--shelf', 'failed'],
      [3, 'shop--shelf', 'passed'],
      [4, 'warehouse--shelf', 'failed'],
      [5, 'warehouse--shelf', 'failed'],
    ]);
    expect(interactions[1]?.mismatches).toEqual([
      { where: 'body', path: '$.total', kind: 'type', expected: 'number', actual: 'string' },
    ]);
    expect(interactions[2]?.mismatches).toContainEqual({
      where: 'status',
      path: '',
      kind: 'value',
      expected: 200,
      actual: 404,
    });
    expect(interactions[4]?.mismatches).toEqual(
      expect.arrayContaining([
        { where: 'body', path: '$.total', kind: 'missing' },
        { where: 'header', path: 'X-Shelf', kind: 'missing' },
      ]),
    );
    expect(interactions[5]?.mismatches).toEqual([{ where: 'header', path: 'X-Shelf', kind: 'missing' }]);
    expect(exchanges.map(({ id, interaction }) => [id, interaction])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(exchanges[1]).toMatchObject({
      purpose: 'interaction',
      request: { method: 'GET', path: '/items/2', query: '' },
      response: { status: 200, media: 'application/json', body: { total: 'three' }, unreadable: false },
    });
    expect(JSON.stringify(interactions)).not.toContain('three');
    for (const { headers } of received) {
      expect(headers).not.toHaveProperty('x-forewarn-interaction');
      expect(headers['user-agent']).toBe('forewarn');
    }
  });
  it('undoes compression once for the record and the verifier', async () => {
    const { url } = await partner((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"id":"a"}'));
    });
    const plan = lookPlan({ url, pacts: [pactV3([wants('/items/1', { id: 'x' })])] });
    const { interactions, exchanges } = await liveSource().observe(plan);
    expect(interactions[0]?.outcome).toBe('passed');
    expect(exchanges[0]?.response?.body).toEqual({ id: 'a' });
  });
});
