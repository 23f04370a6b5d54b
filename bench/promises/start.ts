import { coldStarts, spreadOf } from '../measure/cold-start.ts';
import { LEAN } from '../measure/deployed.ts';
import { measureChecks, settle } from '../measure/measure-functions.ts';
import { withDeployed } from '../measure/take-measurements.ts';
import type { Target } from './target.ts';

const TIMES = 12;
const MOST_TIMES_EMPTY = 3;
const CHECK_MS = 1200;

const ms = (value: number) => `${Math.round(value)} ms`;

/** Cold starts against that of an empty handler, and the first answer of a function that checks. */
export function startTargets(root: string): Promise<Target[]> {
  const small = { interactions: 2, latencyMs: 0, requestsPerSecond: 10 };
  return withDeployed(root, small, async (deployed, server) => {
    const { empty, ...starts } = await coldStarts(deployed, ['empty', ...LEAN, 'run-check'], TIMES);
    const base = spreadOf(empty);
    const targets = LEAN.map((name) => {
      const { least, median, most } = spreadOf(starts[name]);
      const ratio = median / base.median;
      return {
        what: `cold start of ${name}`,
        target: `<= ${MOST_TIMES_EMPTY} x empty`,
        figure: `${ratio.toFixed(2)} x (${ms(least)} - ${ms(median)} - ${ms(most)}; empty ${ms(base.least)} - ${ms(base.median)} - ${ms(base.most)})`,
        met: ratio <= MOST_TIMES_EMPTY,
      };
    });
    const partner = ['sample'];
    await settle(deployed, { ...small, url: server.url, partners: partner });
    const [fresh] = await measureChecks(deployed, server, partner, 1);
    const firsts: number[] = [];
    for (let run = 1; run <= TIMES; run++) {
      const [took] = await measureChecks(deployed, server, partner, run * 15);
      if (took) firsts.push(took.initMs + took.ms);
    }
    const { least, median, most } = spreadOf(firsts);
    const start = spreadOf(starts['run-check']);
    targets.push({
      what: 'run-check, cold, two interactions',
      target: `< ${ms(CHECK_MS)}`,
      figure: `${ms(least)} - ${ms(median)} - ${ms(most)} (of which start ${ms(start.median)}, ${(start.median / base.median).toFixed(2)} x empty; ${ms((fresh?.initMs ?? 0) + (fresh?.ms ?? 0))} where pact or document is new)`,
      met: median < CHECK_MS,
    });
    return targets;
  });
}
