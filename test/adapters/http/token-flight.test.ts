import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPartner } from '../../../src/app/ports.ts';
import type { Auth } from '../../../src/core/agreement/types.ts';
import type { Exchange } from '../../../src/core/exchange/types.ts';
import { callOf, lookPlan, type PlanParts, partnerOpener } from '../look-plan.ts';
import { json, type LoopbackServer, type Received, startServer } from '../loopback-server.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const CLIENT = 'our-client:cl-very-secret';
const auth: Auth = { kind: 'oauth2', tokenUrl: null, clientId: null, scopes: [], secret: 'c' };
const document = {
  openapi: '3.1.0',
  info: { title: 'Shelf', version: '1' },
  paths: {},
  components: {
    securitySchemes: {
      o: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
    },
  },
};

type Answer = { status?: number; body: unknown; afterMs?: number };

/** A partner whose token endpoint answers as told, by the number of the request from 1. */
async function issuer(
  token: (n: number, request: Received) => Answer,
  accepts: (token: string) => boolean = () => true,
): Promise<LoopbackServer & { asked(): number }> {
  let asked = 0;
  const server = await startServer((request, response) => {
    if (request.url === '/oauth/token') {
      const { status = 200, body, afterMs = 0 } = token(++asked, request);
      setTimeout(() => json(response, status, body), afterMs);
      return;
    }
    const sent = request.headers.authorization?.replace('Bearer ', '') ?? '';
    setTimeout(() => json(response, accepts(sent) ? 200 : 401, { id: 'a' }), 5);
  });
  open.push(server);
  return { ...server, asked: () => asked };
}

const numbered = (n: number, afterMs = 0): Answer => ({
  body: { access_token: `tok-${n}-secret`, expires_in: 3600, token_type: 'Bearer' },
  afterMs,
});

function clientOf(opener: OpenPartner, parts: PlanParts) {
  const client = opener(lookPlan({ auth, document, limits: { concurrent: 4 }, ...parts }));
  open.push(client);
  return client;
}

const calls = (exchanges: Exchange[]) => exchanges.filter(({ purpose }) => purpose !== 'token');

describe('a token', () => {
  it('is asked for once by calls that want it at the same time, in several looks', async () => {
    const server = await issuer((n) => numbered(n, 80));
    const opener = partnerOpener({ c: CLIENT });
    const looks = [1, 2, 3].map(() => clientOf(opener, { url: server.url }));
    await Promise.all(looks.flatMap((one) => [1, 2, 3].map((id) => one.call(callOf(`/items/${id}`)))));
    expect(server.asked()).toBe(1);
    const made = looks.flatMap((one) => calls(one.exchanges()));
    expect(made.map(({ response }) => response?.status)).toEqual(Array(9).fill(200));
  });

  it('that is refused to several calls is had anew once, and none of them is lost', async () => {
    const server = await issuer(
      (n) => numbered(n, n * 40),
      (token) => token === 'tok-2-secret',
    );
    const client = clientOf(partnerOpener({ c: CLIENT }), { url: server.url });
    const answers = await Promise.all([1, 2, 3, 4].map((id) => client.call(callOf(`/items/${id}`))));
    expect(answers.map((one) => one.sent && one.exchange.response?.status)).toEqual([200, 200, 200, 200]);
    expect(answers.map((one) => one.sent && one.exchange.retried)).toEqual([1, 1, 1, 1]);
    expect(server.asked()).toBe(2);
  });

  it('that another look could not get is tried for by oneself', async () => {
    const server = await issuer((n) => (n === 1 ? { status: 403, body: {}, afterMs: 60 } : numbered(n)));
    const opener = partnerOpener({ c: CLIENT });
    const [first, second] = [clientOf(opener, { url: server.url }), clientOf(opener, { url: server.url })];
    const [one, other] = await Promise.all([first.call(callOf('/items/1')), second.call(callOf('/items/1'))]);
    expect(one.sent && one.exchange.failure?.class).toBe('credentials');
    expect(other.sent && other.exchange.response?.status).toBe(200);
    expect(server.asked()).toBe(2);
  });

  it('is had again before it ends', async () => {
    const server = await issuer((n) => ({ body: { access_token: `tok-${n}-secret`, expires_in: 0.4 } }));
    const client = clientOf(partnerOpener({ c: CLIENT }), { url: server.url });
    await client.call(callOf('/items/1'));
    await client.call(callOf('/items/2'));
    await new Promise((resolve) => setTimeout(resolve, 370));
    await client.call(callOf('/items/3'));
    const sent = server.received.filter(({ url }) => url !== '/oauth/token');
    expect(sent[0]?.headers.authorization).toBe('Bearer tok-1-secret');
    expect(sent[2]?.headers.authorization).toBe(`Bearer tok-${server.asked()}-secret`);
    expect(server.asked()).toBeGreaterThan(1);
  });

  it('is asked for in the way that was taken the last time', async () => {
    const seen: string[] = [];
    const server = await issuer((n, { headers, body }) => {
      seen.push(headers.authorization ? 'header' : body.includes('client_secret=') ? 'form' : 'none');
      if (headers.authorization) return { status: 401, body: { error: 'invalid_client' } };
      return { body: { access_token: `tok-${n}-secret`, expires_in: 0.000_01 } };
    });
    const client = clientOf(partnerOpener({ c: CLIENT }), { url: server.url });
    await client.call(callOf('/items/1'));
    await client.call(callOf('/items/2'));
    expect(seen).toEqual(['header', 'form', 'form']);
  });

  it.each<[string, Answer, string, string, number]>([
    ['an unknown scope', { status: 400, body: { error: 'invalid_scope' } }, 'credentials', 'token request: HTTP 400 invalid_scope', 1],
    ['an unknown client', { status: 401, body: { error: 'invalid_client' } }, 'credentials', 'token request: HTTP 401 invalid_client', 2],
    ['words of theirs', { status: 400, body: { error: 'Mr Doe, a@b.example' } }, 'credentials', 'token request: HTTP 400', 2],
    ['no JSON', { status: 403, body: 'at Object.<anonymous> (/srv/app.js:1:1)' }, 'credentials', 'token request: HTTP 403', 1],
    ['a redirect', { status: 302, body: {} }, 'credentials', 'token request: HTTP 302', 1],
    ['another kind of token', { body: { access_token: 'a', token_type: 'mac' } }, 'credentials', 'the token is no bearer token', 1],
    ['a token of two lines', { body: { access_token: 'a\r\nx-admin: 1' } }, 'credentials', 'the token answer carries no token', 1],
    ['a token that is none', { body: { access_token: { toString: 'x' } } }, 'credentials', 'the token answer carries no token', 1],
    ['an outage', { status: 503, body: {} }, 'server-error', 'token request: HTTP 503', 1],
  ])('endpoint that answers with %s is told in our words', async (_, answer, failureClass, detail, asked) => {
    const server = await issuer(() => answer);
    const client = clientOf(partnerOpener({ c: CLIENT }), { url: server.url });
    const answers = [await client.call(callOf('/items/1')), await client.call(callOf('/items/2'))];
    for (const one of answers)
      expect(one.sent && one.exchange.failure).toEqual({ class: failureClass, detail });
    expect(server.received.every(({ url }) => url === '/oauth/token')).toBe(true);
    if (failureClass === 'credentials') expect(server.asked()).toBe(asked);
    expect(JSON.stringify(client.exchanges().map(({ failure }) => failure))).not.toMatch(/Doe|app\.js|x-admin/);
  }); // biome-ignore format: a table
});

