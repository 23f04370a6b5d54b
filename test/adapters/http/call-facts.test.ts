import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { guardedDispatcher } from '../../../src/adapters/http/guarded-dispatcher.ts';
import { type GuardedResult, guardedFetch } from '../../../src/adapters/http/guarded-fetch.ts';
import { createAuthority, type Wanted } from '../../tls/certificates.ts';
import { type SecureServer, startSecure } from '../../tls/https-server.ts';
import { trust } from '../../tls/trust.ts';
import { json, startServer } from '../loopback-server.ts';

const DAY_MS = 86_400_000;
const authority = createAuthority();
let forget = () => {};
beforeAll(() => {
  forget = trust(authority);
});
afterAll(() => forget());

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function caller(): (url: string) => Promise<GuardedResult> {
  const dispatcher = guardedDispatcher({ allowPrivate: true, timeoutMs: 3_000, connections: 1 });
  open.push({ close: () => dispatcher.destroy() });
  const limits = { timeoutMs: 3_000, maxBytes: 10_000 };
  return (url) => guardedFetch(dispatcher, { method: 'GET', url: new URL(url), headers: {} }, limits);
}

async function secure(wanted: Wanted = {}): Promise<{ server: SecureServer; cert: X509Certificate }> {
  const identity = authority.issue(wanted);
  const server = await startSecure({ identity });
  open.push(server);
  return { server, cert: new X509Certificate(identity.cert) };
}

describe('what a call cost', () => {
  it('is told part by part, and only what was done for it', async () => {
    const started = await startServer((_, response) => {
      setTimeout(() => json(response, 200, {}), 60);
    });
    open.push(started);
    const call = caller();
    const named = started.url.replace('127.0.0.1', 'localhost');
    const first = await call(named);
    expect(first.timing).toEqual({
      dns: expect.any(Number),
      connect: expect.any(Number),
      tls: null,
      firstByte: expect.any(Number),
      total: expect.any(Number),
    });
    const { dns, connect, firstByte, total } = first.timing ?? {};
    expect(firstByte).toBeGreaterThanOrEqual(55);
    expect(total).toBeGreaterThanOrEqual((dns ?? 0) + (connect ?? 0) + (firstByte ?? 0) - 0.3);
    const second = await call(named);
    expect(second.timing).toMatchObject({ dns: null, connect: null, tls: null });
    expect(second.timing?.firstByte).toBeGreaterThanOrEqual(55);
  });

  it('is told of a call that failed, as far as it came', async () => {
    const silent = await startServer(() => undefined);
    open.push(silent);
    const dispatcher = guardedDispatcher({ allowPrivate: true, timeoutMs: 3_000 });
    open.push({ close: () => dispatcher.destroy() });
    const result = await guardedFetch(
      dispatcher,
      { method: 'GET', url: new URL(silent.url), headers: {} },
      { timeoutMs: 120, maxBytes: 10 },
    );
    expect(result).toMatchObject({
      ok: false,
      failure: { class: 'timeout' },
      timing: { dns: null, connect: expect.any(Number), tls: null, firstByte: null },
    });
    expect(result.timing?.total).toBeGreaterThanOrEqual(110);
    await silent.close();
    expect(await caller()(silent.url)).toMatchObject({
      failure: { class: 'connect' },
      timing: { connect: null, firstByte: null, total: expect.any(Number) },
    });
  });

  it('counts TLS by itself', async () => {
    const { server } = await secure();
    const call = caller();
    expect((await call(server.url)).timing).toMatchObject({ dns: null, tls: expect.any(Number) });
    expect((await call(server.url)).timing).toMatchObject({ connect: null, tls: null });
    expect(server.connections()).toBe(1);
  });
});

describe('the certificate of a partner', () => {
  it('is told of every exchange, on a kept connection and on the next one too', async () => {
    const to = new Date(Math.floor(Date.now() / 1000) * 1000 + 9 * DAY_MS);
    const { server, cert } = await secure({ to });
    const facts = {
      validFrom: cert.validFromDate.toISOString(),
      validTo: to.toISOString(),
      fingerprint: cert.fingerprint256.replaceAll(':', '').toLowerCase(),
    };
    const call = caller();
    expect((await call(server.url)).certificate).toEqual(facts);
    expect((await call(server.url)).certificate).toEqual(facts);
    expect(server.connections()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    const again = await call(server.url);
    expect([server.connections(), server.resumed()]).toEqual([2, 0]);
    expect(again.timing?.tls).not.toBeNull();
    expect(again.certificate).toEqual(facts);
  });

  it('is not there without TLS', async () => {
    const plain = await startServer((_, response) => json(response, 200, {}));
    open.push(plain);
    expect(await caller()(plain.url)).not.toHaveProperty('certificate');
  });

  it.each<[string, Wanted, string]>([
    [
      'ended',
      { to: new Date(Date.now() - DAY_MS), from: new Date(Date.now() - 9 * DAY_MS) },
      'CERT_HAS_EXPIRED',
    ],
    ['not begun', { from: new Date(Date.now() + DAY_MS) }, 'CERT_NOT_YET_VALID'],
    ['another host', { hosts: ['other.partner.example'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('that is for %s ends the call', async (_, wanted, detail) => {
    const { server } = await secure(wanted);
    expect(await caller()(server.url)).toMatchObject({ ok: false, failure: { class: 'tls', detail } });
    expect(server.received).toHaveLength(0);
  });

  it('that nobody vouches for ends the call', async () => {
    const server = await startSecure({ identity: createAuthority('nobody').issue() });
    open.push(server);
    expect(await caller()(server.url)).toMatchObject({ failure: { class: 'tls' } });
    expect(server.received).toHaveLength(0);
  });
});
