import type { Replay } from './verifier-child.ts';

/** What one run of the verifier brought, and whether it asked anything of us before it ended. */
export interface Run {
  replay: Replay;
  asked: boolean;
}

/** Runs of one look at most: each starts a process. Enough to find one among thousands. */
const MOST_RUNS = 25;

/**
 * Replays everything in one run. The verifier reads all pacts before it begins, and refuses them all for one that it
 * cannot read: where it brought nothing and asked nothing, each half is replayed by itself, until what it cannot read
 * stands alone. Nothing is asked of the partner twice.
 *
 * @param mayRun false where there is no time for another run.
 */
export async function replayApart<Item>(
  items: readonly Item[],
  run: (items: readonly Item[]) => Promise<Run>,
  mayRun: () => boolean,
): Promise<{ items: readonly Item[]; replay: Replay }[]> {
  const done: { items: readonly Item[]; replay: Replay }[] = [];
  const waiting: (readonly Item[])[] = [items];
  for (let runs = 1; waiting.length > 0; runs++) {
    const next = waiting.shift() as readonly Item[];
    const { replay, asked } = await run(next);
    const isUnread =
      !asked && (replay.ok ? replay.results.length === 0 : replay.failure.class !== 'deadline');
    if (isUnread && next.length > 1 && runs < MOST_RUNS && mayRun()) {
      const middle = Math.ceil(next.length / 2);
      waiting.push(next.slice(0, middle), next.slice(middle));
    } else {
      done.push({ items: next, replay });
    }
    if (runs >= MOST_RUNS || !mayRun())
      done.push(...waiting.splice(0).map((items) => ({ items, replay: NOT_RUN })));
  }
  return done;
}

const NOT_RUN: Replay = {
  ok: false,
  failure: {
    class: 'our-request',
    detail: 'the verifier cannot read one of the pacts, and there was no time to find it',
  },
};
