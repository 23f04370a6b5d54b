import type { JourneyState, SignalCount, WalkRun } from '../journey/types.ts';
import type { LookRun, Showed } from './types.ts';

/** What is kept of a journey: its walks, how it stands, and what people told of it. */
export interface JourneyRecord {
  id: string;
  title: string;
  walks: readonly WalkRun[];
  state: JourneyState | null;
  signals: readonly SignalCount[];
}

const HOUR_MS = 3_600_000;

const SHOWED = {
  held: 'well',
  failing: 'trouble',
  'not-verified': 'not-verified',
} as const satisfies Record<WalkRun['outcome'], Showed>;

/** What walking a journey showed; where no walks were kept, what is known of how it stands. */
export function walkLooks({ walks, state }: JourneyRecord): LookRun[] {
  if (walks.length > 0)
    return walks.map(({ outcome, from, to, n }) => ({
      from: Date.parse(from),
      to: Date.parse(to),
      n,
      showed: SHOWED[outcome],
      note: null,
    }));
  if (!state?.seenAt) return [];
  const showed = state.state === 'ok' ? 'well' : state.state === 'suffering' ? 'trouble' : 'suspected';
  const from = Date.parse(state.since ?? state.seenAt);
  return [
    { from, to: Date.parse(state.seenAt), n: from === Date.parse(state.seenAt) ? 1 : 2, showed, note: null },
  ];
}

/**
 * What people told, as looks that showed trouble: silence is no sign that all is well. Where only the hour is known, it
 * counts from the hour's end, by which they had told.
 */
export function peopleLooks({ signals }: JourneyRecord): LookRun[] {
  return signals.map(({ hour, count, first, last }) => {
    const end = Date.parse(hour) + HOUR_MS - 1;
    return {
      from: first === undefined ? end : Date.parse(first),
      to: last === undefined ? end : Date.parse(last),
      n: count,
      showed: 'trouble',
      note: null,
    };
  });
}
