import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { registerEmulate } from '../../src/cli/emulate.ts';
import type { CliIo } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = { name: 'emulate', summary: '', load: async () => registerEmulate };

function start(argv: string[], env: Record<string, string> = {}) {
  const stop = new AbortController();
  const texts = { out: '', err: '' };
  let exit: number | undefined;
  let greeted: () => void = () => {};
  const greeting = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  const io: CliIo = {
    out: (text) => {
      texts.out += text;
      if (texts.out.includes('Ctrl-C')) greeted();
    },
    err: (text) => {
      texts.err += text;
    },
    cwd: root,
    env,
    colour: false,
    setExit: (code) => {
      exit = code;
    },
    signal: stop.signal,
  };
  const ended = run(['emulate', ...argv], io, [entry]);
  return { texts, ended, stop, ready: Promise.race([greeting, ended]), exit: () => exit };
}

const urlIn = (text: string) => /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';

describe('forewarn emulate', () => {
  it('serves an environment of an agreement until it is ended', async () => {
    const running = start(['acme-pay', '--env', 'sandbox']);
    await running.ready;
    const url = urlIn(running.texts.out);
    const document = await (await fetch(`${url}/openapi.json`)).json();
    const [, secret = ''] = /FOREWARN_SECRET_ACME_PAY_CLIENT='([^']+)'/.exec(running.texts.out) ?? [];
    const authorization = `Basic ${Buffer.from(secret).toString('base64')}`;
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    const token = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      headers: { authorization },
      body: form,
    });
    running.stop.abort();
    await running.ended;

    expect(running.texts.out).toContain('acme-pay sandbox is emulated at');
    expect(running.texts.out).toContain('Acme Pay API 2026-06-01, 14 operations');
    expect(document).toMatchObject({ info: { version: '2026-06-01' } });
    expect(token.status).toBe(200);
    expect(running.texts.err).toContain('200 POST /oauth/token');
    expect(running.exit()).toBeUndefined();
    await expect(fetch(`${url}/openapi.json`)).rejects.toThrow();
  });

  it('serves our own API, where the partner uses that', async () => {
    const running = start(['swift-ship', '--env', 'ours:staging'], {
      FOREWARN_SECRET_SWIFT_SHIP_ORDERS_TOKEN: 'carrier',
    });
    await running.ready;
    const headers = { authorization: 'Bearer carrier' };
    const order = await fetch(`${urlIn(running.texts.out)}/v1/orders/ord_1001`, { headers });
    running.stop.abort();
    await running.ended;

    expect(running.texts.out).toContain('swift-ship ours:staging is emulated at');
    expect(running.texts.out).toContain('Shop orders for carriers');
    expect(await order.json()).toMatchObject({ id: 'ord_1001', status: 'ready_to_ship' });
  });

  it('takes the secret that checks would take', async () => {
    const running = start(['acme-pay'], { FOREWARN_SECRET_ACME_PAY_CLIENT: 'shop:mine' });
    await running.ready;
    running.stop.abort();
    await running.ended;

    expect(running.texts.out).toContain('client shop, secret mine');
  });

  it('serves the version that the plan has on a day', async () => {
    const running = start(['acme-pay', '--env', 'production', '--as-of', '400']);
    await running.ready;
    running.stop.abort();
    await running.ended;

    expect(running.texts.out).toContain('Acme Pay API 2026-12-01');
  });

  it('serves any document without an agreement', async () => {
    const running = start(['--document', 'openapi/city-geo.yaml']);
    await running.ready;
    const answer = await fetch(`${urlIn(running.texts.out)}/v1/countries`);
    running.stop.abort();
    await running.ended;

    expect(running.texts.out).toContain('credentials  none needed');
    expect(await answer.json()).toHaveProperty('countries');
  });

  it.each([
    [['nobody'], 'there is no agreement with nobody'],
    [['acme-pay', '--env', 'moon'], 'acme-pay has no environment moon'],
    [[], 'which partner?'],
    [['acme-pay', '--port', 'x'], '--port must be a number'],
    [['--document', 'openapi/none.yaml'], 'none.yaml'],
    [['--document', 'https://api.acme-pay.example/openapi.json'], 'only a document in a file'],
    [['--document', 'openapi/city-geo.yaml', '--as-of', '3'], '--as-of'],
    [['acme-pay', '--as-of', 'soon'], '--as-of must be'],
    [['city-geo', '--as-of', 'soon'], '--as-of must be'],
    [['acme-pay', '--slow'], 'unknown option'],
  ])('%j is exit 2 with one message', async (argv, message) => {
    const running = start(argv);
    await running.ended;

    expect(running.exit()).toBe(2);
    expect(running.texts.err).toContain(message);
    expect(running.texts.err).not.toMatch(/:\d+:\d+\)?\n/);
  });
});
