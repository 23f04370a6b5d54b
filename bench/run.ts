import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { priceTarget } from './promises/price.ts';
import { sizeTargets } from './promises/size.ts';
import { startTargets } from './promises/start.ts';
import type { Target } from './promises/target.ts';
import { tableOf } from './scale/table.ts';

/**
 * `npm run bench [-- --strict]`: what the functions on AWS promise, measured without an account. Ends with 1 only with
 * `--strict`, if something falls short: times depend on what else the machine does.
 */
const ROOT = join(import.meta.dirname, '..');

const [load = 0] = loadavg();
process.stdout.write(
  `${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? process.arch}), load ${load.toFixed(1)}, Node ${process.version}\n`,
);
const told = (targets: Target[]): Target[] => {
  const rows = targets.map(({ what, target, figure, met }) => [met ? 'pass' : 'short', what, target, figure]);
  process.stdout.write(`\n${tableOf(['', 'what', 'promised', 'measured'], rows, false)}`);
  return targets;
};
const sizes = told(await sizeTargets(ROOT));
const starts = told(await startTargets(ROOT));
const { target, table } = await priceTarget(ROOT);
process.stdout.write(`\n${table}`);
const short = [...sizes, ...starts, ...told([target])].filter(({ met }) => !met);
if (short.length > 0 && process.argv.includes('--strict')) process.exitCode = 1;
