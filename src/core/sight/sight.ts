import { sightAt } from './at.ts';
import { overlaid, piecesOf, spentIn } from './pieces.ts';
import { type Focus, operationOf } from './showed-by.ts';
import { type SightRecords, sourcesOf } from './sources.ts';
import { troublesOf } from './trouble.ts';
import type { FirstShown, LookRun, Piece, Showed, Sight, SightAt, SightSource, Span } from './types.ts';

/**
 * What every party could have seen in a period: how each source stood at each time, when trouble is known afterwards to
 * have been there, when nothing showed it, and which source showed it first. Pure; no part of the period is left out.
 *
 * @param period ms since 1970; not empty. @param focus one change; null: everything at once
 */
export function sightIn(records: SightRecords, period: Span, focus: Focus | null = null): Sight {
  const sources = sourcesOf(records, focus);
  const rows = sources.map(({ kind, party, of, parts, maxAgeMs }) => {
    const pieces = overlaid(
      (parts.length > 0 ? parts : [[]]).map((looks) => piecesOf(looks, period, maxAgeMs)),
    );
    return { kind, party, of, pieces, spent: spentIn(pieces) };
  });
  const shows = (showed: Showed | null) => showed !== null && isSign(showed, focus);
  const tells = (piece: Piece) => shows(piece.shown) || (piece.noAnswer ?? false);
  return {
    ...period,
    rows,
    troubles: troublesOf(sources, rows, period, tells),
    first: sources.flatMap((source) => firstOf(source, period, shows) ?? []).toSorted((a, b) => a.at - b.at),
  };
}

/** What each source showed at an instant, in ms since 1970. */
export function sightsAt(records: SightRecords, at: number, focus: Focus | null = null): SightAt[] {
  return sourcesOf(records, focus).map((source) => sightAt(source, at));
}

/** A change as something to ask about, by what was read and the fold; null where neither has one of that reference. */
export function focusOn(
  { state, entries }: Pick<SightRecords, 'state' | 'entries'>,
  ref: string,
): Focus | null {
  const kept = state.changes[ref]?.drifts ?? [];
  const lives = kept.flatMap((key) => Object.values(state.drifts[key]?.environments ?? {}));
  const confirmed = entries.flatMap(({ transitions }) =>
    transitions.flatMap((one) => (one.type === 'confirmed' && one.change === ref ? [one.drift] : [])),
  );
  const facts = [...lives.map((life) => life.facts), ...confirmed];
  if (!state.changes[ref] && confirmed.length === 0) return null;
  return {
    ref,
    driftKeys: new Set([...kept, ...confirmed.map(({ driftKey }) => driftKey)]),
    operations: new Set(facts.map(({ subject }) => operationOf(subject))),
    journeys: new Set(facts.flatMap(({ affects }) => affects.flatMap(({ journeys }) => journeys))),
  };
}

/** What tells whoever looks that something is, or of one change: will be, otherwise. */
function isSign(showed: Showed, focus: Focus | null): boolean {
  if (showed === 'coming') return focus !== null;
  return showed === 'trouble' || showed === 'suspected' || showed === 'maintenance';
}

function firstOf(
  { kind, of, party, parts, maxAgeMs }: SightSource,
  period: Span,
  shows: (showed: Showed) => boolean,
): FirstShown | null {
  const isIn = ({ from, to, showed }: LookRun) =>
    shows(showed) && from < period.to && to + maxAgeMs >= period.from;
  const found = parts.flatMap((looks) => {
    const index = looks.findIndex(isIn);
    const look = looks[index];
    return look ? [{ at: look.from, showed: look.showed, before: looks[index - 1]?.to ?? null }] : [];
  });
  const [first] = found.toSorted((a, b) => a.at - b.at);
  return first ? { kind, of, party, ...first } : null;
}
