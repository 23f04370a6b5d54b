import type { LookupFunction } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import type { Guarding, LookUp } from '../../../src/adapters/http/guarded-connector.ts';
import { guardedDispatcher } from '../../../src/adapters/http/guarded-dispatcher.ts';
import { type GuardedResult, guardedFetch } from '../../../src/adapters/http/guarded-fetch.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A server that counts connections and keeps every byte that it is sent. */
async function listener(): Promise<{ port: number; connections: Socket[]; bytes: Buffer[] }> {
  const connections: Socket[] = [];
  const bytes: Buffer[] = [];
  const server: Server = createServer((socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      bytes.push(chunk);
      if (chunk.toString('latin1').includes('\r\n\r\n'))
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  open.push({
    close: () => {
      for (const socket of connections) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return { port, connections, bytes };
}

async function get(url: string, guarding: Partial<Guarding>): Promise<GuardedResult> {
  const dispatcher = guardedDispatcher({ allowPrivate: false, timeoutMs: 2_000, ...guarding });
  open.push({ close: () => dispatcher.destroy() });
  const limits = { timeoutMs: 2_000, maxBytes: 1_000 };
  return guardedFetch(dispatcher, { method: 'GET', url: new URL(url), headers: {} }, limits);
}

const resolves =
  (...answers: string[][]): LookUp =>
  async () =>
    (answers.length > 1 ? (answers.shift() ?? []) : (answers[0] ?? [])).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));

/** TCP that ends on loopback wherever it was sent, as behind a resolver or a router that lies. */
function astray(port: number, sentTo: string[]): Guarding['tcp'] {
  return (options) => {
    const connect = buildConnector({ timeout: 2_000, allowH2: false });
    return (target, callback) => {
      const { lookup } = options as { lookup: LookupFunction };
      lookup(target.hostname, { all: true }, (_, addresses) => {
        sentTo.push(...(addresses as { address: string }[]).map(({ address }) => address));
        connect({ ...target, hostname: '127.0.0.1', port: String(port) }, callback);
      });
    };
  };
}

const REFUSED = (detail: string) => ({ ok: false, failure: { class: 'address-refused', detail } });

describe('a connection to a name', () => {
  it.each([
    [['127.0.0.1'], 'loopback address'],
    [['8.8.8.8', '10.0.0.1'], 'private address'],
    [['2606:4700::1111', '8.8.8.8', '::ffff:192.168.0.1'], 'private in mapped form address'],
    [['8.8.8.8', 'fe80::1'], 'link-local address'],
  ])('is refused where one of %j may not be called', async (addresses, detail) => {
    const { port, connections } = await listener();
    const lookUp = resolves(addresses);
    expect(await get(`http://api.partner.example:${port}/`, { lookUp })).toMatchObject(REFUSED(detail));
    expect(connections).toHaveLength(0);
  });

  it('goes to the addresses that were checked, looked up once for each connection', async () => {
    const { port, connections } = await listener();
    const sentTo: string[] = [];
    let asked = 0;
    const lookUp: LookUp = async () => {
      asked++;
      // A resolver that says one thing to the guard and another to the socket.
      return [{ address: asked === 1 ? '8.8.8.8' : '127.0.0.1', family: 4 }];
    };
    await get(`http://api.partner.example:${port}/`, { lookUp, tcp: astray(port, sentTo) });
    expect(asked).toBe(1);
    expect(sentTo).toEqual(['8.8.8.8']);
    expect(await get(`http://api.partner.example:${port}/`, { lookUp })).toMatchObject(
      REFUSED('loopback address'),
    );
    expect(connections).toHaveLength(1);
  });

  it.each(['http', 'https'])('is refused by its peer before a byte of %s is written', async (scheme) => {
    const { port, connections, bytes } = await listener();
    const result = await get(`${scheme}://api.partner.example:${port}/`, {
      lookUp: resolves(['8.8.8.8']),
      tcp: astray(port, []),
    });
    expect(result).toMatchObject(REFUSED('loopback address'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(connections).toHaveLength(1);
    expect(Buffer.concat(bytes)).toHaveLength(0);
  });

  it('writes where the same peer is allowed', async () => {
    const { port, bytes } = await listener();
    const result = await get(`http://api.partner.example:${port}/`, {
      allowPrivate: true,
      lookUp: resolves(['8.8.8.8']),
      tcp: astray(port, []),
    });
    expect(result).toMatchObject({ ok: true, answer: { status: 200 } });
    expect(Buffer.concat(bytes).toString()).toContain(`host: api.partner.example:${port}`);
  });

  it('is a failure of the look-up where there is no address', async () => {
    expect(await get('http://api.partner.example/', { lookUp: resolves([]) })).toMatchObject({
      failure: { class: 'dns', detail: 'the name has no address' },
    });
  });

  it('is never looked up where the host is an address', async () => {
    const { port } = await listener();
    const lookUp: LookUp = () => Promise.reject(new Error('asked'));
    expect(await get(`http://0x7f.1:${port}/`, { lookUp })).toMatchObject(REFUSED('loopback address'));
    expect(await get(`http://0x7f.1:${port}/`, { lookUp, allowPrivate: true })).toMatchObject({ ok: true });
  });
});
