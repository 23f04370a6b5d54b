import type { LookRun, Piece, SightState, Span } from './types.ts';

/** What of a run of looks can be seen at its end or in the middle of it. */
type Standing = Pick<Piece, 'state' | 'note' | 'shown' | 'noAnswer' | 'looks'>;

/**
 * How a source stood in every part of a period: the pieces follow one another, cover all of it once, and neighbours
 * differ. Between two looks that showed the same it stood so; between two that did not, `between`. A look that is older
 * than `maxAgeMs` shows nothing: `not-seen`.
 *
 * @param looks in order of time, not overlapping
 */
export function piecesOf(looks: readonly LookRun[], period: Span, maxAgeMs: number): Piece[] {
  const pieces: Piece[] = [];
  const add = (from: number, to: number, standing: Standing): void => {
    const clipped = { from: Math.max(from, period.from), to: Math.min(to, period.to) };
    if (clipped.from >= clipped.to) return;
    const last = pieces.at(-1);
    if (last && isSame(last, standing)) last.to = clipped.to;
    else pieces.push({ ...clipped, ...standing });
  };
  let seenUntil = period.from;
  for (const [index, look] of looks.entries()) {
    const next = looks[index + 1];
    const begins = index === 0 ? Number.NEGATIVE_INFINITY : seenUntil;
    add(begins, look.from, NOT_SEEN);
    add(look.from, look.to, standingOf(look));
    const fresh = Math.min(look.to + maxAgeMs, next?.from ?? Number.POSITIVE_INFINITY);
    add(look.to, fresh, next ? betweenOf(look, next) : standingOf(look));
    seenUntil = fresh;
    if (look.from >= period.to) break;
  }
  add(looks.length === 0 ? period.from : seenUntil, period.to, NOT_SEEN);
  return pieces;
}

/**
 * Several places that show the same thing as one: at each time the one that shows most. All of them cover the same
 * period.
 */
export function overlaid(parts: readonly (readonly Piece[])[]): Piece[] {
  const [first = [], ...others] = parts;
  return others.reduce<readonly Piece[]>(overlay, first) as Piece[];
}

function overlay(a: readonly Piece[], b: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const [one, other] = [a[i], b[j]];
    if (!one || !other) return pieces;
    const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
    const most = RANK.indexOf(one.state) <= RANK.indexOf(other.state) ? one : other;
    const shown = RANK.find((state) => state === one.shown || state === other.shown) ?? null;
    const standing = { ...most, shown: shown as Piece['shown'] };
    const last = pieces.at(-1);
    if (last && isSame(last, standing)) last.to = to;
    else pieces.push({ ...standing, from, to });
    if (one.to === to) i++;
    if (other.to === to) j++;
  }
}

/** What shows most comes first. */
const RANK: readonly SightState[] = [
  'trouble',
  'suspected',
  'maintenance',
  'coming',
  'between',
  'well',
  'not-verified',
  'not-seen',
];

/** How much a state says: the smaller, the more. */
export function rankOf(state: SightState): number {
  return RANK.indexOf(state);
}

/** How long pieces are in each state, in ms. */
export function spentIn(pieces: readonly Piece[]): Partial<Record<SightState, number>> {
  const spent: Partial<Record<SightState, number>> = {};
  for (const { state, from, to } of pieces) spent[state] = (spent[state] ?? 0) + (to - from);
  return spent;
}

const NOT_SEEN: Standing = { state: 'not-seen', note: null, shown: null };

function standingOf({ showed, note, noAnswer }: LookRun): Standing {
  return { state: showed, note, shown: showed, ...(noAnswer ? { noAnswer } : {}) };
}

function betweenOf(look: LookRun, next: LookRun): Standing {
  if (look.showed === next.showed) return standingOf(look);
  return {
    state: 'between',
    note: null,
    shown: look.showed,
    ...(look.noAnswer ? { noAnswer: true } : {}),
    looks: { before: look.to, after: next.from, was: look.showed, became: next.showed },
  };
}

function isSame(piece: Piece, standing: Standing): boolean {
  return (
    piece.state === standing.state &&
    piece.note === standing.note &&
    piece.shown === standing.shown &&
    piece.noAnswer === standing.noAnswer &&
    piece.looks?.before === standing.looks?.before
  );
}
