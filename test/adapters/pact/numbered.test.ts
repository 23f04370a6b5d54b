import { describe, expect, it } from 'vitest';
import { numberedCopy, numberInteractions, numberOf, stateOf } from '../../../src/adapters/pact/numbered.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';

function copyOf(raw: JsonObject): JsonObject {
  const pact = readPact({ consumer: { name: 'c' }, provider: { name: 'p' }, ...raw }, '/p.json');
  return numberedCopy(pact, numberInteractions([pact]));
}

const RESPONSE = { status: 200 };

describe('a numbered copy of a pact', () => {
  it('of version 2 has one state by number', () => {
    const copy = copyOf({
      interactions: [
        {
          description: 'one',
          providerState: 'there',
          request: { method: 'get', path: '/', headers: { A: 'b' } },
          response: RESPONSE,
        },
      ],
      metadata: { pactSpecification: { version: '2.0.0' } },
    });
    expect(copy).toEqual({
      consumer: { name: 'c' },
      provider: { name: 'p' },
      interactions: [
        {
          description: '#0',
          providerState: '0/0',
          request: { method: 'get', path: '/', headers: { A: 'b', 'x-forewarn-interaction': '0' } },
          response: RESPONSE,
        },
      ],
      metadata: { pactSpecification: { version: '2.0.0' } },
    });
  });

  it('of version 4 keeps parameters, drops messages and what is pending', () => {
    const copy = copyOf({
      interactions: [
        { type: 'Asynchronous/Messages', description: 'm', contents: {} },
        {
          type: 'Synchronous/HTTP',
          description: 'one',
          key: 'k',
          pending: true,
          providerStates: [{ name: 'a', params: { n: 1 } }, { name: 'b' }],
          request: { method: 'GET', path: '/' },
          response: RESPONSE,
        },
      ],
      metadata: { pactSpecification: { version: '4.0' } },
    });
    expect(copy.interactions).toEqual([
      {
        type: 'Synchronous/HTTP',
        description: '#0',
        providerStates: [
          { name: '0/0', params: { n: 1 } },
          { name: '0/1', params: {} },
        ],
        request: { method: 'GET', path: '/', headers: { 'x-forewarn-interaction': ['0'] } },
        response: RESPONSE,
      },
    ]);
  });

  it('numbers over all pacts, in file order', () => {
    const pacts = [2, 1].map((count) =>
      readPact(
        {
          consumer: { name: 'c' },
          provider: { name: 'p' },
          interactions: new Array(count).fill({
            description: 'same',
            request: { method: 'GET', path: '/' },
            response: RESPONSE,
          }),
          metadata: { pactSpecification: { version: '3.0.0' } },
        },
        '/p.json',
      ),
    );
    expect(numberInteractions(pacts).map(({ number, interaction }) => [number, interaction.index])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
  });

  it('is read back by number', () => {
    expect([numberOf('#12'), numberOf('a #1'), numberOf('#x')]).toEqual([12, null, null]);
    expect([stateOf('12/3'), stateOf(''), stateOf('a/b')]).toEqual([{ number: 12, position: 3 }, null, null]);
  });
});
