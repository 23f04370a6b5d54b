import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPartner, PartnerCall } from '../../../src/app/ports.ts';
import type { Auth } from '../../../src/core/agreement/types.ts';
import type { Exchange } from '../../../src/core/exchange/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { callOf, DOCUMENT, lookPlan, type PlanParts, partnerOpener } from '../look-plan.ts';
import { json, type LoopbackServer, type Received, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function partner(answer: Parameters<typeof startServer>[0]): Promise<LoopbackServer> {
  const started = await startServer(answer);
  open.push(started);
  return started;
}

const SECRET = 'sk-very-secret';
const PAIR = `shop:${SECRET}`;
const CLIENT = 'our-client:cl-very-secret';

function document(schemes: JsonObject): JsonObject {
  return {
    ...DOCUMENT,
    security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    components: { securitySchemes: schemes },
  };
}

/** Makes the calls of one look and gives what was recorded. */
async function look(opener: OpenPartner, parts: PlanParts, calls: PartnerCall[]): Promise<Exchange[]> {
  const client = opener(lookPlan(parts));
  try {
    for (const call of calls) await client.call(call);
    return client.exchanges();
  } finally {
    await client.close();
  }
}

describe('credentials', () => {
  it.each<[string, Auth, JsonObject | undefined, (request: Received) => unknown, unknown]>([
    [
      'bearer',
      { kind: 'bearer', secret: 's' },
      undefined,
      (r) => r.headers.authorization,
      `Bearer ${SECRET}`,
    ],
    [
      'basic',
      { kind: 'basic', secret: 'b' },
      undefined,
      (r) => r.headers.authorization,
      `Basic ${Buffer.from(PAIR).toString('base64')}`,
    ],
    [
      'a header',
      { kind: 'header', name: 'X-Key', secret: 's' },
      undefined,
      (r) => r.headers['x-key'],
      SECRET,
    ],
    [
      'the query',
      { kind: 'query', name: 'key', secret: 's' },
      undefined,
      (r) => r.url,
      `/items/1?a=1&key=${SECRET}`,
    ],
    [
      "the document's key",
      { kind: 'document', secret: 's' },
      document({ odd: { type: 'mutualTLS' }, key: { type: 'apiKey', in: 'cookie', name: 'sid' } }),
      (r) => r.headers.cookie,
      `sid=${SECRET}`,
    ],
    [
      "the document's bearer",
      { kind: 'document', secret: 's' },
      document({ b: { type: 'http', scheme: 'Bearer' } }),
      (r) => r.headers.authorization,
      `Bearer ${SECRET}`,
    ],
  ])('go by %s, and are nowhere in what is recorded', async (_, auth, described, sent, expected) => {
    const { url, received } = await partner((request, response) => {
      // A careless partner that echoes what it is sent.
      json(response, 200, { id: 'a', echo: [request.headers, request.url] }, { 'x-echo': request.url });
    });
    const parts = { url, auth, ...(described ? { document: described } : {}) };
    const call = callOf('/items/1', { query: 'a=1', headers: { authorization: "Bearer the pact's own" } });
    const [exchange] = await look(partnerOpener({ s: SECRET, b: PAIR }), parts, [call]);
    expect(exchange?.response?.status).toBe(200);
    expect(sent(received[0] as Received)).toBe(expected);
    const recorded = JSON.stringify(exchange);
    expect(recorded).not.toContain(SECRET);
    expect(recorded).not.toContain(Buffer.from(PAIR).toString('base64'));
    expect(recorded).toMatch(/<credentials>|%3Ccredentials%3E/);
  });

  it('that are missing name the variable to set, and nothing is called', async () => {
    const { url, received } = await partner((_, response) => json(response, 200, {}));
    const auth: Auth = { kind: 'bearer', secret: 'shelf/token' };
    const [exchange] = await look(partnerOpener(), { url, auth }, [callOf('/items/1')]);
    expect(exchange).toMatchObject({
      response: null,
      failure: { class: 'credentials', detail: 'set FOREWARN_SECRET_SHELF_TOKEN' },
    });
    expect(received).toHaveLength(0);
  });

  it('that no scheme of the document takes are a failure', async () => {
    const described = document({ odd: { type: 'mutualTLS' } });
    const parts: PlanParts = {
      url: 'http://127.0.0.1:1',
      auth: { kind: 'document', secret: 's' },
      document: described,
    };
    const [exchange] = await look(partnerOpener({ s: SECRET }), parts, [callOf('/items/1')]);
    expect(exchange?.failure?.class).toBe('credentials');
  });

  it('are left out where it is expected to be refused, and what was written is not kept', async () => {
    const { url, received } = await partner((_, response) => json(response, 401, {}));
    const call = callOf('/items/1', { expectedStatus: 401, headers: { Authorization: 'Bearer stale' } });
    const [exchange] = await look(
      partnerOpener({ s: SECRET }),
      { url, auth: { kind: 'bearer', secret: 's' } },
      [call],
    );
    expect(received[0]?.headers.authorization).toBe('Bearer stale');
    expect(exchange?.request.headers.authorization).toBe('<hidden>');
  });

  it('never leave the environment by a path', async () => {
    const { url, received } = await partner((_, response) => json(response, 200, {}));
    const paths = ['//other.example/x', '/\\other.example', '@other.example/', '.other.example'];
    await look(
      partnerOpener({ s: SECRET }),
      { url, auth: { kind: 'bearer', secret: 's' } },
      paths.map((path) => callOf(path)),
    );
    expect(received).toHaveLength(paths.length);
  });
});

describe('a token by client credentials', () => {
  const auth: Auth = {
    kind: 'oauth2',
    tokenUrl: null,
    clientId: null,
    scopes: ['read', 'list'],
    secret: 'c',
  };
  const described = document({
    o: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
  });
  const two = [callOf('/items/1'), callOf('/items/2')];
  const paths = ({ received }: LoopbackServer): string[] => received.map(({ url }) => url);
  const statuses = (exchanges: Exchange[]): (number | undefined)[] =>
    exchanges.filter(({ purpose }) => purpose !== 'token').map(({ response }) => response?.status);

  /** Gives out numbered tokens and takes those that `accepts` names. */
  async function issuer(accepts: (token: string) => boolean, expiresIn = 3600): Promise<LoopbackServer> {
    let issued = 0;
    return partner((request, response) => {
      if (request.url === '/oauth/token') {
        issued++;
        return json(response, 200, { access_token: `tok-${issued}-secret`, expires_in: expiresIn });
      }
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      json(response, accepts(token) ? 200 : 401, { id: 'a' });
    });
  }

  it('is had once and used again, in the next look too', async () => {
    const server = await issuer((token) => token === 'tok-1-secret');
    const opener = partnerOpener({ c: CLIENT });
    const parts = { url: server.url, auth, document: described };
    const exchanges = await look(opener, parts, two);
    expect(statuses(exchanges)).toEqual([200, 200]);
    expect(statuses(await look(opener, parts, two))).toEqual([200, 200]);
    expect(paths(server)).toEqual(['/oauth/token', '/items/1', '/items/2', '/items/1', '/items/2']);
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      body: 'grant_type=client_credentials&scope=read+list',
      headers: { authorization: `Basic ${Buffer.from(CLIENT).toString('base64')}` },
    });
    expect(exchanges.map(({ purpose }) => purpose).toSorted()).toEqual([
      'interaction',
      'interaction',
      'token',
    ]);
    expect(JSON.stringify(exchanges)).not.toMatch(/tok-1-secret|cl-very-secret/);
  });

  it('is had again when it has run out', async () => {
    const server = await issuer(() => true, 0.001);
    await look(partnerOpener({ c: CLIENT }), { url: server.url, auth, document: described }, two);
    expect(paths(server)).toEqual(['/oauth/token', '/items/1', '/oauth/token', '/items/2']);
  });

  it('is had anew, once, when it is refused', async () => {
    const server = await issuer((token) => token === 'tok-2-secret');
    const exchanges = await look(
      partnerOpener({ c: CLIENT }),
      { url: server.url, auth, document: described },
      two,
    );
    expect(statuses(exchanges)).toEqual([401, 200, 200]);
    expect(exchanges.find(({ retried }) => retried === 1)?.response?.status).toBe(200);
    expect(paths(server)).toEqual(['/oauth/token', '/items/1', '/oauth/token', '/items/1', '/items/2']);
  });

  it('that is refused for good leaves the 401 to be judged', async () => {
    const server = await issuer(() => false);
    const exchanges = await look(
      partnerOpener({ c: CLIENT }),
      { url: server.url, auth, document: described },
      two,
    );
    expect(statuses(exchanges)).toEqual([401, 401, 401]);
    const counted = exchanges.filter(({ triedAgain }) => triedAgain === undefined);
    expect(counted.every(({ failure }) => failure === null)).toBe(true);
    expect(paths(server)).toEqual(['/oauth/token', '/items/1', '/oauth/token', '/items/1', '/items/2']);
  });

  it('is asked for with the client in the body where Basic is refused', async () => {
    const { url } = await partner((request, response) => {
      if (request.url !== '/oauth/token') return json(response, 200, { id: 'a' });
      const inBody = request.body.includes('client_id=our-client&client_secret=cl-very-secret');
      json(response, inBody ? 200 : 401, { access_token: 'tok-secret' });
    });
    expect(
      statuses(await look(partnerOpener({ c: CLIENT }), { url, auth, document: described }, two)),
    ).toEqual([200, 200]);
  });

  it.each<[string, string, (response: Parameters<typeof json>[0]) => void, string, string]>([
    ['is refused', CLIENT, (r) => json(r, 403, {}), 'credentials', 'token request: HTTP 403'],
    ['cannot be had now', CLIENT, (r) => json(r, 502, {}), 'server-error', 'token request: HTTP 502'],
    ['is none', CLIENT, (r) => json(r, 200, {}), 'credentials', 'the token answer carries no token'],
    [
      'has no client',
      'no-colon',
      (r) => json(r, 200, {}),
      'credentials',
      'FOREWARN_SECRET_C must be `id:secret`',
    ],
  ])(
    'that %s is the failure of every call, and is asked for once',
    async (_, secret, answer, failureClass, detail) => {
      const { url, received } = await partner((__, response) => answer(response));
      const exchanges = await look(partnerOpener({ c: secret }), { url, auth, document: described }, two);
      const failures = exchanges.filter(({ purpose }) => purpose !== 'token').map(({ failure }) => failure);
      expect(failures).toEqual([
        { class: failureClass, detail },
        { class: failureClass, detail },
      ]);
      expect(received.length).toBeLessThanOrEqual(1);
    },
  );

  it('is not asked for in the clear at another origin', async () => {
    const other = await partner((_, response) => json(response, 200, { access_token: 'tok-secret' }));
    const { url } = await partner((_, response) => json(response, 200, { id: 'a' }));
    const elsewhere = { ...auth, tokenUrl: `${other.url}/oauth/token` } as Auth;
    const [exchange] = await look(partnerOpener({ c: CLIENT }), { url, auth: elsewhere }, [
      callOf('/items/1'),
    ]);
    expect(exchange?.failure?.class).toBe('credentials');
    expect(other.received).toHaveLength(0);
  });
});
