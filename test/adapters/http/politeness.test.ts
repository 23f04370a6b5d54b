import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createQuotaStore } from '../../../src/adapters/files/quota-store.ts';
import { createPartnerOpener } from '../../../src/adapters/http/partner-client.ts';
import { createQuota } from '../../../src/adapters/http/quota.ts';
import { createMemoryQuotas } from '../../../src/adapters/http/quota-in-memory.ts';
import type { PartnerAnswer, QuotaStore } from '../../../src/app/ports.ts';
import type { Auth } from '../../../src/core/agreement/types.ts';
import { callOf, lookPlan, monotonic, type PlanParts } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function partner(answer: Parameters<typeof startServer>[0]): Promise<LoopbackServer> {
  const started = await startServer(answer);
  open.push(started);
  return started;
}

/** An opener as another process would have it: it shares nothing but the store. */
function opener(quotas: QuotaStore, secrets: Record<string, string> = {}) {
  const read = async (name: string) => secrets[name] ?? null;
  const quota = createQuota({ store: quotas, monotonic });
  return createPartnerOpener({ secrets: { read }, monotonic, quota });
}

function look(
  parts: PlanParts,
  quotas: QuotaStore = createMemoryQuotas(),
  secrets: Record<string, string> = {},
) {
  const client = opener(quotas, secrets)(lookPlan(parts));
  open.push(client);
  return client;
}

const failureOf = (answer: PartnerAnswer) => (answer.sent ? answer.exchange.failure : null);

