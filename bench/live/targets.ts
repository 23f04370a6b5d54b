import { spread } from '../diff/in-turn.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import { looksAt } from './check-of.ts';
import { startPartner } from './partner-process.ts';
import { replayAlone } from './replay-alone.ts';
import { INTERACTIONS, pact } from './sample.ts';

const ROUNDS = 9;
const PARTNERS = 200;
const LATENCY_MS = 100;
const CALLS = 5;
const AT_ONCE = 16;
const MEGABYTE = 1024 * 1024;

/** What looking at live partners promises of time and memory. */
export async function liveTargets(): Promise<Target[]> {
  return [await againstVerifier(), ...(await manyPartners())];
}

/** A whole check, from starting the verifier's process to the entry, beside the verifier alone. */
async function againstVerifier(): Promise<Target> {
  const partner = await startPartner(0);
  try {
    const alone: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      alone.push(await replayAlone(partner.url, INTERACTIONS));
      // Stores of its own: the first look is the one that has most to write.
      const { look } = looksAt(partner.url, { partners: 1, pact: pact(INTERACTIONS) });
      const started = performance.now();
      const { look: seen } = await look('shelf-0');
      whole.push(performance.now() - started);
      if (seen.coverage.exercised !== INTERACTIONS) throw new Error(`judged ${seen.coverage.exercised}`);
    }
    // The first round loads code that the others find loaded.
    const ratios = whole.map((ms, round) => ms / (alone[round] as number)).slice(1);
    return {
      what: `${INTERACTIONS} interactions on loopback, the whole check`,
      target: '<= 1.2 x the verifier alone',
      figure: `${spread(ratios, 2)} x (${spread(whole.slice(1))} ms; alone ${spread(alone.slice(1))} ms)`,
      met: spreadOf(ratios).median <= 1.2,
    };
  } finally {
    partner.end();
  }
}

/** Many partners without a pact, which take their time to answer; memory once the code and the heap are warm. */
async function manyPartners(): Promise<Target[]> {
  const partner = await startPartner(LATENCY_MS);
  try {
    const { took } = await lookAtAll(partner.url);
    const { held } = await lookAtAll(partner.url);
    const ideal = (PARTNERS * CALLS * LATENCY_MS) / AT_ONCE;
    const [, half = 0, , whole = 0] = held;
    return [
      {
        what: `${PARTNERS} partners, ${CALLS} calls each of ${LATENCY_MS} ms, ${AT_ONCE} at once`,
        target: '<= 1.5 x the ideal',
        figure: `${(took / ideal).toFixed(2)} x (${took.toFixed(0)} ms; ideal ${ideal.toFixed(0)} ms)`,
        met: took <= 1.5 * ideal,
      },
      {
        what: `${PARTNERS} more in the same process, memory held after each quarter`,
        target: 'flat: all of them <= 1.2 x half of them',
        figure: `${held.map((megabytes) => megabytes.toFixed(0)).join(', ')} MB`,
        met: half > 0 && whole <= 1.2 * half,
      },
    ];
  } finally {
    partner.end();
  }
}

/** One look at each of the partners: how long that took in ms, and the MB held after each quarter of them. */
async function lookAtAll(url: string): Promise<{ took: number; held: number[] }> {
  const { partners, look } = looksAt(url, { partners: PARTNERS, items: CALLS, atOnce: AT_ONCE });
  const held: number[] = [];
  let done = 0;
  const started = performance.now();
  await Promise.all(
    partners.map(async (name) => {
      const { look: seen } = await look(name);
      if (seen.coverage.exercised !== CALLS) throw new Error(`judged ${seen.coverage.exercised}`);
      if (++done % (PARTNERS / 4) === 0) held.push(process.memoryUsage.rss() / MEGABYTE);
    }),
  );
  return { took: performance.now() - started, held };
}
