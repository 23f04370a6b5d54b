import { describe, expect, it } from 'vitest';
import { forgetfulMemory } from '../../../src/adapters/pact/forgetful-memory.ts';
import { pactV3 } from '../look-plan.ts';
import type { Received } from '../loopback-server.ts';
import { CREATES, look, READS, shelf } from './shelf-of-items.ts';

describe('a fixture that is lent', () => {
  const states = {
    'an item is there': {
      lease: { pool: [{ id: 'old' }, { id: 'other' }] },
      find: { get: `/items/\${id}`, where: { '/size': 9 } },
      returns: { id: `\${id}` },
      teardown: [{ post: `/items`, body: { was: `\${id}` } }],
    },
  };

  it('is one of its own for each of two looks at once, and brought back to what it was', async () => {
    const partner = await shelf();
    partner.items.set('other', { id: 'other', size: 9 });
    const parts = { pacts: [pactV3([READS])], states };
    const memory = forgetfulMemory();
    const both = await Promise.all([look(partner, parts, memory), look(partner, parts, memory)]);
    expect(both.map(({ interactions }) => interactions[0]?.outcome)).toEqual(['passed', 'passed']);
    const posted = partner.server.received.flatMap(({ method, body }) => (method === 'POST' ? [body] : []));
    expect(posted.length).toBe(2);
    const third = await look(partner, parts, memory);
    expect(third.interactions[0]?.outcome).toBe('passed');
  });

  it('that is not as it should be is a state that is missing', async () => {
    const partner = await shelf();
    partner.items.set('old', { id: 'old', size: 1 });
    const { interactions } = await look(
      partner,
      { pacts: [pactV3([READS])], states, mode: 'read-only' },
      forgetfulMemory(),
    );
    expect(interactions[0]?.failure).toEqual({ class: 'state-missing', detail: 'find: nothing there fits' });
  });
});

describe('values of a state', () => {
  it('are searched for in an array, and reach the path, the query, the headers and the body of the call', async () => {
    const partner = await shelf();
    partner.items.set('seven', { id: 'seven', size: 7 });
    const states = {
      'an item is there': {
        find: { get: '/items', each: '/data', where: { '/size': 7 }, capture: { id: '/id', size: '/size' } },
        returns: { id: `\${id}`, size: `\${size}` },
      },
    };
    const of = (expression: string, dataType = 'STRING') => ({ type: 'ProviderState', expression, dataType });
    const asks = {
      ...CREATES,
      providerStates: [{ name: 'an item is there', params: {} }],
      request: {
        method: 'POST',
        path: '/items/x/copies',
        query: { size: ['1'] },
        headers: { 'Content-Type': 'application/json', 'X-Item': 'x' },
        body: { of: 'x', size: 1 },
        generators: {
          path: of(`/items/\${id}/copies`),
          query: { size: of(`\${size}`) },
          header: { 'X-Item': of(`\${id}`) },
          body: { '$.of': of(`\${id}`), '$.size': of(`\${size}`, 'INTEGER') },
        },
      },
    };
    await look(partner, { pacts: [pactV3([asks])], states }, forgetfulMemory());
    const { url, headers, body } = partner.server.received[1] as Received;
    expect(url).toBe('/items/seven/copies?size=7');
    expect(headers['x-item']).toBe('seven');
    expect(JSON.parse(body)).toEqual({ of: 'seven', size: 7 });
  });
});
