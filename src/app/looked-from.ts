import type { Look } from '../core/lifecycle/types.ts';
import type { CheckPorts, CheckRequest } from './run-check.ts';

/** Looks that are gone through for the last one of another place. */
const RUNS_READ = 200;

/**
 * The place that a look is made from, and the last look at the same environment from another place, where that could see
 * and is not older than `max-age`. Nothing without a name for the place.
 */
export async function lookedFrom(
  { runs }: Pick<CheckPorts, 'runs'>,
  { vantage, agreement }: Pick<CheckRequest, 'vantage' | 'agreement'>,
  { environment, now }: { environment: string | null; now: string },
): Promise<Pick<Look, 'vantage' | 'seenFrom'>> {
  if (vantage === undefined) return {};
  const recent = await runs.recent(agreement.partner, RUNS_READ);
  const others = new Map<string, (typeof recent)[number]>();
  for (const run of recent) {
    if (run.environment !== environment || run.vantage === undefined || run.vantage === vantage) continue;
    if (!others.has(run.vantage)) others.set(run.vantage, run); // newest first
  }
  const seen = [...others.values()].find(
    ({ verdict, at }) => verdict !== 'not-verified' && Date.parse(now) - Date.parse(at) <= agreement.maxAgeMs,
  );
  return seen?.vantage === undefined
    ? { vantage }
    : { vantage, seenFrom: { vantage: seen.vantage, at: seen.at } };
}
