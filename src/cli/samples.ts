import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findContracts } from '../adapters/files/find-contracts.ts';
import { ForewarnError } from '../core/errors.ts';

/** The samples that come with the package, beside what was built of this file. */
const PACKED = new URL('./contracts/', import.meta.url);

/**
 * The folder in which the story finds its partners: the one that is named, the nearest `contracts/`, else the samples of
 * the package.
 *
 * @throws ForewarnError `not-found` where there is none of them.
 */
export function contractsOfStory(cwd: string, named: string | undefined): string {
  try {
    return findContracts(cwd, named);
  } catch (error) {
    const hasSamples = existsSync(new URL('acme-pay/plan.yaml', PACKED));
    if (named !== undefined || !hasSamples || !(error instanceof ForewarnError)) throw error;
    return fileURLToPath(PACKED);
  }
}
