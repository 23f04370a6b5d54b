import { type ComingLine, comingLinesOf } from '../src/core/report/shown/coming-line.ts';
import type { ToRead } from '../src/core/report/to-read-lines.ts';
import { everybody } from './everybody.ts';
import type { PageSources, PartnerView } from './types.ts';

/** What is ahead. */
export interface ComingFacts {
  /** ISO instant that days are counted from. */
  at: string;
  /** Nearest date first. */
  coming: ComingLine[];
  /** Passages of feeds that wait for a person, newest first. */
  toRead: ToRead[];
}

/** What is coming from everybody, or from one partner. */
export async function comingFacts(sources: PageSources, only?: PartnerView): Promise<ComingFacts> {
  const views = only ? [only] : await everybody(sources);
  const all = await Promise.all(
    views.map(async (view) => {
      const { coming, toRead } = await sources.known(view);
      return { coming: comingLinesOf(coming, view.agreement), toRead };
    }),
  );
  const day = ({ on }: ComingLine) => on ?? '9999';
  return {
    at: sources.now(),
    coming: all
      .flatMap(({ coming }) => coming)
      .toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0)),
    toRead: all.flatMap(({ toRead }) => toRead).toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0)),
  };
}
