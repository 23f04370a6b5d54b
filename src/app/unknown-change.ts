import { ForewarnError } from '../core/errors.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { releasable } from '../core/lifecycle/sendable.ts';

/** That a partner's ledger does not have a change, with the ones that wait for a person. */
export function unknownChange(change: string, state: PartnerState): ForewarnError {
  const waiting = releasable(state);
  return new ForewarnError('not-found', `${state.partner} has no change ${change}.`, {
    fix:
      waiting.length > 0 ? `Waiting for a release: ${waiting.join(', ')}.` : 'Nothing waits for a release.',
  });
}
