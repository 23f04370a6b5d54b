import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/local/emulator/start-emulator.ts';
import { request } from './requesting.ts';
import { documentAt } from './sample-documents.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ document: documentAt('openapi/acme-pay.yaml'), credentials: null });
});
afterAll(() => emulator.close());

function charge(body: string | Uint8Array<ArrayBuffer>, type = 'application/json') {
  return request(`${emulator.url}/v1/charges`, { method: 'POST', headers: { 'content-type': type }, body });
}

/** Writes bytes as they are and gives the first line that comes back, or '' where the connection just ends. */
function raw(text: string, leaveAfterMs = 20_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(emulator.port, '127.0.0.1', () => socket.write(text));
    let back = '';
    socket.on('data', (chunk) => {
      back += chunk.toString('latin1');
      if (back.includes('\r\n')) socket.destroy();
    });
    setTimeout(() => socket.destroy(), leaveAfterMs).unref();
    socket.on('error', () => {});
    socket.on('close', () => resolve(back.split('\r\n')[0] ?? ''));
  });
}

describe('hostile requests', () => {
  it('with any body are answered with a 4xx or carried out', async () => {
    const anything = fc.oneof(
      fc.json().map((text) => [text, 'application/json'] as const),
      fc.string().map((text) => [text, 'application/json'] as const),
      fc.tuple(
        fc.string(),
        fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', 'nonsense', ';'),
      ),
    );
    await fc.assert(
      fc.asyncProperty(anything, async ([body, type]) => {
        const { status } = await charge(body, type);
        return status === 201 || (status >= 400 && status < 500);
      }),
      { numRuns: 80 },
    );
  });

  it('with any path and query are answered with less than 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath({ size: 'small' }), fc.webQueryParameters(), async (path, query) => {
        const { status } = await request(`${emulator.url}/v1/charges${path}?${query}`);
        return status < 500;
      }),
      { numRuns: 50 },
    );
  });

  it('with a body that is too large are cut off, whether or not they say so', async () => {
    const large = 'x'.repeat(1_000_001);
    const told = await charge(large);
    const chunks = [
      'POST /v1/charges HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    ];
    const untold = await raw(`${chunks.join('\r\n')}\r\n\r\n${large.length.toString(16)}\r\n${large}\r\n`);
    const after = await request(`${emulator.url}/v1/charges`);

    expect([told.status, told.headers.get('connection')]).toEqual([413, 'close']);
    expect(untold).toBe('HTTP/1.1 413 Payload Too Large');
    expect(after.status).toBe(200);
  });

  it('with JSON nested too deeply, or not UTF-8, are 400', async () => {
    const deep = await charge('['.repeat(50_000) + ']'.repeat(50_000));
    const bytes = await charge(new Uint8Array([0x22, 0xff, 0xfe, 0x22]));

    expect([deep.status, bytes.status]).toEqual([400, 400]);
  });

  it('cannot reach the prototype of anything', async () => {
    const body = '{"amount":1,"currency":"EUR","__proto__":{"polluted":true},"constructor":{"prototype":{}}}';
    const { status, text } = await charge(body);

    expect([status, text.includes('polluted'), 'polluted' in {}]).toEqual([201, false, false]);
    for (const path of ['/__proto__', '/v1/charges/__proto__', '/constructor/prototype']) {
      expect((await request(emulator.url + path)).status).toBe(404);
    }
  });

  it('that are hardly HTTP do not end the server', async () => {
    expect(await raw('GET //evil.example/v1/charges HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(
      /^HTTP\/1.1 4\d\d/,
    );
    expect(await raw('GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 4\d\d/);
    expect(await raw('OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 4\d\d/);
    expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
    expect(await raw('POST /v1/charges HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{', 100)).toBe('');
    expect((await request(`${emulator.url}/v1/charges`)).status).toBe(200);
  });
});
