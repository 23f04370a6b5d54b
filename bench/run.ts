import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { conformanceTargets } from './conformance/targets.ts';
import { diffTargets } from './diff/targets.ts';
import { gateTargets } from './gate/targets.ts';
import { ledgerTargets } from './ledger/targets.ts';
import { liveTargets } from './live/targets.ts';
import { priceTarget } from './promises/price.ts';
import { sizeTargets } from './promises/size.ts';
import { startTargets } from './promises/start.ts';
import type { Target } from './promises/target.ts';
import { replayTargets } from './replay/targets.ts';
import { tableOf } from './scale/table.ts';

/**
 * `npm run bench [-- PART] [--strict]`: what is promised of time and memory: of the comparison of documents, of looks
 * at live partners, and of the functions on AWS, measured without an account. Ends with 1 only with `--strict`, if
 * something falls short: times depend on what else the machine does.
 */
const ROOT = join(import.meta.dirname, '..');

const told = (targets: Target[]): Target[] => {
  const rows = targets.map(({ what, target, figure, met }) => [met ? 'pass' : 'short', what, target, figure]);
  process.stdout.write(`\n${tableOf(['', 'what', 'promised', 'measured'], rows, false)}`);
  return targets;
};

/** What `--` may name; all of it where nothing is. */
const PARTS: Record<string, () => Promise<Target[]>> = {
  diff: async () => told(await diffTargets(ROOT)),
  conformance: async () => told(conformanceTargets()),
  live: async () => told(await liveTargets()),
  ledger: async () => told(await ledgerTargets()),
  replay: async () => told(await replayTargets()),
  gate: async () => told(gateTargets(ROOT)),
  functions: async () => {
    const measured = [...told(await sizeTargets(ROOT)), ...told(await startTargets(ROOT))];
    const { target, table } = await priceTarget(ROOT);
    process.stdout.write(`\n${table}`);
    return [...measured, ...told([target])];
  },
};

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = named.find((part) => !Object.hasOwn(PARTS, part));
if (unknown !== undefined) {
  process.stderr.write(`there is no part ${unknown}: ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}
const [load = 0] = loadavg();
process.stdout.write(
  `${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? process.arch}), load ${load.toFixed(1)}, Node ${process.version}\n`,
);
const all: Target[] = [];
for (const [part, measure] of Object.entries(PARTS)) {
  if (named.length === 0 || named.includes(part)) all.push(...(await measure()));
}
if (all.some(({ met }) => !met) && process.argv.includes('--strict')) process.exitCode = 1;
