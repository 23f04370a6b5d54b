import type { Target } from '../promises/target.ts';
import { coldTarget } from './cold.ts';
import { warmTarget } from './warm.ts';

/** What judging exchanges promises of time. */
export function conformanceTargets(): Target[] {
  const cold = coldTarget();
  return [warmTarget(), ...(cold ? [cold] : [])];
}
