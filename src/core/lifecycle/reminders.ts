import { daysBetween } from '../drift/calendar.ts';
import type { Change, NoticeDue, NoticeState } from '../ledger/types.ts';
import { hurtsNow } from './cells.ts';
import { dateOfChange, plannedBy } from './change-date.ts';
import { noticesTo, openThreads } from './threads.ts';
import type { TimeContext } from './time-due.ts';
import { noticeTo } from './to-contact.ts';
import { touchingNow } from './touching.ts';

/** Days before a date at which ours are reminded of it. */
export const REMIND_AT = [30, 14, 7, 1] as const;

/**
 * Reminders of a change's date: one at each threshold, and one for all thresholds that were missed. None where our side
 * has planned to be ready by then, and none for a threshold that lay behind when the change was told last.
 */
export function remindersDue(change: Change, on: TimeContext): NoticeDue[] {
  const touching = touchingNow(change, on.state);
  const date = dateOfChange(change, touching);
  if (!date?.on || date.ours || touching.every(hurtsNow)) return [];
  const plan = plannedBy(change, 'ours');
  if (plan?.on && plan.on <= date.on) return [];
  const left = daysBetween(on.now, date.on);
  const days = left < 0 ? undefined : REMIND_AT.findLast((threshold) => left <= threshold);
  if (days === undefined) return [];
  const ahead = { on: date.on, days };
  const { at } = on.state; // entries never go back in time
  const today = (at !== null && at > on.now ? at : on.now).slice(0, 10);
  const context = { after: on.state, agreement: on.agreement, environment: null, sha256: on.sha256 };
  return openThreads(change, on.state)
    .filter((to) => to.side === 'ours')
    .filter((to) => {
      const told = noticesTo(change, to, on.state);
      return !told.some((one) => covers(one, ahead) || isReminderOf(one, today));
    })
    .map((to) => ({ ...noticeTo(change, 'reminder', to, context), ahead }));
}

/** A date that is moved twice in a day is reminded of once that day. */
function isReminderOf({ due, at }: NoticeState, today: string): boolean {
  return due.step === 'reminder' && at.startsWith(today);
}

/** True if a notice has said as much of the date, or more: it was a reminder of this threshold, or it came later. */
function covers({ due, at }: NoticeState, ahead: { on: string; days: number }): boolean {
  if (due.step === 'reminder') return due.ahead?.on === ahead.on && due.ahead.days <= ahead.days;
  return due.step !== 'escalated' && daysBetween(at, ahead.on) <= ahead.days;
}
