import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { loadAgreements } from '../../../src/adapters/files/load-agreements.ts';
import { isObject } from '../../../src/core/json.ts';
import { type Partners, startPartners } from '../../../src/local/emulator/start-partners.ts';
import { request } from './requesting.ts';
import { sha256 } from './sample-documents.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'windows-'));
for (const folder of ['contracts/acme-pay', 'openapi'])
  cpSync(join(root, folder), join(cwd, folder), { recursive: true });
afterAll(() => rmSync(cwd, { recursive: true }));

const start = new Date('2026-11-22T00:00:00Z');
const day = (n: number) => new Date(start.getTime() + n * 86_400_000);

let partners: Partners | undefined;
afterEach(() => partners?.close());

/** Acme Pay's production, with these windows; each call looks at it as it then is. */
async function production(during: string, now = start) {
  writeFileSync(join(cwd, 'contracts/acme-pay/plan.yaml'), `production: { during: [${during}] }\n`);
  const { agreements } = loadAgreements({ cwd, sha256 });
  const one = await startPartners({ agreements, start, sha256, now: () => now });
  partners = one;
  const url = one.urls.get('acme-pay/production') ?? '';
  const pair = Buffer.from(one.secrets.get('acme-pay/client') ?? '').toString('base64');
  return {
    advance: (at: Date) =>
      one.advance(at).map(({ kind, ...more }) => [kind, 'begins' in more && more.begins]),
    url,
    token: () =>
      request(`${url}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${pair}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'charges' }),
      }),
    charges: (authorization: string) => request(`${url}/v1/charges?limit=1`, { headers: { authorization } }),
  };
}

async function bearer(of: { token(): ReturnType<typeof request> }): Promise<string> {
  const { json } = await of.token();
  return `Bearer ${isObject(json) ? json.access_token : ''}`;
}

describe('a window of a plan', () => {
  it('takes everything away in an outage, and gives it back', async () => {
    const partner = await production('{ from: 2, until: 3, outage: 503 }');
    const shown = await bearer(partner);

    expect(partner.advance(day(1.9))).toEqual([]);
    expect(partner.advance(day(2))).toEqual([['outage', true]]);
    const document = await request(`${partner.url}/openapi.json`);
    expect([document.status, (await partner.token()).status, (await partner.charges(shown)).status]).toEqual([
      503, 503, 503,
    ]);
    expect(partner.advance(day(3))).toEqual([['outage', false]]);
    expect((await partner.charges(shown)).status).toBe(200);
    expect(partner.advance(day(4))).toEqual([]);
  });

  it('cuts connections where the outage says so', async () => {
    const partner = await production('{ from: 0, outage: reset }');

    await expect(request(`${partner.url}/openapi.json`)).rejects.toThrow('fetch failed');
  });

  it('refuses the right credential and the tokens that it gave, and serves its document', async () => {
    const partner = await production('{ from: 2, until: 5, credentials: refused }');
    const shown = await bearer(partner);
    partner.advance(day(2));

    const refused = await partner.charges(shown);
    expect([refused.status, (await partner.token()).status]).toEqual([401, 401]);
    expect(JSON.stringify(refused.json)).not.toContain('access_token');
    expect((await request(`${partner.url}/openapi.json`)).status).toBe(200);
    partner.advance(day(5));
    expect((await partner.charges(shown)).status).toBe(200);
  });

  it('lets every third call meet a fault', async () => {
    const partner = await production(
      '{ from: 0, fault: 503-without-retry-after, at: listCharges, every: 3 }',
    );
    const shown = await bearer(partner);
    const statuses = [];
    for (let call = 0; call < 6; call++) statuses.push((await partner.charges(shown)).status);

    expect(statuses).toEqual([200, 200, 503, 200, 200, 503]);
  });

  it('shows a change for as long as it is open', async () => {
    const partner = await production('{ from: 2, until: 3, drift: a field removed, at: listCharges }');
    const shown = await bearer(partner);
    const before = (await partner.charges(shown)).text;
    partner.advance(day(2));
    const during = (await partner.charges(shown)).text;
    partner.advance(day(3));

    expect(during).not.toBe(before);
    expect((await partner.charges(shown)).text).toBe(before);
  });

  it('adds headers from its day on, also where it began before', async () => {
    const partner = await production(
      '{ from: 2, deprecation: { "*": 2 }, sunset: { GET /v1/charges: 60 } }',
      day(9),
    );
    const { headers } = await partner.charges(await bearer(partner));

    expect(headers.get('deprecation')).toBe(`@${day(2).getTime() / 1000}`);
    expect(headers.get('sunset')).toBe(day(60).toUTCString());
  });

  it.each([
    ['{ from: 1, fault: a-fault }', 'there is no fault "a-fault"'],
    ['{ from: 1, drift: a field removed, at: getNothing }', 'the document has no operation getNothing'],
    ['{ from: 1, fault: an expired certificate }', 'cannot begin while a partner runs'],
  ])('is refused with the file where it cannot be: %s', async (during, message) => {
    await expect(production(during)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(message) as string,
      place: { file: join(cwd, 'contracts/acme-pay/plan.yaml') },
    });
  });
});
