import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

/** A partner that is really there, and counts who calls. */
async function countingPartner(): Promise<{ url: string; calls: () => number }> {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls++;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls };
}

/** The samples, and beside them a partner of our own. */
function repository(agreement: string): string {
  const cwd = temporaryFolder();
  for (const folder of ['contracts', 'openapi']) cpSync(folder, join(cwd, folder), { recursive: true });
  cpSync('openapi/city-geo.yaml', join(cwd, 'openapi/own.yaml'));
  mkdirSync(join(cwd, 'contracts/own'));
  writeFileSync(join(cwd, 'contracts/own/agreement.yaml'), agreement);
  return cwd;
}

const story = (cwd: string, ...more: string[]) =>
  runCli(['start', '--story', '--exit', '--port', '0', '--state', join(cwd, 'data'), ...more], {
    cwd,
    signal: AbortSignal.timeout(8_000),
  });

const NOBODYS = 'environments: { production: https://api.own.example }';

describe('compressed time', () => {
  it.each([
    ['is looked at', (url: string) => `environments: { production: ${url} }`],
    ['has its document elsewhere', (url: string) => `openapi: ${url}/openapi.json\n${NOBODYS}`],
    ['has documents only', (url: string) => `openapi: ${url}/openapi.json`],
    ['has a feed', (url: string) => `announcements: [${url}/feed.atom]\n${NOBODYS}`],
    ['has a status page', (url: string) => `status-page: ${url}/status\n${NOBODYS}`],
    ['gives tokens elsewhere', (url: string) => tokensFrom(url)],
  ])(
    'is refused with a partner that is not emulated here and %s: 2, and no call',
    async (_what, agreement) => {
      const partner = await countingPartner();
      const cwd = repository(`partner: own\nname: Own\nuses: [geocode]\n${agreement(partner.url)}\n`);
      const done = await story(cwd);
      expect(done).toMatchObject({ code: 2, out: '' });
      expect(done.err).toContain(
        'compressed time works with the emulated sample partners only, and own is at 127.0.0.1',
      );
      expect(done.err).toContain('leave --story away');
      expect(partner.calls()).toBe(0);
    },
  );

  it('is refused where no partner has a plan', async () => {
    const partner = await countingPartner();
    const cwd = repository(`partner: own\nname: Own\nuses: [geocode]\nenvironments: { a: ${partner.url} }\n`);
    const own = join(cwd, 'own-only');
    cpSync(join(cwd, 'contracts/own'), join(own, 'own'), { recursive: true });
    const done = await story(cwd, '--contracts', own);
    expect(done.code).toBe(2);
    expect(done.err).toContain('compressed time works with the emulated sample partners only\n');
    expect(partner.calls()).toBe(0);
  });
});

function tokensFrom(url: string): string {
  const auth = `{ oauth2: { token-url: "${url}/token", secret: own/client } }`;
  return `environments: { production: { url: https://api.own.example, auth: ${auth} } }`;
}
