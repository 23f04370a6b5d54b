import { describe, expect, it } from 'vitest';
import { ForewarnError } from '../../../src/core/errors.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import type { PactField } from '../../../src/core/pact/types.ts';

const parties = { consumer: { name: 'shop' }, provider: { name: 'acme-pay' } };

function pact(interactions: JsonObject[], version?: string, more: JsonObject = {}): JsonObject {
  return {
    ...parties,
    interactions,
    ...(version ? { metadata: { pactSpecification: { version } } } : {}),
    ...more,
  };
}

function rules(fields: PactField[], part: 'request' | 'response' = 'response') {
  return Object.fromEntries(
    fields
      .filter((field) => field.part === part)
      .map((field) => [`${field.of}${field.location ? ` ${field.location}` : ''}`, field.match]),
  );
}

function only(raw: JsonObject) {
  const [interaction] = readPact(raw, 'p.json').interactions;
  if (!interaction) throw new Error('no interaction was read');
  return interaction;
}

describe('readPact', () => {
  it('reads specification 2: one state, a query text, flat rules', () => {
    const read = only(
      pact(
        [
          {
            description: 'a list of charges',
            providerState: 'a charge exists',
            request: {
              method: 'get',
              path: '/v1/charges',
              query: 'limit=1&status=a%20b&status=c',
              headers: { 'X-Trace': 't' },
            },
            response: {
              status: 200,
              headers: { 'Content-Type': 'application/json' },
              body: { data: [{ id: 'ch_1', amount: 5 }], note: 'x' },
              matchingRules: {
                '$.body.data': { min: 1 },
                '$.body.data[*].id': { match: 'regex', regex: '^ch_' },
                "$.headers['Content-Type']": { match: 'regex', regex: 'json' },
              },
            },
          },
        ],
        '2.0.0',
      ),
    );
    expect(read.states).toEqual([{ name: 'a charge exists', params: {} }]);
    expect(read.request.method).toBe('GET');
    expect(read.request.query).toEqual({ limit: ['1'], status: ['a b', 'c'] });
    expect(read.request.headers).toEqual({ 'x-trace': 't' });
    expect(rules(read.fields)).toEqual({
      status: 'equality',
      'header content-type': 'regex',
      body: 'equality',
      'body /data': 'type',
      'body /data/*': 'type',
      'body /data/*/id': 'regex',
      'body /data/*/amount': 'type',
      'body /note': 'equality',
    });
    expect(read.fields.find((field) => field.location === '/data/*/id')?.regex).toBe('^ch_');
  });

  it('reads specification 3: states with parameters, grouped rules, the most specific wins', () => {
    const read = only(
      pact(
        [
          {
            description: 'a charge',
            providerStates: [
              { name: 'a charge exists', params: { id: 'ch_1' } },
              { name: 'we are signed in' },
            ],
            request: {
              method: 'POST',
              path: '/v1/charges/ch_1',
              query: { expand: ['card', 'payer'] },
              body: { amount: 5, 'odd.name': 1 },
              matchingRules: {
                path: { matchers: [{ match: 'regex', regex: '/v1/charges/\\w+' }] },
                query: { expand: { matchers: [{ match: 'type' }] } },
                body: {
                  '$.amount': { matchers: [{ match: 'integer' }] },
                  "$['odd.name']": { matchers: [{ match: 'number' }] },
                },
              },
            },
            response: {
              status: 201,
              body: { card: { last4: '4242', brand: 'visa' }, paid: true },
              matchingRules: {
                body: {
                  $: { matchers: [{ match: 'type' }] },
                  '$.card.brand': {
                    matchers: [{ match: 'type' }, { match: 'regex', regex: 'visa|amex' }],
                    combine: 'AND',
                  },
                  '$.card.*': { matchers: [{ match: 'include', value: '4' }] },
                },
              },
            },
          },
        ],
        '3.0.0',
      ),
    );
    expect(read.states).toEqual([
      { name: 'a charge exists', params: { id: 'ch_1' } },
      { name: 'we are signed in', params: {} },
    ]);
    expect(rules(read.fields, 'request')).toEqual({
      path: 'regex',
      'query expand': 'type',
      body: 'equality',
      'body /amount': 'integer',
      'body /odd.name': 'number',
    });
    expect(rules(read.fields)).toEqual({
      status: 'equality',
      body: 'type',
      'body /card': 'type',
      'body /card/last4': 'include',
      'body /card/brand': 'regex',
      'body /paid': 'type',
    });
  });

  it('writes the values of a map as one place', () => {
    const body = { labels: { a: { n: 1 }, b: { n: 2 } }, prices: { EUR: 5 } };
    const read = only(
      pact(
        [
          {
            type: 'Synchronous/HTTP',
            description: 'maps',
            request: { method: 'GET', path: '/' },
            response: {
              status: 200,
              body: { content: body, contentType: 'application/json', encoded: false },
              matchingRules: {
                body: {
                  '$.labels': { matchers: [{ match: 'values' }] },
                  '$.labels.*.n': { matchers: [{ match: 'integer' }] },
                  '$.prices': {
                    matchers: [
                      { match: 'eachKey', rules: [{ match: 'regex', regex: '[A-Z]{3}' }] },
                      { match: 'eachValue', rules: [{ match: 'decimal' }] },
                    ],
                  },
                },
              },
            },
          },
        ],
        '4.0',
      ),
    );
    expect(rules(read.fields)).toMatchObject({
      'body /labels/{*}/n': 'integer',
      'body /prices/{*}': 'decimal',
    });
  });

  it('applies the rules of each variant of arrayContains to its element', () => {
    const variant = { index: 0, rules: { '$.href': { matchers: [{ match: 'type' }] } } };
    const read = only(
      pact(
        [
          {
            description: 'links',
            request: { method: 'GET', path: '/' },
            response: {
              status: 200,
              body: [{ rel: 'self', href: 'x' }],
              matchingRules: { body: { $: { matchers: [{ match: 'arrayContains', variants: [variant] }] } } },
            },
          },
        ],
        '3.0.0',
      ),
    );
    expect(rules(read.fields)).toMatchObject({ 'body /*/rel': 'equality', 'body /*/href': 'type' });
  });

  it.each([
    [{ content: 'eyJhIjoxfQ==', contentType: 'application/json', encoded: 'base64' }, { a: 1 }],
    [{ content: '{"a":1}', contentType: 'application/vnd.x+json', encoded: 'JSON' }, { a: 1 }],
    [{ content: 'caf\u00e9', contentType: 'text/plain', encoded: false }, 'caf\u00e9'],
    [{ content: 'w6k=', contentType: 'text/plain', encoded: 'base64' }, '\u00e9'],
    [{ content: '/9j/', contentType: 'image/jpeg', encoded: 'base64' }, '/9j/'],
    [{ content: [1], contentType: 'application/json' }, [1]],
  ])('unwraps the body %j of specification 4', (body, expected) => {
    const read = only(
      pact(
        [{ description: 'x', request: { method: 'GET', path: '/' }, response: { status: 200, body } }],
        '4.0',
      ),
    );
    expect(read.response.body).toEqual(expected);
    expect(read.response.headers).toEqual({ 'content-type': body.contentType });
  });

  it('lists the fields of a form body', () => {
    const read = only(
      pact([
        {
          description: 'a token',
          request: {
            method: 'POST',
            path: '/token',
            headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            body: 'grant_type=client_credentials&scope=read+write',
          },
          response: { status: 200 },
        },
      ]),
    );
    expect(rules(read.fields, 'request')).toMatchObject({
      'body /grant_type': 'equality',
      'body /scope': 'equality',
    });
  });

  it('counts synchronous messages and what it does not know instead of dropping them', () => {
    const http = { description: 'x', request: { method: 'GET', path: '/' }, response: { status: 204 } };
    const read = readPact(
      pact(
        [
          { description: 'sent', contents: {}, type: 'Asynchronous/Messages' },
          { ...http, type: 'Synchronous/HTTP' },
          { ...http, type: 'Synchronous/Messages' },
          { ...http, type: 'Plugin/New' },
        ],
        '4.0',
      ),
      'p.json',
    );
    expect(read.left).toEqual({ synchronous: 1, other: 1 });
    expect(read.interactions.map((interaction) => interaction.index)).toEqual([1]);
    expect(read.messages.map((message) => message.index)).toEqual([0]);
  });

  it.each([
    [{ pactSpecification: { version: '4.0' } }, 4],
    [{ 'pact-specification': { version: '1.0.0' } }, 1],
    [{ pactSpecificationVersion: '3' }, 3],
    [{}, 2],
  ])('knows the version from %j', (metadata, expected) => {
    expect(readPact({ ...parties, interactions: [], metadata }, 'p.json').specification).toBe(expected);
  });

  it.each([
    [{}, '`consumer.name` is missing'],
    [parties, '`interactions` is missing'],
    [{ ...parties, interactions: {} }, '`interactions` must be a list'],
    [pact([], '7.1'), 'none of 1 to 4'],
    [pact(['x' as unknown as JsonObject]), 'interaction 1 is no object'],
    [pact([{ description: 'a charge' }]), 'interaction 1 ("a charge"): `request` is missing'],
    [
      pact([{ description: 'a', request: { method: 'GET', path: '/' }, response: { status: 'ok' } }]),
      '`response.status` must be a number from 100 to 599',
    ],
    [
      pact([{ description: 'a', request: { method: 'GET', path: '/' }, response: {}, providerStates: [{}] }]),
      'a provider state has no `name`',
    ],
  ])('refuses %j and says why', (raw, why) => {
    const read = () => readPact(raw as JsonObject, 'contracts/acme-pay/pacts/p.json');
    expect(read).toThrow(ForewarnError);
    expect(read).toThrow(why);
    expect(read).toThrow(expect.objectContaining({ place: { file: 'contracts/acme-pay/pacts/p.json' } }));
  });
});
