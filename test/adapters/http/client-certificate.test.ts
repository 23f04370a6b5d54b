import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LivePlan } from '../../../src/app/ports.ts';
import type { Auth } from '../../../src/core/agreement/types.ts';
import type { Exchange } from '../../../src/core/exchange/types.ts';
import { createAuthority } from '../../tls/certificates.ts';
import { type SecureServer, startSecure } from '../../tls/https-server.ts';
import { trust } from '../../tls/trust.ts';
import { callOf, lookPlan, partnerOpener } from '../look-plan.ts';
import { startServer } from '../loopback-server.ts';

const DAY_MS = 86_400_000;
const servers = createAuthority('servers');
const clients = createAuthority('clients');
const own = clients.issue({ name: 'shop', hosts: ['shop.example'] });
const PEM = `${own.key}${own.cert}${clients.cert}`;

let forget = () => {};
beforeAll(() => {
  forget = trust(servers);
});
afterAll(() => forget());

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function partner(required = true, answer?: Parameters<typeof startSecure>[0]['answer']) {
  const server = await startSecure({
    identity: servers.issue(),
    clientAuthority: { cert: clients.cert, required },
    ...(answer ? { answer } : {}),
  });
  open.push(server);
  return server;
}

function planFor(url: string, parts: { certificate?: string | null; auth?: Auth } = {}): LivePlan {
  const plan = lookPlan({ url, auth: parts.auth ?? null });
  return {
    ...plan,
    environment: { ...plan.environment, clientCertificate: parts.certificate ?? 'shelf/cert' },
  };
}

async function look(plan: LivePlan, secrets: Record<string, string>, calls = 1): Promise<Exchange[]> {
  const client = partnerOpener(secrets)(plan);
  try {
    for (let n = 0; n < calls; n++) await client.call(callOf('/items/1'));
    return client.exchanges();
  } finally {
    await client.close();
  }
}

