import type { Agreement, Journey } from '../core/agreement/types.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { focusOn, sightIn } from '../core/sight/sight.ts';
import type { Sight, Span } from '../core/sight/types.ts';
import type { Calendar } from './ports.ts';
import { readSight, type SightPorts } from './read-sight.ts';

/** Entries that a page reads: more than a partner has in weeks; `forewarn sight` reads all. */
const READ = 2000;
const DAY_MS = 86_400_000;
/** Before the first evidence of a change, so that the looks before it are seen. */
const BEFORE_MS = 3_600_000;

/** What every party could see in the last day; of a change, from its first evidence to its end. */
export async function partnerSight(
  ports: SightPorts & { calendar: Calendar },
  on: {
    agreement: Agreement;
    journeys: readonly Journey[];
    state: PartnerState;
    /** Reference of a change of the partner; null: everything. */
    change: string | null;
  },
): Promise<Sight> {
  const { state, change } = on;
  const now = Math.max(ports.calendar.now().getTime(), Date.parse(state.at ?? '') || 0);
  const period = (change === null ? null : lifeOf(state, change, now)) ?? { from: now - DAY_MS, to: now };
  const since = new Date(period.from).toISOString();
  const records = await readSight(ports, { ...on, since, now: new Date(now).toISOString(), most: READ });
  return sightIn(records, period, change === null ? null : focusOn(records, change));
}

/** From shortly before a change was first seen to its end, or to now. */
function lifeOf(state: PartnerState, ref: string, now: number): Span | null {
  const change = state.changes[ref];
  if (!change) return null;
  const lives = change.drifts.flatMap((key) => Object.values(state.drifts[key]?.environments ?? {}));
  const begins = [change.openedAt, ...lives.map(({ since }) => since)].map((at) => Date.parse(at));
  const to = change.closedAt === null ? now : Date.parse(change.closedAt);
  return { from: Math.min(...begins) - BEFORE_MS, to: Math.max(to, Math.min(...begins) + 1) };
}
