import { afterEach, describe, expect, it } from 'vitest';
import type { DeclaredUse } from '../../../src/core/agreement/types.ts';
import { liveSource, lookPlan, pactV3 } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function shelf(): Promise<LoopbackServer> {
  const started = await startServer((_, response) => json(response, 200, { id: 'a' }));
  open.push(started);
  return started;
}

const use = (operation: string, given: DeclaredUse['with'] = {}): DeclaredUse => ({
  operation,
  with: given,
  fields: [],
});

describe('declared uses', () => {
  it('are exercised by safe calls, with given and documented parameters', async () => {
    const { url, received } = await shelf();
    const uses = [
      use('listItems', { shape: 'round one' }),
      use('GET /items/{item}', { id: 'a/b' }),
      use('createItem'),
      use('noSuchThing'),
    ];
    const observation = await liveSource().observe(lookPlan({ url, uses }));
    expect(observation.uses).toEqual([
      { operation: 'GET /items', outcome: 'exercised', skipped: null, failure: null },
      { operation: 'GET /items/{}', outcome: 'exercised', skipped: null, failure: null },
      { operation: 'POST /items', outcome: 'skipped', skipped: 'mode', failure: null },
      {
        operation: 'noSuchThing',
        outcome: 'not-verified',
        skipped: null,
        failure: { class: 'our-request', detail: 'the agreed document has no such operation' },
      },
    ]);
    expect(received.map((one) => one.url)).toEqual(['/items?limit=5&shape=round%20one', '/items/a%2Fb']);
    expect(observation.exchanges.map((one) => [one.purpose, one.use])).toEqual([
      ['use', 'GET /items'],
      ['use', 'GET /items/{}'],
    ]);
    expect(observation.failure).toBeNull();
  });

  it('that lack a value are not verified, and say which', async () => {
    const { url, received } = await shelf();
    const { uses, failure } = await liveSource().observe(lookPlan({ url, uses: [use('getItem')] }));
    expect(uses[0]).toMatchObject({
      outcome: 'not-verified',
      failure: { class: 'state-missing', detail: expect.stringContaining('no value for id') },
    });
    expect(failure?.class).toBe('state-missing');
    expect(received).toHaveLength(0);
  });

  it('are left to the pact that covers them', async () => {
    const { url, received } = await shelf();
    const covers = {
      description: 'one',
      request: { method: 'GET', path: '/items/1' },
      response: { status: 200 },
    };
    const plan = lookPlan({
      url,
      pacts: [pactV3([covers])],
      uses: [use('getItem', { id: '2' }), use('listItems')],
    });
    const { uses } = await liveSource().observe(plan);
    expect(uses.map(({ operation }) => operation)).toEqual(['GET /items']);
    expect(received.map((one) => one.url)).toEqual(['/items/1', '/items?limit=5']);
  });

  it('tell a partner that is down', async () => {
    const { url, close } = await startServer(() => undefined);
    await close();
    const { uses, failure } = await liveSource().observe(lookPlan({ url, uses: [use('listItems')] }));
    expect(uses[0]).toMatchObject({ outcome: 'not-verified', failure: { class: 'connect' } });
    expect(failure?.class).toBe('connect');
  });
});