describe('our certificate', () => {
  it('is shown to the environment, with its chain, and nothing of it is recorded', async () => {
    const server = await partner();
    const exchanges = await look(planFor(server.url), { 'shelf/cert': PEM }, 2);
    expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200]);
    expect(server.received.map(({ client }) => client)).toEqual(['shop', 'shop']);
    const recorded = JSON.stringify(exchanges);
    for (const line of PEM.split('\n').filter((one) => one.length > 20)) expect(recorded).not.toContain(line);
    expect(exchanges.every(({ certificate, timing }) => certificate && timing)).toBe(true);
  });

  it('may be written in one line', async () => {
    const server = await partner();
    await look(planFor(server.url), { 'shelf/cert': PEM.replaceAll('\n', '\\n') });
    expect(server.received.map(({ client }) => client)).toEqual(['shop']);
  });

  it('is shown to no other origin: not where the token is, not by another name or port', async () => {
    const environment = await partner(false);
    const issuer = await partner(false, () => ({ body: '{"access_token":"tok-1-secret","expires_in":60}' }));
    for (const tokenUrl of [issuer.url, environment.url.replace('127.0.0.1', 'localhost')]) {
      const auth: Auth = { kind: 'oauth2', tokenUrl, clientId: 'shop', scopes: [], secret: 's' };
      await look(planFor(environment.url, { auth }), { 'shelf/cert': PEM, s: 'client-secret' });
    }
    expect(issuer.received.map(({ client }) => client)).toEqual([null]);
    const byName = environment.received.filter(({ host }) => host.startsWith('localhost'));
    expect(byName.map(({ client }) => client)).toEqual([null]);
    const byAddress = environment.received.filter(({ host }) => host.startsWith('127.'));
    expect(byAddress.map(({ client }) => client)).toEqual(['shop']);
  });

  it('goes with a token request on the environment itself', async () => {
    const server = await partner(true, ({ url }) =>
      url === '/token' ? { body: '{"access_token":"tok-1-secret"}' } : {},
    );
    const auth: Auth = {
      kind: 'oauth2',
      tokenUrl: `${server.url}/token`,
      clientId: 'shop',
      scopes: [],
      secret: 's',
    };
    await look(planFor(server.url, { auth }), { 'shelf/cert': PEM, s: 'client-secret' });
    expect(server.received.map(({ url, client }) => [url, client])).toEqual([
      ['/token', 'shop'],
      ['/items/1', 'shop'],
    ]);
  });

  it.each([
    [116, 'credentials', 'our certificate was refused, or is missing'], // certificate_required
    [42, 'credentials', 'our certificate was refused, or is missing'], // bad_certificate
    [48, 'credentials', 'our certificate was refused, or is missing'], // unknown_ca
    [45, 'credentials', 'our certificate was refused, or is missing'], // certificate_expired
    [40, 'tls', expect.stringMatching(/^ERR_SSL_/)], // handshake_failure
    [70, 'tls', expect.stringMatching(/^ERR_SSL_/)], // protocol_version
  ])('that a server refuses with alert %i is class %s', async (alert, failureClass, detail) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, alert])));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    const { port } = server.address() as { port: number };
    const [exchange] = await look(planFor(`https://127.0.0.1:${port}`), { 'shelf/cert': PEM });
    expect(exchange?.failure).toEqual({ class: failureClass, detail });
  });

  const encrypted = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'word',
  });
  const ended = clients.issue({ from: new Date(0), to: new Date(Date.now() - DAY_MS) });
  const broken = own.cert.replace(/\n.{10}/, '\nAAAAAAAAAA');
  it.each<[string, string, RegExp]>([
    ['no PEM', 'not PEM at all', /must hold a private key and its certificates, in PEM$/],
    ['no key', own.cert, /must hold a private key/],
    ['no certificate', own.key, /must hold a private key/],
    ['two keys', `${own.key}${clients.key}${own.cert}`, /must hold a private key/],
    [
      'an encrypted key',
      `${encrypted}${own.cert}`,
      /^the private key in FOREWARN_SECRET_SHELF_CERT is encrypted$/,
    ],
    ['the key of another', `${clients.key}${own.cert}`, /is not that of its first certificate$/],
    ['a broken certificate', `${own.key}${broken}`, /cannot be read$/],
    ['a broken key', `${own.key.replace(/\n.{12}/, '\nAAAAAAAAAAAA')}${own.cert}`, /cannot be read$/],
    ['an ended certificate', `${ended.key}${ended.cert}`, /has ended: \d{4}-\d\d-\d\d$/],
  ])('that is %s names where it is set, and nothing of it', async (_, pem, detail) => {
    const server = await partner(false);
    const exchanges = await look(planFor(server.url), { 'shelf/cert': pem });
    expect(exchanges.map(({ failure }) => failure?.class)).toEqual(['credentials']);
    expect(exchanges[0]?.failure?.detail).toMatch(detail);
    expect(exchanges[0]?.failure?.detail).toContain('FOREWARN_SECRET_SHELF_CERT');
    const recorded = JSON.stringify(exchanges);
    for (const line of pem.split('\n').filter((one) => one.length > 20)) expect(recorded).not.toContain(line);
    expect(recorded).not.toMatch(/BEGIN|asn1|openssl|\.ts:/i);
    expect(server.connections()).toBe(0);
  });

  it('that is not set is said to be, and needs TLS', async () => {
    const server: SecureServer = await partner(false);
    const [unset] = await look(planFor(server.url), {});
    expect(unset?.failure).toEqual({ class: 'credentials', detail: 'set FOREWARN_SECRET_SHELF_CERT' });
    const plain = await startServer((_, response) => response.end());
    open.push(plain);
    const [bare] = await look(planFor(plain.url), { 'shelf/cert': PEM });
    expect(bare?.failure).toMatchObject({ class: 'credentials', detail: expect.stringContaining('https') });
    expect(plain.received).toHaveLength(0);
  });
});
