import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAgreements } from '../../../src/adapters/files/load-agreements.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { type Partners, startPartners } from '../../../src/local/emulator/start-partners.ts';
import { post, request } from './requesting.ts';
import { sha256 } from './sample-documents.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'partners-'));
for (const folder of ['contracts', 'openapi'])
  cpSync(join(root, folder), join(cwd, folder), { recursive: true });
const PLAN = `
sandbox:
  - { from: 0, document: ../../openapi/acme-pay.yaml }
  - { from: 3, document: ../../openapi/acme-pay.yaml, answers: next.yaml }
  - { from: 5, document: next.yaml }
production:
  - { from: 0, document: ../../openapi/acme-pay.yaml }
  - { from: 12, document: next.yaml }
`;
writeFileSync(join(cwd, 'contracts/acme-pay/plan.yaml'), PLAN);
rmSync(join(cwd, 'contracts/city-geo/plan.yaml'));
const { agreements: samples } = loadAgreements({ cwd, sha256 });
const agreements = samples.filter(({ partner }) => ['acme-pay', 'city-geo'].includes(partner));
afterAll(() => rmSync(cwd, { recursive: true }));

const start = new Date('2026-11-22T00:00:00Z');
const day = (n: number) => new Date(start.getTime() + n * 86_400_000);

let partners: Partners;
let now: Date;
beforeEach(async () => {
  now = start;
  partners = await startPartners({ agreements, start, sha256, now: () => now });
});
afterEach(() => partners.close());

async function tokenFor(url: string) {
  const pair = Buffer.from(partners.secrets.get('acme-pay/client') ?? '').toString('base64');
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: 'charges' });
  const init = { method: 'POST', headers: { authorization: `Basic ${pair}` }, body: form };
  const { json } = await request(`${url}/oauth/token`, init);
  return { authorization: `Bearer ${(json as JsonObject).access_token}` };
}

async function versionOf(place: string) {
  const { json } = await request(`${partners.urls.get(place)}/openapi.json`);
  return ((json as JsonObject).info as JsonObject).version;
}

describe('the sample partners', () => {
  it('run one emulator for each environment, on loopback', () => {
    expect([...partners.urls.keys()].sort()).toEqual([
      'acme-pay/production',
      'acme-pay/sandbox',
      'city-geo/production',
    ]);
    expect([...partners.urls.values()].every((url) => /^http:\/\/127\.0\.0\.1:\d+$/.test(url))).toBe(true);
    expect(partners.urlsOf('acme-pay').get('sandbox')).toBe(partners.urls.get('acme-pay/sandbox'));
  });

  it('are emulated with our own API, where they use that', async () => {
    const carrier = samples.filter(({ partner }) => partner === 'swift-ship');
    const own = await startPartners({ agreements: carrier, start, sha256, now: () => now });
    const headers = { authorization: `Bearer ${own.secrets.get('swift-ship/orders-token')}` };
    const [url, order] = [own.urls.get('swift-ship/ours:staging'), '/v1/orders/ord_1001'];
    const answers = [await request(`${url}${order}`, { headers }), await request(`${url}${order}`)];
    await own.close();

    expect([...own.urls.keys()]).toEqual([
      'swift-ship/sandbox',
      'swift-ship/production',
      'swift-ship/ours:staging',
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    expect(answers[0]?.json).toMatchObject({ id: 'ord_1001', status: 'ready_to_ship' });
  });

  it('accept the secrets that they were given, and nothing else', async () => {
    const url = partners.urls.get('acme-pay/production') ?? '';
    const headers = await tokenFor(url);

    expect([...partners.secrets.keys()].sort()).toEqual(['acme-pay/client', 'acme-pay/webhook']);
    expect((await request(`${url}/v1/charges`, { headers })).status).toBe(200);
    expect((await request(`${url}/v1/charges`)).status).toBe(401);
  });

  it('ship the next version to the sandbox first and to production later, as planned', async () => {
    const moved = (environment: string, published: boolean) => ({
      kind: 'version',
      partner: 'acme-pay',
      environment,
      version: '2026-12-01',
      published,
    });

    expect(partners.advance(day(2))).toEqual([]);
    expect(partners.advance(day(3))).toEqual([moved('sandbox', false)]);
    expect(await versionOf('acme-pay/sandbox')).toBe('2026-06-01');
    expect(partners.advance(day(5))).toEqual([moved('sandbox', true)]);
    expect([await versionOf('acme-pay/sandbox'), await versionOf('acme-pay/production')]).toEqual([
      '2026-12-01',
      '2026-06-01',
    ]);
    expect(partners.advance(day(5))).toEqual([]);
    expect(partners.advance(day(12))).toEqual([moved('production', true)]);
    expect(await versionOf('acme-pay/production')).toBe('2026-12-01');
  });

  it('may answer by a version that they have not published', async () => {
    const url = partners.urls.get('acme-pay/sandbox') ?? '';
    const headers = await tokenFor(url);
    const before = await request(`${url}/v1/charges?limit=10`, { headers });
    partners.advance(day(3));
    const after = await request(`${url}/v1/charges?limit=10`, { headers });

    expect(before.text).toContain('amount_captured');
    expect([after.status, after.text.includes('amount_captured')]).toEqual([200, false]);
    expect([before.text.includes('under_review'), after.text.includes('under_review')]).toEqual([
      false,
      true,
    ]);
  });

  it('write calendar time into records', async () => {
    now = day(7);
    const url = partners.urls.get('acme-pay/sandbox') ?? '';
    const made = await post(`${url}/v1/charges`, { amount: 5, currency: 'EUR' }, await tokenFor(url));

    expect(made.json).toMatchObject({ created: day(7).toISOString() });
  });

  it('start where the plan is when they are started late', async () => {
    const late = await startPartners({
      agreements,
      start,
      sha256,
      now: () => day(20),
      known: () => 'id:known',
    });
    const { json } = await request(`${late.urls.get('acme-pay/production')}/openapi.json`);
    const moved = late.advance(day(20));
    await late.close();

    expect((json as JsonObject).info).toMatchObject({ version: '2026-12-01' });
    expect([moved, late.secrets.get('acme-pay/client')]).toEqual([[], 'id:known']);
  });
});
