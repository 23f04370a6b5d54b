import { ForewarnError } from '../errors.ts';
import { applyTransition } from './apply-transition.ts';
import { forget } from './forget.ts';
import { GENESIS } from './seal.ts';
import type { EntryBody, NoticeDue, PartnerState, Transition } from './types.ts';

/**
 * Which fold this is: one more whenever the same entries give another state than before. What was folded otherwise is
 * thrown away and folded again.
 */
export const FOLD_VERSION = 2;

/** How many looks the fold remembers, to recognise one that is already in the ledger. */
const LOOKS_KEPT = 100;

/** A partner before the first entry. */
export function emptyState(partner: string): PartnerState {
  return {
    partner,
    seq: 0,
    head: GENESIS,
    at: null,
    environments: {},
    drifts: {},
    changes: {},
    notices: {},
    looks: [],
  };
}

/**
 * The state after one more entry. The given state is left as it was; what did not change is shared.
 *
 * @throws ForewarnError `integrity` if the entry does not follow on the state.
 */
export function foldEntry(state: PartnerState, body: EntryBody, hash: string): PartnerState {
  if (body.partner !== state.partner || body.seq !== state.seq + 1 || body.prev !== state.head) {
    throw new ForewarnError(
      'integrity',
      `Ledger entry ${body.seq} of ${body.partner} does not follow entry ${state.seq} of ${state.partner}.`,
      { fix: 'Run `forewarn history verify` to see where the chain breaks.' },
    );
  }
  const next = applyTransitions(state, body.at, body.transitions, body.notices);
  const looks = body.look === null ? state.looks : [...state.looks, body.look].slice(-LOOKS_KEPT);
  return forget({ ...next, seq: body.seq, head: hash, at: body.at, looks });
}

/** The state once these things have become so at `at`; sequence and head stay. Used to look ahead when deciding. */
export function applyTransitions(
  state: PartnerState,
  at: string,
  transitions: readonly Transition[],
  due: readonly NoticeDue[] = [],
): PartnerState {
  const next: PartnerState = {
    ...state,
    environments: { ...state.environments },
    drifts: { ...state.drifts },
    changes: { ...state.changes },
    notices: { ...state.notices },
  };
  for (const transition of transitions) applyTransition(next, at, transition);
  for (const notice of due) {
    next.notices[notice.id] ??= { due: notice, at, releasedAt: null, sentAt: null, attempts: [] };
  }
  return next;
}
