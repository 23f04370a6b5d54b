import type { EntryBody } from '../ledger/types.ts';
import { type PageRun, type PageSighting, type StatusWord, saysTrouble } from '../status-page/types.ts';
import type { LookRun, Showed } from './types.ts';

/** A reading of a status page, as run data has it. */
export interface PageRead {
  /** ISO */
  at: string;
  statusPage?: StatusWord;
}

/**
 * What the partner's own status page showed: from run data, and from the finished days of the ledger for what is older.
 *
 * @param sightings what is kept of each state beside it: titles of incidents, and since when by their own word
 */
export function pageLooks(
  entries: Iterable<EntryBody>,
  runs: readonly PageRead[],
  sightings: readonly PageSighting[],
): LookRun[] {
  const read = runs.flatMap(({ at, statusPage }) =>
    statusPage ? [{ state: statusPage, from: at, to: at, n: 1 }] : [],
  );
  const oldest = read.reduce((least, { from }) => (from < least ? from : least), '9');
  const older = [...entries].flatMap(({ transitions }) =>
    transitions.flatMap((one) => (one.type === 'day' ? (one.pages ?? []) : [])),
  );
  return [...older.filter(({ from }) => from < oldest), ...read].map((run) => lookOf(run, sightings));
}

function lookOf({ state, from, to, n }: PageRun, sightings: readonly PageSighting[]): LookRun {
  const kept = sightings.findLast((one) => one.at <= to);
  const sighting = kept?.state === state ? kept : null;
  const titles = sighting?.incidents.map(({ title }) => `"${title}"`).join(', ') ?? '';
  const known = sighting?.since && saysTrouble(state) ? { known: Date.parse(sighting.since) } : {};
  const words = state === 'unknown' ? 'could not be read' : state;
  return {
    from: Date.parse(from),
    to: Date.parse(to),
    n,
    showed: showedBy(state),
    note: titles === '' ? words : `${words}: ${titles}`,
    ...known,
  };
}

function showedBy(state: StatusWord): Showed {
  if (saysTrouble(state)) return 'trouble';
  if (state === 'unknown') return 'not-verified';
  return state === 'maintenance' ? 'maintenance' : 'well';
}