describe('a partner that asks to wait', () => {
  it.each<[string, number, Record<string, string>]>([
    ['with 429', 429, { 'retry-after': '7200' }],
    ['with a quota that is used up, beside a good answer', 200, { ratelimit: '"hour";r=0;t=7200' }],
    ['for days', 429, { 'retry-after': '99999999' }],
  ])('%s is not called again, by any process, and it is said at once', async (_, status, headers) => {
    const { url, received } = await partner((__, response) => json(response, status, {}, headers));
    const quotas = createMemoryQuotas();
    const begun = monotonic.now();
    const first = look({ url }, quotas);
    await first.call(callOf('/items'));
    const other = look({ url }, quotas);
    const answers = [await first.call(callOf('/items/1')), await other.call(callOf('/items/2'))];
    for (const answer of answers)
      expect(failureOf(answer)).toMatchObject({
        class: 'throttled',
        detail: expect.stringMatching(/^the partner asked to wait: \d+ s are left, longer than the look$/),
      });
    expect(received).toHaveLength(1);
    expect(monotonic.now() - begun).toBeLessThan(5_000);
  });

  it('is called again when the wait is over, and each try is in the list', async () => {
    const { url, received } = await partner((_, response) => {
      const isFirst = received.length === 1;
      json(response, isFirst ? 503 : 200, {}, isFirst ? { 'retry-after': '1' } : {});
    });
    const client = look({ url });
    const begun = monotonic.now();
    const answer = await client.call(callOf('/items'));
    expect(monotonic.now() - begun).toBeGreaterThan(950);
    expect(answer).toMatchObject({ exchange: { response: { status: 200 }, retried: 1, failure: null } });
    expect(client.exchanges()).toMatchObject([
      { id: 0, response: { status: 503 }, failure: { class: 'server-error' }, triedAgain: 1 },
      { id: 1, response: { status: 200 } },
    ]);
  });

  it('is obeyed before its quota runs dry: no call meets a 429', async () => {
    let left = 2;
    let fullAt = 0;
    const { url, received } = await partner((_, response) => {
      if (monotonic.now() >= fullAt && fullAt > 0) left = 2;
      if (left === 0) return json(response, 429, {});
      left--;
      if (left === 0) fullAt = monotonic.now() + 950;
      json(response, 200, {}, { 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': '1' });
    });
    const client = look({ url });
    const statuses = [];
    for (let n = 0; n < 5; n++) {
      const answer = await client.call(callOf('/items'));
      statuses.push(answer.sent && answer.exchange.response?.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(received).toHaveLength(5);
  });

  it('is no reason to wait at another place of theirs', async () => {
    const tired = await partner((_, response) => json(response, 429, {}, { 'retry-after': '600' }));
    const awake = await partner((_, response) => json(response, 200, {}));
    const quotas = createMemoryQuotas();
    await look({ url: tired.url }, quotas).call(callOf('/items'));
    expect(failureOf(await look({ url: awake.url }, quotas).call(callOf('/items')))).toBeNull();
  });
});

describe('a call that is made again', () => {
  it('since its connection was cut leaves the first try in the list', async () => {
    const { url, received } = await partner((_, response, raw) => {
      if (received.length === 1) raw.socket.destroy();
      else json(response, 200, { id: 'a' });
    });
    const client = look({ url });
    expect(await client.call(callOf('/items/1'))).toMatchObject({ exchange: { failure: null, retried: 1 } });
    expect(client.exchanges()).toMatchObject([
      { response: null, failure: { class: 'reset' }, triedAgain: 1 },
      { response: { status: 200 }, failure: null },
    ]);
  });

  it('is never one that may have changed something', async () => {
    const { url, received } = await partner((_, __, raw) => raw.socket.destroy());
    await look({ url }).call(callOf('/items', { method: 'POST', body: '{}' }));
    expect(received).toHaveLength(1);
  });
});

describe('a partner that is down', () => {
  it('is spared the rest of a look, and called again by the next one', async () => {
    let down = true;
    const { url, received } = await partner((_, response) => json(response, down ? 500 : 200, {}));
    const open = opener(createMemoryQuotas());
    const calls = ['/items', '/items/1', '/x', '/y', '/z', '/items', '/items/2', '/v'];
    const details = [];
    const first = open(lookPlan({ url }));
    for (const path of calls) details.push(await first.call(callOf(path)));
    await first.close();
    expect(received).toHaveLength(5);
    expect(details.slice(5).map(failureOf)).toEqual(
      Array(3).fill({ class: 'server-error', detail: 'HTTP 500; further calls were spared' }),
    );
    expect(first.exchanges()).toHaveLength(8);
    down = false;
    const second = open(lookPlan({ url }));
    const answers = await Promise.all(calls.map((path) => second.call(callOf(path))));
    await second.close();
    expect(answers.map(failureOf)).toEqual(calls.map(() => null));
  });

  it('is not what a pact takes it for that asks for a server’s error', async () => {
    const { url, received } = await partner((_, response) => json(response, 500, {}));
    const client = look({ url });
    for (const path of ['/a', '/b', '/c', '/d', '/e', '/f', '/g'])
      await client.call(callOf(path, { expectedStatus: 500 }));
    expect(received).toHaveLength(7);
  });
});

describe('the calls of a day', () => {
  const auth: Auth = { kind: 'oauth2', tokenUrl: '/token', clientId: null, scopes: [], secret: 'c' };

  it('include requests for tokens', async () => {
    const { url, received } = await partner((request, response) =>
      json(response, 200, request.url === '/token' ? { access_token: 'tok' } : {}),
    );
    const client = look({ url, auth, limits: { callsPerDay: 2 } }, createMemoryQuotas(), { c: 'id:secret' });
    expect(await client.call(callOf('/items'))).toMatchObject({ sent: true });
    expect(await client.call(callOf('/items'))).toEqual({ sent: false, skipped: 'budget' });
    expect(received.map((one) => one.url)).toEqual(['/token', '/items']);
  });

  it('that cannot be counted are not made, and end the look with the fault', async () => {
    const home = mkdtempSync(join(tmpdir(), 'forewarn-polite-'));
    open.push({ close: async () => rmSync(home, { recursive: true }) });
    const quotas = createQuotaStore(() => join(home, 'file'));
    writeFileSync(join(home, 'file'), '');
    const { url, received } = await partner((_, response) => json(response, 200, {}));
    const client = opener(quotas)(lookPlan({ url }));
    expect(failureOf(await client.call(callOf('/items')))).toMatchObject({ class: 'deadline' });
    await expect(client.close()).rejects.toMatchObject({ code: 'storage' });
    expect(received).toHaveLength(0);
  });
});

describe('turns', () => {
  it('go to who asked first, also where the end of the look is near for some', async () => {
    const { url, received } = await partner((_, response) => setTimeout(() => json(response, 200, {}), 40));
    const open = opener(createMemoryQuotas());
    const limits = { requestsPerSecond: 500, concurrent: 1 };
    const [patient, hasty] = [
      open(lookPlan({ url, limits })),
      open(lookPlan({ url, limits, deadlineMs: 60 })),
    ];
    const calls = [0, 1, 2, 3, 4, 5].map((n) => (n === 3 ? hasty : patient).call(callOf(`/items/${n}`)));
    const answers = await Promise.all(calls);
    await patient.close();
    await hasty.close();
    expect(failureOf(answers[3] as PartnerAnswer)?.class).toBe('deadline');
    const order = received.map((one) => one.url).filter((path) => path !== '/items/3');
    expect(order).toEqual(['/items/0', '/items/1', '/items/2', '/items/4', '/items/5']);
  });

  it('that would come after the look are answered at once', async () => {
    const { url } = await partner((_, response) => json(response, 200, {}));
    const client = look({ url, limits: { requestsPerSecond: 0.01 }, deadlineMs: 20_000 });
    await client.call(callOf('/items'));
    const begun = monotonic.now();
    expect(failureOf(await client.call(callOf('/items')))).toMatchObject({ class: 'deadline' });
    expect(monotonic.now() - begun).toBeLessThan(2_000);
  });
});

describe('the time in which a partner is not to be called', () => {
  it('ends a look that it begins in', async () => {
    const { url, received } = await partner((_, response) => json(response, 200, {}));
    const plan = lookPlan({ url, emulated: false, mode: 'read-only' });
    const instant = (ms: number) => new Date(Date.now() + ms).toISOString();
    plan.agreement.doNotCall.push({ from: instant(500), to: instant(60_000), why: null });
    const client = opener(createMemoryQuotas())(plan);
    open.push(client);
    expect(failureOf(await client.call(callOf('/items')))).toBeNull();
    await monotonic.sleep(600);
    expect(await client.call(callOf('/items'))).toEqual({ sent: false, skipped: 'doNotCall' });
    expect(received).toHaveLength(1);
  });
});
