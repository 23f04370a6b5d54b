import { afterEach, describe, expect, it } from 'vitest';
import { createStateRecipes, type PreparedState } from '../../../src/adapters/pact/state-recipes.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { lookPlan, partnerOpener } from '../look-plan.ts';
import { json, startServer } from '../loopback-server.ts';
import STATES from './item-states.json' with { type: 'json' };
import { makingIn } from './making-in.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function prepare(
  answer: Parameters<typeof startServer>[0],
  name: string,
  params: JsonObject,
  mayMake = true,
): Promise<PreparedState> {
  const server = await startServer(answer);
  const client = partnerOpener()(lookPlan({ url: server.url }));
  open.push(client, server);
  return createStateRecipes({ states: STATES, mayMake, client, ...makingIn(client) }).prepare(3, {
    name,
    params,
  });
}

describe('preparing a state', () => {
  it.each<[string, number, string, string]>([
    ['a step that is refused', 422, 'state-missing', 'make step 1: HTTP 422'],
    ['a partner that fails', 500, 'server-error', 'make step 1: HTTP 500'],
    ['credentials that are refused', 401, 'credentials', 'make step 1: HTTP 401'],
    ['what may not be made', 403, 'permission', 'make step 1: HTTP 403'],
    ['an answer without what is needed', 201, 'state-missing', `the answer has no /id for \${id}`],
  ])('fails by %s', async (_, status, failureClass, detail) => {
    const state = await prepare(
      ({ method }, response) => json(response, method === 'POST' ? status : 200, { data: [] }),
      'an item is there',
      { size: 7 },
    );
    expect(state).toEqual({ ok: false, failure: { class: failureClass, detail } });
  });

  it('does not make after a find that failed', async () => {
    const methods: string[] = [];
    const state = await prepare(
      ({ method }, response) => {
        methods.push(method);
        json(response, 503, {});
      },
      'an item is there',
      { size: 7 },
    );
    expect(state).toEqual({ ok: false, failure: { class: 'server-error', detail: 'find: HTTP 503' } });
    expect(methods).toEqual(['GET']);
  });

  it('keeps the class of a connection that fails', async () => {
    const state = await prepare((_, __, raw) => raw.socket.destroy(), 'an item is there', { size: 7 });
    expect(state).toMatchObject({ ok: false, failure: { class: 'reset' } });
  });

  it('says what nothing is known as', async () => {
    const state = await prepare((_, response) => json(response, 200, {}), 'the shelf is open', {});
    expect(state).toEqual({
      ok: false,
      failure: { class: 'state-missing', detail: `nothing is known as \${door}` },
    });
  });

  it('takes a find without conditions as found, and percent-encodes what it fills in', async () => {
    const urls: string[] = [];
    const state = await prepare(
      ({ url }, response) => {
        urls.push(url);
        json(response, 200, {});
      },
      'the shelf is open',
      { door: 'a b/c?d' },
    );
    expect(state).toEqual({ ok: true, returns: {} });
    expect(urls).toEqual(['/items/a%20b%2Fc%3Fd']);
  });

  it('calls nothing for a recipe without calls, and returns parameters with their type', async () => {
    let calls = 0;
    const state = await prepare(() => calls++, 'nothing is asked', { size: 7 });
    expect(state).toEqual({ ok: true, returns: { size: 7 } });
    expect(calls).toBe(0);
  });
});
