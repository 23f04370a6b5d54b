import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { bundleRegistration } from '../../src/adapters/files/bundle-registration.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import type { Deployed } from './deployed.ts';
import { registerEvent } from './events.ts';
import { sampleFiles } from './sample-partner.ts';

/** Registers sample partners with the deployed function, and gives their agreements. */
export async function registerSamples(
  deployed: Deployed,
  on: {
    partners: readonly string[];
    url: string;
    interactions: number;
    requestsPerSecond: number;
    at: number;
  },
): Promise<Agreement[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'forewarn-bench-'));
  for (const partner of on.partners)
    for (const [path, text] of Object.entries(sampleFiles({ ...on, partner }))) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
  const { agreements, dir } = loadAgreements({ cwd, sha256 });
  const register = await deployed.start('register');
  try {
    for (const agreement of agreements) {
      deployed.account.holdings.parameters.set(`/forewarn/${agreement.partner}/token`, 'a-token');
      const bundle = await bundleRegistration({ agreement, contracts: dir, source: 'bench', cwd });
      const { payload, lines } = await register.invoke(registerEvent(bundle, on.at));
      const status = (payload as { statusCode?: number }).statusCode;
      if (status !== 200 && status !== 201)
        throw new Error(
          `${agreement.partner} was not registered: ${JSON.stringify(payload)}\n${lines.join('\n')}`,
        );
    }
  } finally {
    await register.close();
    rmSync(cwd, { recursive: true, force: true });
  }
  return agreements;
}
