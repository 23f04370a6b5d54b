import type { FunctionName } from '../../cdk/functions.ts';
import type { Deployed } from './deployed.ts';

/** Cold starts of a function in ms: from starting its process until it asks for its first event. */
export type ColdStarts = Record<FunctionName | 'empty', number[]>;

/**
 * Starts each function so many times, one after another in turn, so that what else this machine does falls on all of
 * them alike.
 */
export async function coldStarts(
  deployed: Deployed,
  names: readonly (FunctionName | 'empty')[],
  times: number,
): Promise<ColdStarts> {
  const starts = Object.fromEntries(names.map((name) => [name, [] as number[]])) as ColdStarts;
  for (let round = 0; round <= times; round++)
    for (const name of names) {
      const environment = await deployed.start(name);
      const { initMs } = await environment.invoke({});
      await environment.close();
      if (initMs === null) throw new Error(`${name} did not start`);
      if (round > 0) starts[name].push(initMs); // the first round fills the disk's cache
    }
  return starts;
}

/** The middle of some numbers, with the least and the greatest. */
export function spreadOf(numbers: readonly number[]): { least: number; median: number; most: number } {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { least: at(0), median: at(Math.floor(sorted.length / 2)), most: at(sorted.length - 1) };
}
