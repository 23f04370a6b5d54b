import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/local/emulator/start-emulator.ts';
import { request } from './requesting.ts';
import { documentAt } from './sample-documents.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ document: documentAt('openapi/city-geo.yaml'), credentials: null });
});
afterEach(() => emulator.fault(null));
afterAll(() => emulator.close());

const countries = () => request(`${emulator.url}/v1/countries`);

describe('faults', () => {
  it.each([503, 429, 401, 403] as const)('of status %i', async (status) => {
    emulator.fault({ kind: 'status', status, headers: { 'retry-after': '7' } });
    const faulty = await countries();
    emulator.fault(null);

    expect([faulty.status, faulty.headers.get('retry-after'), faulty.text]).toEqual([status, '7', '']);
    expect((await countries()).status).toBe(200);
  });

  it('that cut the connection', async () => {
    emulator.fault({ kind: 'reset' });

    await expect(countries()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('that take their time', async () => {
    emulator.fault({ kind: 'slow', ms: 200 });
    const started = performance.now();
    const { status } = await countries();

    expect(status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(150);
    await expect(
      request(`${emulator.url}/v1/countries`, { signal: AbortSignal.timeout(50) }),
    ).rejects.toThrow();
  });

  it('that put a page in between', async () => {
    emulator.fault({ kind: 'html' });
    const { status, media, text } = await countries();

    expect([status, media, text.includes('Sign in')]).toEqual([200, 'text/html', true]);
  });

  it('can spare the document', async () => {
    emulator.fault({ kind: 'status', status: 503, at: 'operations' });

    expect((await request(`${emulator.url}/openapi.json`)).status).toBe(200);
    expect((await countries()).status).toBe(503);
  });

  it('count as requests', async () => {
    const before = emulator.requests();
    emulator.fault({ kind: 'reset' });
    await countries().catch(() => {});
    emulator.fault(null);
    await countries();

    expect(emulator.requests() - before).toBe(2);
  });
});
