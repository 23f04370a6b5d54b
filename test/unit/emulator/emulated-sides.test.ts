import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { loadAgreements } from '../../../src/adapters/files/load-agreements.ts';
import { emulatedAgreement } from '../../../src/local/emulated-agreement.ts';
import { startPartners } from '../../../src/local/emulator/start-partners.ts';
import { request } from './requesting.ts';
import { sha256 } from './sample-documents.ts';

const cwd = mkdtempSync(join(tmpdir(), 'sides-'));
const folder = join(cwd, 'contracts/slow-post');
mkdirSync(folder, { recursive: true });
cpSync(fileURLToPath(new URL('../../../openapi', import.meta.url)), join(cwd, 'openapi'), {
  recursive: true,
});
writeFileSync(
  join(folder, 'agreement.yaml'),
  `partner: slow-post
openapi: { baseline: ../../openapi/city-geo.yaml }
ours: { openapi: ../../openapi/acme-pay.yaml, environments: { staging: https://api.staging.shop.example } }
environments: { staging: https://slow-post.example }
`,
);
writeFileSync(
  join(folder, 'plan.yaml'),
  'ours:staging: { during: [{ from: 1, until: 2, outage: 503 }] }\nstaging: { during: [{ from: 2, outage: 500 }] }\n',
);
afterAll(() => rmSync(cwd, { recursive: true }));

it('our own API is emulated beside the partner, by its own document and its own part of the plan', async () => {
  const start = new Date('2026-11-22T00:00:00Z');
  const { agreements } = loadAgreements({ cwd, sha256 });
  const partners = await startPartners({ agreements, start, sha256, now: () => start });
  const title = async (place: string) => {
    const { status, json } = await request(`${partners.urls.get(place)}/openapi.json`);
    return status === 200 ? (json as { info: { title: string } }).info.title : status;
  };

  try {
    const ours = await title('slow-post/ours:staging');
    const theirs = await title('slow-post/staging');
    const happened = [1, 2].map((day) =>
      partners
        .advance(new Date(start.getTime() + day * 86_400_000))
        .map((one) => `${one.environment} ${one.kind}`),
    );
    const [agreement] = agreements;
    const emulated = agreement && emulatedAgreement(agreement, partners.urlsOf('slow-post'));

    expect([ours, theirs]).toEqual(['Acme Pay API', 'City Geo API']);
    expect(happened).toEqual([['ours:staging outage'], ['staging outage', 'ours:staging outage']]);
    expect([await title('slow-post/ours:staging'), await title('slow-post/staging')]).toEqual([
      'Acme Pay API',
      500,
    ]);
    expect(emulated?.ours?.environments.map(({ url }) => url)).toEqual([
      partners.urls.get('slow-post/ours:staging'),
    ]);
  } finally {
    await partners.close();
  }
});
