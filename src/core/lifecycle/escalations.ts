import { isLate } from '../drift/calendar.ts';
import type { Change, NoticeDue, NoticeStep } from '../ledger/types.ts';
import { hurtsNow } from './cells.ts';
import { dateOfChange } from './change-date.ts';
import { listed } from './notices.ts';
import { remindersDue } from './reminders.ts';
import type { TimeContext } from './time-due.ts';
import { noticeTo } from './to-contact.ts';
import { touchingNow } from './touching.ts';

/** Days that our side has to answer before the next contact hears of it. */
export const ESCALATE_DAYS = 3;

/** Steps after which somebody of ours is expected to answer. */
const NEWS: ReadonlySet<NoticeStep> = new Set<NoticeStep>([
  'announce',
  'shipped',
  'reopened',
  'still-there',
  'escalated',
]);

/**
 * The next contact of ours, in the order of the agreement, where a change breaks us or leaves too few days and nobody of
 * our side has said anything to it. The first contact is where the ladder begins; one step each three days. An only
 * contact is asked once more.
 */
export function escalationsDue(change: Change, on: TimeContext): NoticeDue[] {
  const begun = change.reopened?.at ?? change.openedAt;
  if (!isUrgent(change, on)) return [];
  if ((change.answers ?? []).some((one) => one.side === 'ours' && one.at >= begun)) return [];
  const told = Object.values(on.state.notices).filter(
    ({ due, at, voidedAt }) =>
      due.change === change.ref && due.side === 'ours' && at >= begun && voidedAt === undefined,
  );
  const ladder = listed('ours', on);
  const isAlone = ladder.length === 1;
  // One message at a time: a reminder asks as well.
  if (isAlone && remindersDue(change, on).length > 0) return [];
  const steps = told.filter(({ due }) => due.step === 'escalated').length;
  // Where nobody else is named, the one contact is asked a second time.
  const next = isAlone && steps === 0 ? ladder[0] : ladder[steps + 1];
  const last = told
    .filter(({ due }) => NEWS.has(due.step) || (isAlone && due.step === 'reminder'))
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  if (!next || !last || Date.parse(on.now) - Date.parse(last) < ESCALATE_DAYS * DAY_MS) return [];
  const context = { after: on.state, agreement: on.agreement, environment: null, sha256: on.sha256 };
  return [noticeTo(change, 'escalated', next, context)];
}

const DAY_MS = 86_400_000;

function isUrgent(change: Change, on: TimeContext): boolean {
  const touching = touchingNow(change, on.state);
  if (touching.some((facts) => facts.effect === 'breaks' && hurtsNow(facts))) return true;
  const date = dateOfChange(change, touching);
  return touching.length > 0 && !!date?.on && !date.ours && isLate(on.now, date.on, on.agreement);
}
