import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where a file of a golden folder goes: what all share at the top, the rest into the partner's folder. */
function target(name: string): string {
  if (name === 'forewarn.yaml' || name === 'journeys.yaml') return `contracts/${name}`;
  return name.startsWith('pact') ? `contracts/acme-pay/pacts/${name}` : `contracts/acme-pay/${name}`;
}

/**
 * Lays a golden folder out as a contracts folder with one partner, `acme-pay`, in a new temporary folder, with
 * its baseline unless the folder has a file `no-baseline`. Gives the folder.
 */
export function layOut(golden: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-agreement-')));
  for (const name of readdirSync(golden)) {
    if (name === 'expected.json' || name === 'no-baseline') continue;
    const file = join(root, target(name));
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(join(golden, name), file);
  }
  if (!existsSync(join(golden, 'no-baseline'))) {
    mkdirSync(join(root, 'openapi'));
    writeFileSync(join(root, 'openapi', 'acme-pay.yaml'), 'openapi: 3.1.0\n');
  }
  return root;
}
