import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/core/report/types.ts';

const BIN = join(import.meta.dirname, '../../bin/forewarn.mjs');
const VERIFY = join(import.meta.dirname, 'museum-verify.ts');

/** What the museum lets in. */
export const SECRET = 'shop:open-sesame';

/** Writes the agreement with the museum at `url`, and the document that both agreed on. */
export function agreeWithMuseum(folder: string, url: string, baseline: string): void {
  const contracts = join(folder, 'contracts', 'museum');
  mkdirSync(join(contracts, 'pacts'), { recursive: true });
  mkdirSync(join(folder, 'openapi'), { recursive: true });
  writeFileSync(join(folder, 'openapi', 'museum.yaml'), baseline);
  writeFileSync(
    join(contracts, 'agreement.yaml'),
    `partner: museum
name: City Museum
openapi: ${url}/openapi.json
environments:
  sandbox: { url: ${url}, auth: { basic: { secret: museum/sandbox } }, mode: full }
limits: { requests-per-second: 50 }
`,
  );
  writeFileSync(
    join(contracts, 'states.yaml'),
    `an event is planned:
  make:
    - post: /special-events
      body: { name: Sing along, location: Hall, eventDescription: Songs., dates: ["2026-12-02"], price: 3 }
      capture: { eventId: /eventId }
  returns: { eventId: "\${eventId}" }
`,
  );
}

/** `forewarn check museum`, as a process of its own. */
export async function checkMuseum(folder: string): Promise<{ exit: number; report: Report }> {
  const args = [
    'check',
    'museum',
    '--contracts',
    join(folder, 'contracts'),
    '--allow-private',
    '--format',
    'json',
  ];
  const { exit, out, err } = await run(BIN, args, {
    FOREWARN_SECRET_MUSEUM_SANDBOX: SECRET,
    FOREWARN_HOME: join(folder, 'home'),
  });
  if (err !== '') throw new Error(`forewarn check: ${err}`);
  return { exit, report: JSON.parse(out) as Report };
}

/** Interactions of the pact that fail against the museum, by Pact's own verifier alone. */
export async function verifyMuseum(url: string, pact: string): Promise<{ run: number; failed: string[] }> {
  const { out } = await run(VERIFY, [url, SECRET, pact], { PACT_DO_NOT_TRACK: 'true' });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as { run: number; failed: string[] };
}

function run(
  script: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ exit: number; out: string; err: string }> {
  const options = { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env }, timeout: 60_000 };
  return new Promise((done) => {
    const child = execFile(process.execPath, [script, ...args], options, (_error, out, err) =>
      done({ exit: child.exitCode ?? -1, out, err }),
    );
  });
}
