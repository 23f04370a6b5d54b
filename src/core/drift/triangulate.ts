import type { Cell } from './finding.ts';

/** Published against baseline, at one subject. `unknown`: nothing is published. */
export type DocumentsSay = 'same' | 'moved' | 'unknown';

/**
 * What one exchange showed at one subject.
 * `old`: the baseline accepts it and the published document, if moved, does not; `either`: both accept;
 * `new`: only the published document accepts; `other`: neither does.
 */
export type Sighting = 'old' | 'either' | 'new' | 'other';

/** What all exchanges of a look showed together at one subject. */
export type LiveSays = 'unseen' | Sighting | 'mixed' | 'mixed-with-other';

/** Who has the next step, and which. */
export type NextStep =
  | 'ours: restore sight'
  | 'nobody'
  | 'theirs: document or revert'
  | 'theirs: say whether it is meant'
  | 'ours: migrate'
  | 'both: renegotiate or revert'
  | 'ours: now'
  | 'theirs: which is meant?'
  | 'both: adopt the published document'
  | 'ours: we expect what is not there yet'
  | 'theirs: correct the document'
  | 'ours: correct the expectation'
  | 'ours: mend our API'
  | 'ours: put it into our document';

/** One exchange at one subject: accepted by the baseline, and by the published document (null: unknown). */
export function sightingOf(baselineAccepts: boolean, publishedAccepts: boolean | null): Sighting {
  if (baselineAccepts) return publishedAccepts === true ? 'either' : 'old';
  return publishedAccepts === true ? 'new' : 'other';
}

/** Adds up the sightings of a look. `old` and `either` together show nothing new, so they are `old`. */
export function liveSays(sightings: Iterable<Sighting>): LiveSays {
  const seen = new Set(sightings);
  if (seen.size === 0) return 'unseen';
  if (seen.size === 1) return [...seen][0] as Sighting;
  if (seen.has('other')) return 'mixed-with-other';
  if (!seen.has('new')) return 'old';
  return 'mixed';
}

/** The cell of the triangulation table: what the documents say, against what live says. */
export function triangulate(documents: DocumentsSay, live: LiveSays): { cell: Cell; partial: boolean } {
  if (documents === 'moved') return { cell: MOVED[live], partial: live === 'mixed-with-other' };
  if (live === 'unseen') return { cell: 'unseen', partial: false };
  if (live === 'old' || live === 'either') return { cell: 'agree', partial: false };
  return {
    cell: documents === 'same' ? 'undocumented-change' : 'live-change',
    partial: live === 'mixed' || live === 'mixed-with-other',
  };
}

const MOVED = {
  unseen: 'announced',
  old: 'announced',
  either: 'announced',
  new: 'shipped',
  mixed: 'rolling-out',
  other: 'diverged',
  'mixed-with-other': 'diverged',
} as const satisfies Record<LiveSays, Cell>;

/**
 * The cell of an expectation: a pact that does not fit the baseline.
 * `livePasses`: the pact's verdict on live; null where it was not exercised, which proves nothing for us.
 */
export function expectation(fitsPublished: boolean, livePasses: boolean | null): Cell {
  if (fitsPublished) return livePasses === true ? 'baseline-behind' : 'ahead-of-partner';
  return livePasses === true ? 'documents-behind' : 'expectation-wrong';
}

/** The next step of every cell. */
export const NEXT_STEP = {
  unseen: 'ours: restore sight',
  agree: 'nobody',
  'undocumented-change': 'theirs: document or revert',
  'live-change': 'theirs: say whether it is meant',
  announced: 'ours: migrate',
  shipped: 'both: renegotiate or revert',
  'rolling-out': 'ours: now',
  diverged: 'theirs: which is meant?',
  'baseline-behind': 'both: adopt the published document',
  'ahead-of-partner': 'ours: we expect what is not there yet',
  'documents-behind': 'theirs: correct the document',
  'expectation-wrong': 'ours: correct the expectation',
  'ours-to-mend': 'ours: mend our API',
  'ours-undocumented': 'ours: put it into our document',
} as const satisfies Record<Cell, NextStep>;

/** A `*-behind` cell says more than any other on the same subject and takes its place. */
export function supersedes(a: Cell, b: Cell): boolean {
  return isBehind(a) && !isBehind(b);
}

function isBehind(cell: Cell): boolean {
  return cell === 'baseline-behind' || cell === 'documents-behind';
}

/** True for cells of our own API, which a partner uses: what is there is ours to mend. */
export function isOfOurApi(cell: Cell): boolean {
  return cell === 'ours-to-mend' || cell === 'ours-undocumented';
}

/** True for cells in which the difference is there now, not only coming. */
export function isInForce(cell: Cell): boolean {
  return IN_FORCE.has(cell);
}

const IN_FORCE: ReadonlySet<Cell> = new Set<Cell>([
  'undocumented-change',
  'live-change',
  'shipped',
  'rolling-out',
  'diverged',
  'expectation-wrong',
  'ahead-of-partner',
  'ours-to-mend',
]);
