import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { PartnerAnswer } from '../../../src/app/ports.ts';
import { callOf, lookPlan, monotonic, type PlanParts, partnerOpener } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function partner(answer: Parameters<typeof startServer>[0]): Promise<LoopbackServer> {
  const started = await startServer(answer);
  open.push(started);
  return started;
}

async function call(parts: PlanParts, ...more: Parameters<typeof callOf>): Promise<PartnerAnswer> {
  const client = partnerOpener()(lookPlan(parts));
  open.push(client);
  return client.call(callOf(...more));
}

function failureOf(answer: PartnerAnswer): string | undefined {
  return answer.sent ? answer.exchange.failure?.class : 'not sent';
}

describe('a call to a partner', () => {
  it('is recorded as it was sent and answered', async () => {
    const { url, received } = await partner((_, response) =>
      json(response, 201, { id: 'a' }, { 'set-cookie': 's=1', 'x-two': 'a, b' }),
    );
    const answer = await call({ url: `${url}/base` }, '/items', {
      method: 'POST',
      query: 'a=%20b',
      headers: { 'Content-Type': 'application/json', Host: 'elsewhere.example', Connection: 'close' },
      body: '{"n":1}',
    });
    expect(received[0]).toMatchObject({ method: 'POST', url: '/base/items?a=%20b', body: '{"n":1}' });
    expect(received[0]?.headers.host).toBe(new URL(url).host);
    expect(answer).toMatchObject({
      sent: true,
      exchange: {
        id: 0,
        purpose: 'interaction',
        request: { method: 'POST', path: '/items', query: 'a=%20b', body: { n: 1 } },
        response: { status: 201, media: 'application/json', body: { id: 'a' }, unreadable: false },
        failure: null,
      },
    });
    expect(JSON.stringify(answer)).not.toContain('set-cookie');
  });

  it.each([
    ['text/plain; charset=utf-8', 'hi', 'text/plain', 'hi', false],
    ['application/problem+json', '{"a":1}', 'application/problem+json', { a: 1 }, false],
    ['application/json', '<html>', 'application/json', '<html>', true],
    ['application/json', '', null, undefined, false],
  ])('reads %s %j', async (type, text, media, body, unreadable) => {
    const { url } = await partner((_, response) =>
      response.writeHead(200, { 'content-type': type }).end(text),
    );
    const answer = await call({ url }, '/items');
    expect(answer.sent && answer.exchange.response).toMatchObject({ media, unreadable });
    expect(answer.sent && answer.exchange.response?.body).toEqual(body);
  });

  it.each<[string, Parameters<typeof startServer>[0]]>([
    ['reset', (_, __, raw) => raw.socket.destroy()],
    [
      'truncated',
      (_, response, raw) => {
        response.writeHead(200, { 'content-length': '99' });
        response.write('{', () => raw.socket.destroy());
      },
    ],
    [
      'too-large',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(Buffer.alloc(20_000_000, 0x20)));
      },
    ],
    [
      'too-large',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('['.repeat(50_000));
      },
    ],
    ['throttled', (_, response) => json(response, 429, {}, { 'retry-after': '3600' })],
    [
      'redirect-refused',
      (_, response) => response.writeHead(308, { location: 'https://other.example/' }).end(),
    ],
  ])('fails with %s', async (failureClass, answer) => {
    const { url } = await partner(answer);
    expect(failureOf(await call({ url }, '/items'))).toBe(failureClass);
  });

  it('follows no redirect at home either, but leaves it to be judged', async () => {
    const { url, received } = await partner((_, response) =>
      response.writeHead(301, { location: '/items/' }).end(),
    );
    const answer = await call({ url }, '/items');
    expect(answer).toMatchObject({ exchange: { response: { status: 301 }, failure: null } });
    expect(received).toHaveLength(1);
  });

  it('does not write in read-only mode', async () => {
    const { url, received } = await partner((_, response) => json(response, 200, {}));
    const answer = await call({ url, mode: 'read-only' }, '/items', { method: 'DELETE' });
    expect(answer).toEqual({ sent: false, skipped: 'mode' });
    expect(received).toHaveLength(0);
  });

  it('stops where the calls of the day are used up', async () => {
    const { url, received } = await partner((_, response) => json(response, 200, {}));
    const client = partnerOpener()(lookPlan({ url, limits: { callsPerDay: 2 } }));
    open.push(client);
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await client.call(callOf('/items')));
    expect(answers.map(({ sent }) => sent)).toEqual([true, true, false]);
    expect(answers[2]).toEqual({ sent: false, skipped: 'budget' });
    expect(received).toHaveLength(2);
  });

  it('keeps the rate and the concurrency of a partner over several looks', async () => {
    let running = 0;
    let most = 0;
    const at: number[] = [];
    const { url } = await partner((_, response) => {
      at.push(monotonic.now());
      most = Math.max(most, ++running);
      setTimeout(() => {
        running--;
        json(response, 200, {});
      }, 60);
    });
    const opener = partnerOpener();
    const limits = { requestsPerSecond: 20, concurrent: 2 };
    const looks = [opener(lookPlan({ url, limits })), opener(lookPlan({ url, limits }))];
    open.push(...looks);
    await Promise.all(looks.flatMap((client) => [1, 2, 3].map((id) => client.call(callOf(`/items/${id}`)))));
    expect(most).toBe(2);
    expect(at).toHaveLength(6);
    expect((at[5] as number) - (at[0] as number)).toBeGreaterThan(5 * 50 - 30);
  });

  it('gives up waiting for its turn at the end of the look', async () => {
    const { url } = await partner(() => undefined);
    const client = partnerOpener()(lookPlan({ url, deadlineMs: 300 }));
    open.push(client);
    const begun = monotonic.now();
    const answers = await Promise.all([client.call(callOf('/items')), client.call(callOf('/items'))]);
    expect(monotonic.now() - begun).toBeLessThan(1_500);
    expect(answers.map(failureOf)).toEqual(['deadline', 'deadline']);
  });
});