describe('a secret', () => {
  it.each<[string, Auth, string, RegExp]>([
    ['of two lines', { kind: 'bearer', secret: 's/t' }, 'a\nb', /^FOREWARN_SECRET_S_T is no token$/],
    ['with a letter that no header takes', { kind: 'bearer', secret: 's/t' }, 'geheim-ß', /is no token$/],
    ['without a password', { kind: 'basic', secret: 's/t' }, 'user-only', /must be `user:password`$/],
    [
      'with a control character',
      { kind: 'header', name: 'X-Key', secret: 's/t' },
      'a\u0000b',
      /no header takes$/,
    ],
    [
      'for a header that is none',
      { kind: 'header', name: 'X Key:', secret: 's/t' },
      'abc',
      /names no header$/,
    ],
  ])('%s is never sent, and is not repeated', async (_, by, secret, detail) => {
    const server = await issuer((n) => numbered(n));
    const client = clientOf(partnerOpener({ 's/t': secret }), { url: server.url, auth: by });
    const answer = await client.call(callOf('/items/1'));
    expect(answer.sent && answer.exchange.failure).toEqual({
      class: 'credentials',
      detail: expect.stringMatching(detail),
    });
    expect(JSON.stringify(answer)).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(server.received).toHaveLength(0);
  });

  it('is used without the white space around it, in place of what the pact wrote', async () => {
    const server = await issuer((n) => numbered(n));
    const byQuery: Auth = { kind: 'query', name: 'key', secret: 'q' };
    const opener = partnerOpener({ q: ' abc&def\n', b: 'tok-abcdef\n' });
    await clientOf(opener, { url: server.url, auth: byQuery }).call(
      callOf('/items', { query: 'key=stale&a=1' }),
    );
    const bearer: Auth = { kind: 'bearer', secret: 'b' };
    const stale = callOf('/items', { headers: { Authorization: 'Bearer stale' } });
    await clientOf(opener, { url: server.url, auth: bearer }).call(stale);
    expect(server.received.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/items?a=1&key=abc%26def', undefined],
      ['/items', 'Bearer tok-abcdef'],
    ]);
  });
});
