import { union, within, without } from './spans.ts';
import type { LookRun, Piece, SightRow, SightSource, SourceName, Span, Trouble } from './types.ts';

/** Evidence of one source: trouble from its first look to its last, and the looks around that showed none. */
interface Evidence {
  source: SourceName;
  from: number;
  to: number;
  /** Its first look, where it named an earlier beginning afterwards; else `from`. */
  seen: number;
  /** The look before; null: there was none. Equal to `from` where the source itself names the beginning. */
  before: number | null;
  after: number | null;
}

/**
 * What is known afterwards to have been there, and when nothing showed it. Evidence that meets is one trouble: it may
 * have gone on from the one to the other. Nothing is said of what no evidence shows.
 *
 * @param sources those whose evidence counts are marked. @param rows the same over the period.
 */
export function troublesOf(
  sources: readonly SightSource[],
  rows: readonly SightRow[],
  period: Span,
  shows: (piece: Piece) => boolean,
): Trouble[] {
  const evidence = sources
    .filter((source) => source.evidence)
    .flatMap(evidenceOf)
    .filter(({ from, to }) => from < period.to && to >= period.from)
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
  const shown = shownIn(rows, shows);
  const seen = shownIn(
    rows.filter(({ kind }) => kind !== 'people'),
    shows,
  );
  return groupsOf(evidence).map((group) => troubleOf(group, period, shown, seen));
}

function troubleOf(
  group: readonly Evidence[],
  period: Span,
  shown: readonly Span[],
  seen: readonly Span[],
): Trouble {
  const first = group[0] as Evidence;
  const last = group.reduce((a, b) => (b.to > a.to ? b : a), first);
  const { from } = first;
  const { to } = last;
  const well = group.flatMap(({ before }) => (before !== null && before <= from ? before : []));
  const notBefore = well.length > 0 ? Math.max(...well) : null;
  const known = within({ from, to }, period) ?? { from: period.from, to: period.from };
  const possible = within({ from: notBefore ?? from, to }, period) ?? known;
  const nobody = without(known, shown);
  return {
    from,
    to,
    seen: first.seen,
    notBefore,
    notAfter: last.after,
    first: first.source,
    last: last.source,
    nobody,
    nobodyAtMost: without(possible, shown),
    peopleOnly: without(known, [...seen, ...nobody]),
  };
}

/** Runs of looks that showed trouble, one after the other, each with the looks beside it. */
function evidenceOf({ kind, of, parts }: SightSource): Evidence[] {
  return parts.flatMap((looks) => evidenceIn(looks, { kind, of }));
}

function evidenceIn(looks: readonly LookRun[], source: SourceName): Evidence[] {
  const found: Evidence[] = [];
  for (const [index, look] of looks.entries()) {
    if (look.showed !== 'trouble') continue;
    const before = looks[index - 1];
    const last = found.at(-1);
    if (last && before?.showed === 'trouble') {
      last.to = look.to;
      last.after = afterOf(looks[index + 1]);
      continue;
    }
    const from = Math.min(look.from, look.known ?? look.from);
    const at = before ? Math.min(before.to, from) : look.known === undefined ? null : from;
    found.push({ source, from, seen: look.from, to: look.to, before: at, after: afterOf(looks[index + 1]) });
  }
  return found;
}

function afterOf(next: LookRun | undefined): number | null {
  return next ? next.from : null;
}

/** Evidence in groups: each begins before what came earlier can have ended. */
function groupsOf(evidence: readonly Evidence[]): Evidence[][] {
  const groups: Evidence[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const one of evidence) {
    const group = (one.before ?? one.from) <= until ? groups.at(-1) : undefined;
    const ends = one.after ?? one.to;
    if (group) group.push(one);
    else groups.push([one]);
    until = group ? Math.max(until, ends) : ends;
  }
  return groups;
}

/** When any of these rows showed it to whoever looked. */
function shownIn(rows: readonly SightRow[], shows: (piece: Piece) => boolean): Span[] {
  return union(rows.flatMap(({ pieces }) => pieces.filter(shows).map(({ from, to }) => ({ from, to }))));
}
