import type { Agreement } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Actor, PartnerState, Transition } from '../core/ledger/types.ts';
import { waitingFor } from '../core/lifecycle/sendable.ts';
import { plainText } from '../core/report/plain-text.ts';
import { type CommitPorts, commit } from './commit.ts';
import { unknownChange } from './unknown-change.ts';

/** What a person decided about notices that wait: not before a day, or never. */
export interface KeepBackInput {
  agreement: Agreement;
  ref: string;
  /** ISO day from which it is asked again; null: what waits now never leaves. */
  until: string | null;
  /** Stands in the ledger for ever. */
  why: string;
  by: Actor;
}

/** What became of it. `already`: nothing was waiting any more, or it is kept back like that already. */
export interface KeptBack {
  outcome: 'held' | 'dropped' | 'already';
  change: string;
  /** Ids of the notices that it is about. */
  notices: string[];
  state: PartnerState;
}

/** Most characters of a reason. */
export const LONGEST_REASON = 200;
/** Most days that something is kept back. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * Keeps the held notices of a change back until a day, or for good, with a reason. What is kept back can still be
 * released; what is dropped cannot.
 *
 * @throws ForewarnError `not-found` for a reference that the partner's ledger does not have; `usage` for a reason that
 * is none, and a day that is not ahead.
 */
export async function keepBack(ports: CommitPorts, on: KeepBackInput): Promise<KeptBack> {
  const { agreement, until, by } = on;
  const change = on.ref.toUpperCase();
  const why = reasonOf(on.why);
  if (until !== null) requireAhead(until, ports.calendar.now());
  let notices: string[] = [];
  const committed = await commit(ports, agreement.partner, {
    by,
    look: null,
    agreement: agreement.hash,
    propose(state) {
      const known = state.changes[change];
      if (!known) throw unknownChange(change, state);
      notices = waitingFor(state, change).map(({ due }) => due.id);
      if (notices.length === 0) return null;
      const { keptBack } = known;
      if (until !== null && keptBack?.until === until && keptBack.why === why) return null;
      const step: Transition =
        until === null
          ? { type: 'dropped', change, notices, why }
          : { type: 'kept-back', change, until, why };
      return { transitions: [step], notices: [], evidence: [] };
    },
  });
  const done = until === null ? 'dropped' : 'held';
  const outcome = committed.outcome === 'appended' ? done : 'already';
  return { outcome, change, notices, state: committed.state };
}

function reasonOf(text: string): string {
  const why = plainText(text.trim(), LONGEST_REASON + 1);
  if (why === '' || why.length > LONGEST_REASON || why.includes('@'))
    throw new ForewarnError('usage', `the reason is 1 to ${LONGEST_REASON} characters without an address`, {
      fix: 'it stays in the ledger for ever: name no person by an address there',
    });
  return why;
}

function requireAhead(until: string, now: Date): void {
  const left = (Date.parse(`${until}T00:00:00.000Z`) - Date.parse(now.toISOString().slice(0, 10))) / DAY_MS;
  if (/^\d{4}-\d{2}-\d{2}$/.test(until) && left > 0 && left <= MOST_DAYS) return;
  throw new ForewarnError('usage', `the day must lie ahead, at most ${MOST_DAYS} days, as 2026-12-01`);
}
