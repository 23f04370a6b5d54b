import type { Cell, Effect } from '../drift/finding.ts';
import { isSentToUs, parseSubject } from '../drift/subject.ts';
import { isInForce, NEXT_STEP } from '../drift/triangulate.ts';
import type { DriftFacts } from '../ledger/types.ts';

/** What a difference is to us: it touches what we use, we do not know what we use, or it is neither. */
export type Touch = 'ours' | 'usage-unknown' | 'none';

/** By effect where usage is known; a difference of unknown effect on a known use may touch us, so it does. */
export function touchOf(of: Pick<DriftFacts, 'effect' | 'usageGrade'>): Touch {
  if (of.effect === 'breaks' || of.effect === 'may-break') return 'ours';
  if (of.effect !== 'unknown') return 'none';
  return of.usageGrade === 'unknown' ? 'usage-unknown' : 'ours';
}

/** Worst first. */
const EFFECTS: Effect[] = ['breaks', 'may-break', 'unknown', 'loosens', 'none'];

/** Orders effects, the worst being 0. */
export function effectRank(effect: Effect): number {
  return EFFECTS.indexOf(effect);
}

/** True if live showed it: then only a look at live can say that it has gone. */
export function isSeenLive(of: Pick<DriftFacts, 'cell' | 'inForce' | 'source'>): boolean {
  return of.source === 'live' || LIVE.has(of.cell);
}

const LIVE: ReadonlySet<Cell> = new Set<Cell>([
  'undocumented-change',
  'live-change',
  'shipped',
  'rolling-out',
  'diverged',
]);

/** True if the published document is part of the claim: then it must be read before the claim is changed. */
export function leansOnDocument(of: Pick<DriftFacts, 'cell' | 'source'>): boolean {
  return of.source === 'documents' || of.source === 'pacts' || MOVED.has(of.cell);
}

const MOVED: ReadonlySet<Cell> = new Set<Cell>(['announced', 'shipped', 'rolling-out', 'diverged']);

/** True if a drift in this cell belongs to the change of its document version. */
export function followsDocument(of: Pick<DriftFacts, 'cell' | 'source'>): boolean {
  if (of.source === 'documents' || of.source === 'pacts') return true;
  return of.cell === 'announced' || of.cell === 'shipped' || of.cell === 'rolling-out';
}

/**
 * True if the partner is told: it has, or shares, the next step (DESIGN 5.2); or it is in a message that we sent, which
 * it may have lost and cannot ask for again.
 */
export function concernsPartner({
  cell,
  source,
  subject,
}: Pick<DriftFacts, 'cell' | 'source' | 'subject'>): boolean {
  if (cell === 'ours-to-mend' && source === 'live' && isSent(subject)) return true;
  return cell === 'rolling-out' || /^(theirs|both):/.test(NEXT_STEP[cell]);
}

function isSent(subject: string): boolean {
  const read = parseSubject(subject);
  return read !== null && isSentToUs(read);
}

/** True if it hurts now in the environment it was seen in, rather than being announced. */
export function hurtsNow(of: Pick<DriftFacts, 'cell' | 'inForce'>): boolean {
  return of.inForce && isInForce(of.cell);
}
