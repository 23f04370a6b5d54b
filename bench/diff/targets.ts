import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../promises/target.ts';
import { buildMeasured } from './built.ts';
import { largeDocuments } from './documents.ts';
import { largeTargets } from './large-targets.ts';
import { linearTargets } from './linear-targets.ts';
import { startTargets } from './start-targets.ts';

const SMALL = 'test/golden/diff/api-global-security-added';

/** What the comparison of documents promises of time and memory. Ratios are between runs that took turns. */
export async function diffTargets(root: string): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-bench-diff-'));
  try {
    const measured = await buildMeasured(root, folder);
    const small: [string, string] = [join(root, SMALL, 'baseline.yaml'), join(root, SMALL, 'observed.yaml')];
    const large = largeDocuments(folder);
    return [
      ...startTargets(measured, small, folder),
      ...linearTargets(),
      ...(large ? largeTargets(measured, large, folder) : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
