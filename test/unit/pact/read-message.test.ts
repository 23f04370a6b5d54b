import { describe, expect, it } from 'vitest';
import type { ForewarnError } from '../../../src/core/errors.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';

const parties = { consumer: { name: 'shop' }, provider: { name: 'acme-pay' } };
const rules = {
  body: { '$.id': { matchers: [{ match: 'integer' }], combine: 'AND' } },
  metadata: { topic: { matchers: [{ match: 'regex', regex: 'orders.*' }], combine: 'AND' } },
};

const V3: JsonObject = {
  ...parties,
  messages: [
    {
      description: 'an order is paid',
      providerStates: [{ name: 'an order exists', params: { id: 1 } }],
      contents: { id: 1, card: { brand: 'visa' } },
      metaData: { contentType: 'application/json', topic: 'orders.paid' },
      matchingRules: rules,
    },
  ],
  metadata: { pactSpecification: { version: '3.0.0' } },
};

const V4: JsonObject = {
  ...parties,
  interactions: [
    { type: 'Synchronous/HTTP', description: 'a call', request: { method: 'GET', path: '/' }, response: {} },
    {
      type: 'Asynchronous/Messages',
      description: 'an order is paid',
      pending: true,
      providerStates: [{ name: 'an order exists', params: { id: 1 } }],
      contents: {
        content: { id: 1, card: { brand: 'visa' } },
        contentType: 'application/json',
        encoded: false,
      },
      metadata: { contentType: 'application/json', topic: 'orders.paid' },
      matchingRules: rules,
    },
  ],
  metadata: { pactSpecification: { version: '4.0' } },
};

describe('asynchronous messages of a pact', () => {
  it.each([
    ['3', V3, 0, undefined],
    ['4', V4, 1, true],
  ])('are read in specification %s', (_, raw, index, pending) => {
    const [message] = readPact(raw, 'p.json').messages;
    expect(message).toMatchObject({
      index,
      description: 'an order is paid',
      states: [{ name: 'an order exists', params: { id: 1 } }],
      headers: { 'content-type': 'application/json', topic: 'orders.paid' },
      metadata: { contentType: 'application/json', topic: 'orders.paid' },
      media: 'application/json',
      body: { id: 1, card: { brand: 'visa' } },
    });
    expect(message?.pending).toBe(pending);
    const matches = message?.fields.map(({ part, of, location, match }) => [part, of, location, match]);
    expect(matches).toContainEqual(['response', 'body', '/id', 'integer']);
    expect(matches).toContainEqual(['response', 'body', '/card/brand', 'equality']);
    expect(matches).toContainEqual(['response', 'header', 'topic', 'regex']);
  });

  it('are refused with their place', () => {
    const broken: JsonObject = {
      ...V3,
      messages: [{ description: 'fine', contents: null }, { contents: {} }],
    };
    const read = () => readPact(broken, 'pacts/p.json');
    expect(read).toThrow(/message 2: `description` must be a text/);
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({ code: 'input', place: { file: 'pacts/p.json' } });
      expect((error as ForewarnError).fix).toMatch(/write the file again/);
    }
  });
});
