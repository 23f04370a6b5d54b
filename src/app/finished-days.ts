import type { DayRun } from '../core/ledger/day-run.ts';
import type { PartnerState, Transition } from '../core/ledger/types.ts';
import type { PageRun } from '../core/status-page/types.ts';
import type { Run, RunStore } from './ports.ts';

/** More looks than a partner has in a few busy days; what is older is not carried over. */
const RUNS_READ = 5000;

/**
 * The first entry after midnight UTC carries what was run since the entry before it: each environment's
 * looks as run lengths of one verdict. Empty on a day that has been carried already.
 */
export async function finishedDays(
  runs: RunStore,
  before: PartnerState,
  at: string,
): Promise<Extract<Transition, { type: 'day' }>[]> {
  const today = at.slice(0, 10);
  const lastDay = before.at?.slice(0, 10);
  if (lastDay === undefined || lastDay >= today) return [];
  const recent = await runs.recent(before.partner, RUNS_READ);
  const finished = recent.filter((run) => run.at.slice(0, 10) >= lastDay && run.at.slice(0, 10) < today);
  const timeline = runLengths(finished);
  const pages = pageRuns(finished);
  return timeline.length > 0 ? [{ type: 'day', timeline, ...(pages.length > 0 ? { pages } : {}) }] : [];
}

/** Readings of the partner's status page in any order, as pieces of one state; a piece does not go over midnight. */
export function pageRuns(runs: readonly Run[]): PageRun[] {
  const pieces: PageRun[] = [];
  for (const { at, statusPage } of runs.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    if (!statusPage) continue;
    const last = pieces.at(-1);
    if (last?.state === statusPage && last.from.slice(0, 10) === at.slice(0, 10)) {
      last.to = at;
      last.n++;
    } else pieces.push({ state: statusPage, from: at, to: at, n: 1 });
  }
  return pieces;
}

/** Looks in any order, as pieces of one environment and verdict; a piece does not go over midnight. */
export function runLengths(runs: readonly Run[]): DayRun[] {
  const pieces: DayRun[] = [];
  const latest = new Map<string | null, DayRun>();
  for (const run of runs.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const last = latest.get(run.environment);
    if (last && last.verdict === run.verdict && last.from.slice(0, 10) === run.at.slice(0, 10)) {
      last.to = run.at;
      last.n++;
      continue;
    }
    const piece = { environment: run.environment, verdict: run.verdict, from: run.at, to: run.at, n: 1 };
    pieces.push(piece);
    latest.set(run.environment, piece);
  }
  return pieces;
}
