import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { CHECKED, takeMeasurements } from '../measure/take-measurements.ts';
import { type CaseOptions, casesOf } from './cases.ts';
import { figuresOf } from './figures.ts';
import { scaleReport, shortReport } from './report.ts';
import { flexibleMs, readSettings } from './settings.ts';

/**
 * `npm run bench:scale [-- --write]`: measures the functions as they are deployed, simulates the pipeline and prices a
 * month. `--write` renews docs/scale.md.
 */
const ROOT = join(import.meta.dirname, '../..');

const settings = await readSettings();
const { queueCalls, deployment } = settings;
process.stdout.write('Measuring checks and sweeps, about two minutes ...\n');
const [load = 0] = loadavg();
const figures = figuresOf(await takeMeasurements(ROOT));

/** Half as much again as is wanted on average, and never less than the default. */
const enough = (wanted: number) => Math.min(1000, Math.max(settings.mostAtOnce, Math.ceil(wanted * 1.5)));
const cases = (options: Pick<CaseOptions, 'phase' | 'mostAtOnce'>) =>
  casesOf({ ...options, queueCalls, flexibleMs }, figures, deployment);
const input = {
  figures,
  measuredBy: `The bundles that are deployed, in the Lambda runner of the tests on ${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? process.arch}; load ${load.toFixed(1)} before), Node ${process.version}: checks of ${CHECKED.interactions} interactions with ${CHECKED.latencyMs} ms latency at ${CHECKED.requestsPerSecond} requests a second, each of another partner than the one before.`,
  byDefault: cases({ phase: 'spread', mostAtOnce: () => settings.mostAtOnce }),
  spread: cases({ phase: 'spread', mostAtOnce: enough }),
  together: cases({ phase: 'together', mostAtOnce: enough }),
};
process.stdout.write(shortReport(input));
if (process.argv.includes('--write')) {
  const file = join(ROOT, 'docs/scale.md');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, scaleReport(input));
  process.stdout.write('docs/scale.md is new.\n');
}
