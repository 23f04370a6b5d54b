import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPartnerOpener } from '../../../src/adapters/http/partner-client.ts';
import type { Log } from '../../../src/app/ports.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { createAuthority } from '../../tls/certificates.ts';
import { startSecure } from '../../tls/https-server.ts';
import { trust } from '../../tls/trust.ts';
import { callOf, lookPlan, monotonic } from '../look-plan.ts';

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

async function toldOf(days: number, looks: number): Promise<{ message: string; fields?: JsonObject }[]> {
  const to = new Date(Date.now() + days * DAY_MS + 60_000);
  const server = await startSecure({ identity: authority.issue({ to }) });
  open.push(server);
  const told: { message: string; fields?: JsonObject }[] = [];
  const log: Log = {
    info: (message, fields) => told.push({ message, ...(fields ? { fields } : {}) }),
    warn: (message) => told.push({ message }),
  };
  const opener = createPartnerOpener({ secrets: { read: async () => null }, monotonic, log });
  for (let look = 0; look < looks; look++) {
    const client = opener(lookPlan({ url: server.url }));
    for (const path of ['/items/1', '/items/2']) await client.call(callOf(path));
    await client.close();
  }
  return told;
}

describe('a certificate that ends', () => {
  it('within 21 days is told once, over all calls and looks', async () => {
    expect(await toldOf(20, 2)).toEqual([
      {
        message: 'the certificate of a partner ends soon',
        fields: { partner: 'shelf', environment: 'sandbox', on: expect.stringMatching(/Z$/), days: 20 },
      },
    ]);
  });

  it('later is not told', async () => {
    expect(await toldOf(22, 1)).toEqual([]);
  });
});
