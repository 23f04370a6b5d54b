import { buildFunctions } from '../../cdk/bundle/build-functions.ts';
import { FUNCTION_NAMES, FUNCTIONS } from '../../cdk/functions.ts';
import { bundleParts, clientsInUse } from '../measure/bundle-parts.ts';
import { zipSize } from '../measure/zip-size.ts';
import type { Target } from './target.ts';

const LEAN_MB = 1.2;
const CHECKING_MB = 12;

/** Sizes of the zips for arm64, and the AWS clients that are in the bundles. */
export async function sizeTargets(root: string): Promise<Target[]> {
  const built = await buildFunctions(root, 'arm64');
  const targets: Target[] = [];
  for (const name of FUNCTION_NAMES) {
    const megabytes = zipSize(built[name]) / 1_000_000;
    const most = FUNCTIONS[name].verifies ? CHECKING_MB : LEAN_MB;
    targets.push({
      what: `zip of ${name}, arm64`,
      target: `< ${most} MB`,
      figure: `${megabytes.toFixed(2)} MB`,
      met: megabytes < most,
    });
  }
  for (const name of FUNCTION_NAMES) {
    const { clients, packages } = await bundleParts(root, name);
    const used = clientsInUse(name);
    const largest = packages.slice(0, 4).map(([one, bytes]) => `${one} ${Math.round(bytes / 1000)} kB`);
    targets.push({
      what: `AWS clients in ${name}`,
      target: used.join(', '),
      figure: `${clients.join(', ')} (most: ${largest.join(', ')})`,
      met: clients.join() === used.join(),
    });
  }
  return targets;
}
