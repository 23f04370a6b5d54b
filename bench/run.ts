import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { diffTargets } from './diff/targets.ts';
import { priceTarget } from './promises/price.ts';
import { sizeTargets } from './promises/size.ts';
import { startTargets } from './promises/start.ts';
import type { Target } from './promises/target.ts';
import { tableOf } from './scale/table.ts';

/**
 * `npm run bench [-- diff | functions] [--strict]`: what the comparison of documents promises, and what the functions
 * on AWS promise, measured without an account; one of both where it is named. Ends with 1 only with `--strict`, if
 * something falls short: times depend on what else the machine does.
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
const part = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
if (part !== undefined && part !== 'diff' && part !== 'functions') {
  process.stderr.write(`there is no part ${part}: diff or functions\n`);
  process.exit(2);
}
const all: Target[] = [];
if (part !== 'functions') all.push(...told(await diffTargets(ROOT)));
if (part !== 'diff') {
  all.push(...told(await sizeTargets(ROOT)), ...told(await startTargets(ROOT)));
  const { target, table } = await priceTarget(ROOT);
  process.stdout.write(`\n${table}`);
  all.push(...told([target]));
}
if (all.some(({ met }) => !met) && process.argv.includes('--strict')) process.exitCode = 1;
