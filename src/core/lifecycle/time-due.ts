import type { Agreement } from '../agreement/types.ts';
import type { Sha256 } from '../hash.ts';
import type { NoticeDue, PartnerState } from '../ledger/types.ts';
import { digestsDue } from './digest.ts';
import { escalationsDue } from './escalations.ts';
import { heardRemindersDue } from './heard-reminders.ts';
import { remindersDue } from './reminders.ts';

/** What the calendar alone is asked with. */
export interface TimeContext {
  state: PartnerState;
  /** ISO calendar time. */
  now: string;
  agreement: Agreement;
  sha256: Sha256;
}

/**
 * Notices that are due because time has passed, without any look: reminders of dates that come near, the next contact
 * where nobody of ours has answered, the digest of what is not urgent. To ours alone. What the state has already is not
 * due again, so that asking twice, or with a clock that was put back, gives nothing.
 */
export function timeDue(on: TimeContext): NoticeDue[] {
  const open = Object.values(on.state.changes)
    .filter((change) => change.closedAt === null)
    .toSorted((a, b) => a.number - b.number);
  return [
    ...open.flatMap((change) => [...remindersDue(change, on), ...escalationsDue(change, on)]),
    ...heardRemindersDue(on),
    ...digestsDue(on),
  ];
}
